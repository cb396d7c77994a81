package dev.pathwarden.recorder.hooks.adk;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.agent.CalledTool;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.RecordedValues;
import dev.pathwarden.recorder.hooks.reactive.StreamedStep;
import dev.pathwarden.recorder.hooks.reactive.Streams;
import dev.pathwarden.recorder.hooks.redact.DeclaredTypes;
import dev.pathwarden.recorder.hooks.redact.RedactedTool;
import dev.pathwarden.recorder.hooks.redact.RedactedValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows a tool call to the recorder before the tool runs.
 *
 * <p>Hooks {@code Functions.callTool}, through which a model's calls pass, tools of any class; {@code callLive} of function tools that stream; and for a program's own calls {@code runAsync} of
 * tools whose class name contains {@code Tool}. The step ends with the stream that the tool returns, whatever thread that is on.
 *
 * <p>A refused tool is no error of the program, which would end the run: its result is a map with the one constant sentence as {@code error}, as the library's own tools answer.
 */
public final class AdkToolHook implements Hook {

    private static final Map<String, Object> REFUSED = Map.of("error", PathwardenBlockedException.SENTENCE);

    private final Recorder recorder;
    private final Streams streams;
    private final HandOffs handOffs;
    private final Askers askers;

    AdkToolHook(Recorder recorder, Streams streams, HandOffs handOffs, Askers askers) {
        this.askers = askers;
        this.recorder = recorder;
        this.streams = streams;
        this.handOffs = handOffs;
    }

    @Override
    public String id() {
        return "adk.tool";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.TOOL_CALL);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(Target.named(Names.FUNCTIONS), named("callTool").and(takesArgument(0, named(Names.TOOL))).and(takesArgument(1, Map.class)), new Dispatched())
                        .with(Shape.ANSWER),
                HookPoint.whenLoaded(Target.named(Names.FUNCTION_TOOL), named("callLive").and(takesArgument(0, Map.class)), new Called(Names.FLOWABLE)).with(Shape.ANSWER),
                HookPoint.whenLoaded(Target.subtypesOf(Names.TOOL, "Tool"), named("runAsync").and(takesArguments(2)).and(takesArgument(0, Map.class)), new Called(Names.SINGLE))
                        .with(Shape.ANSWER));
    }

    /** Begins the step; the argument at that place is then as the tool is to get it. */
    private Object enter(Object tool, Object[] all, int at, String type) throws ReflectiveOperationException {
        Object arguments = all[at];
        String name = Mirror.text(tool, "name");
        CalledTool called = new CalledTool(name);
        if (called.isRunning(recorder)) {
            return null;
        }
        Place around = recorder.here();
        try {
            StepDraft draft = StepDraft.of(Operation.TOOL_CALL, name == null ? "tool" : name)
                    .about(called)
                    .fact(Field.TOOL_NAME, name)
                    .arguments(arguments instanceof Map<?, ?> named ? RecordedValues.of(named) : Map.of())
                    .redactable(redaction -> arguments instanceof Map<?, ?> named ? RedactedValue.arguments(named, redaction, DeclaredTypes.ofSchema(() -> Declarations.schema(tool))) : null);
            StepId asker = around == null ? null : askers.of(around.step());
            OpenStep step = recorder.begin(asker == null ? draft : draft.link(Link.to(asker, LinkKind.DECIDED_BY)));
            if (step != null && HandOffs.TOOL.equals(name) && arguments instanceof Map<?, ?> named) {
                handOffs.note(around.runId(), named.get(HandOffs.TO), step.id());
            }
            if (step != null && step.rewritten() != null) {
                all[at] = step.rewritten();
            }
            return step == null ? null : new StreamedStep(step, around, RecordedValues::of, REFUSED);
        } catch (PathwardenBlockedException blocked) {
            return new PathwardenGate.Instead(Streams.just(type, tool, REFUSED));
        }
    }

    private Object exit(Object token, Object stream, Throwable error) {
        StreamedStep step = (StreamedStep) token;
        step.leave();
        if (error != null || stream == null) {
            step.failed(error);
            RedactedTool.check(error, step.step());
            return stream;
        }
        Object watched = streams.watched(stream, () -> step);
        if (watched == stream && step.step().redaction() != null) {
            PathwardenBlockedException refusal = new PathwardenBlockedException();
            step.failed(refusal);
            throw refusal;
        }
        return watched;
    }

    private final class Dispatched implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) throws ReflectiveOperationException {
            return AdkToolHook.this.enter(arguments[0], arguments, 1, Names.MAYBE);
        }

        @Override
        public Object exit(Object token, Object stream, Throwable error) {
            return AdkToolHook.this.exit(token, stream, error);
        }
    }

    private final class Called implements Interceptor {
        private final String type;

        Called(String type) {
            this.type = type;
        }

        @Override
        public Object enter(Object tool, Object[] arguments) throws ReflectiveOperationException {
            return AdkToolHook.this.enter(tool, arguments, 0, type);
        }

        @Override
        public Object exit(Object token, Object stream, Throwable error) {
            return AdkToolHook.this.exit(token, stream, error);
        }
    }
}
