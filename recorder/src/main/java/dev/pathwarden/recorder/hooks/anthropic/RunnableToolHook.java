package dev.pathwarden.recorder.hooks.anthropic;

import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.agent.CalledTool;
import dev.pathwarden.recorder.hooks.mirror.Optionals;
import dev.pathwarden.recorder.hooks.redact.RedactedTool;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Shows a tool call of the library's tool runner to the recorder before the tool runs.
 *
 * <p>A refusal is thrown, and the tool runner tells the model in its usual way, as an error with the one constant sentence. Not seen: memory tools, and tools that a program with a loop of
 * its own calls.
 */
public final class RunnableToolHook implements Hook, Interceptor {

    private static final String TOOL = "com.anthropic.helpers.BetaRunnableTool";

    private final Recorder recorder;

    /** A hook that records through that recorder. */
    public RunnableToolHook(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public String id() {
        return "anthropic.tool";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.TOOL_CALL);
    }

    @Override
    public List<HookPoint> points() {
        // Kotlin adds the module's name to that of an internal method.
        return List.of(HookPoint.whenLoaded(Target.named(TOOL), nameStartsWith("run$").and(takesArguments(1)), this).with(HookPoint.Shape.REPLACE_BOTH));
    }

    @Override
    public Object enter(Object tool, Object[] arguments) {
        String name = Optionals.text(tool, "definition$anthropic_java_core", "name");
        Object input = arguments[0];
        OpenStep step = recorder.begin(StepDraft.of(Operation.TOOL_CALL, name == null ? "tool" : name)
                .about(new CalledTool(name))
                .fact(Field.TOOL_NAME, name)
                .arguments(JsonFields.object(input))
                .redactable(redaction -> RedactedContent.input(tool, input, redaction)));
        if (step != null && step.rewritten() != null) {
            arguments[0] = step.rewritten();
        }
        return step;
    }

    @Override
    public Object exit(Object token, Object content, Throwable error) {
        OpenStep step = (OpenStep) token;
        Object given = content == null ? null : RedactedTool.redacted(step, redaction -> RedactedContent.result(content, redaction), content);
        String text = Optionals.text(given, "string");
        step.end(text != null ? text : texts(Optionals.all(given, "blocks")), error);
        RedactedTool.check(error, step);
        return given;
    }

    private static List<Object> texts(Collection<?> blocks) {
        List<Object> texts = blocks.stream().limit(64).map(block -> Optionals.text(block, "text", "text")).filter(java.util.Objects::nonNull).<Object>map(StepDraft::bounded).toList();
        return texts.isEmpty() ? null : texts;
    }
}
