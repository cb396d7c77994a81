package dev.pathwarden.recorder.hooks.genai;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.agent.CalledTool;
import dev.pathwarden.recorder.hooks.mirror.RecordedValues;
import dev.pathwarden.recorder.hooks.model.ToolRequests;
import dev.pathwarden.recorder.hooks.redact.DeclaredTypes;
import dev.pathwarden.recorder.hooks.redact.RedactedTool;
import dev.pathwarden.recorder.hooks.redact.RedactedValue;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows a function that the client is about to call of itself (automatic function calling) to the recorder before it runs. A refusal is thrown, and the client tells the model in its usual
 * way, as an error that ends with the one constant sentence. Not seen: functions that a program calls itself when the model asks for them.
 */
public final class CalledFunctionHook implements Hook, Interceptor {

    private final Recorder recorder;
    private final ToolRequests requests;

    /** A hook that links each call to the model call that asked for it. */
    public CalledFunctionHook(Recorder recorder, ToolRequests requests) {
        this.recorder = recorder;
        this.requests = requests;
    }

    @Override
    public String id() {
        return "genai.tool";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.TOOL_CALL);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(HookPoint.whenLoaded(Target.named("com.google.genai.AfcUtil"), named("getFunctionResponse").and(takesArgument(0, Method.class)), this).with(HookPoint.Shape.REPLACE_BOTH));
    }

    @Override
    public Object enter(Object self, Object[] arguments) {
        Method function = (Method) arguments[0];
        Object given = arguments[1];
        String name = function.getName();
        StepDraft draft = StepDraft.of(Operation.TOOL_CALL, name)
                .about(new CalledTool(name))
                .fact(Field.TOOL_NAME, name)
                .arguments(given instanceof Map<?, ?> named ? RecordedValues.of(named) : Map.of())
                .redactable(redaction -> given instanceof Map<?, ?> named ? RedactedValue.arguments(named, redaction, DeclaredTypes.ofParameters(function)) : null);
        StepId asker = given == null ? null : requests.asker(given);
        OpenStep step = recorder.begin(asker == null ? draft : draft.link(Link.to(asker, LinkKind.DECIDED_BY)));
        if (step != null && step.rewritten() != null) {
            arguments[1] = step.rewritten();
        }
        return step;
    }

    @Override
    public Object exit(Object token, Object result, Throwable error) {
        OpenStep step = (OpenStep) token;
        Object given = RedactedTool.value(result, step);
        step.end(RecordedValues.of(given), error);
        RedactedTool.check(error, step);
        return given;
    }
}
