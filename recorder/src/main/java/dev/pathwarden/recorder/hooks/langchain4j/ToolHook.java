package dev.pathwarden.recorder.hooks.langchain4j;

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
import dev.pathwarden.recorder.hooks.mirror.JsonArguments;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.model.ToolRequests;
import dev.pathwarden.recorder.hooks.redact.DeclaredTypes;
import dev.pathwarden.recorder.hooks.redact.RedactedTool;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;

/**
 * Shows a tool call to the recorder before the tool runs.
 *
 * <p>Hooks the dispatcher {@code ToolService.executeWithErrorHandling} (1.8 and later), through which every tool of an AI service passes, lambdas included, and
 * {@code execute} and {@code executeWithContext} of tool executors whose class name contains {@code Executor}, for programs with a loop of their own. One call
 * is one step, however many of these it passes.
 *
 * <p>A refused tool is not an error of the program: at the dispatcher the executor is replaced by one that refuses, so the library tells the model in its usual
 * way, with the one constant sentence.
 */
public final class ToolHook implements Hook {

    private final Recorder recorder;
    private final ToolRequests requests;

    /** A hook that links each call to the model call that asked for it. */
    public ToolHook(Recorder recorder, ToolRequests requests) {
        this.recorder = recorder;
        this.requests = requests;
    }

    @Override
    public String id() {
        return "langchain4j.tool";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.TOOL_CALL);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(Target.named(Names.TOOL_SERVICE),
                        named("executeWithErrorHandling").and(takesArgument(0, named(Names.TOOL_REQUEST))).and(takesArgument(1, named(Names.TOOL_EXECUTOR))),
                        new Dispatched()).with(HookPoint.Shape.REPLACE_BOTH),
                HookPoint.whenLoaded(Target.subtypesOf(Names.TOOL_EXECUTOR, "Executor"),
                        named("execute").or(named("executeWithContext")).and(takesArgument(0, named(Names.TOOL_REQUEST))),
                        new Executed()).with(HookPoint.Shape.REPLACE_BOTH));
    }

    /** Begins the step; the first argument is then the request as the tool is to get it. */
    private OpenStep begin(Object[] arguments, Object executor) {
        Object request = arguments[0];
        if (recorder.within(request)) {
            return null;
        }
        String name = Mirror.text(request, "name");
        StepDraft draft = StepDraft.of(Operation.TOOL_CALL, name == null ? "tool" : name).about(request).fact(Field.TOOL_NAME, name).arguments(JsonArguments.read(Mirror.text(request, "arguments")));
        StepId asker = requests.asker(request);
        if (asker != null) {
            draft.link(Link.to(asker, LinkKind.DECIDED_BY));
        }
        OpenStep step = recorder.begin(draft.redactable(redaction -> {
            Object redacted = RedactedTool.request(request, redaction, declared(executor));
            draft.about(redacted);
            return redacted;
        }));
        if (step != null && step.rewritten() != null) {
            arguments[0] = step.rewritten();
        }
        return step;
    }

    /** What the method declares that an executor of the library's own calls. */
    private static DeclaredTypes declared(Object executor) {
        return Mirror.field(executor, "originalMethod") instanceof Method method ? DeclaredTypes.ofParameters(method) : DeclaredTypes.UNKNOWN;
    }

    private static Object end(Object token, Object result, Throwable error) {
        OpenStep step = (OpenStep) token;
        if (error != null) {
            step.end(null, error);
            RedactedTool.check(error, step);
            return result;
        }
        Object given = RedactedTool.result(result, step);
        String text = given instanceof String said ? said : Mirror.text(given, "resultText");
        if (Boolean.TRUE.equals(Mirror.get(given, "isError"))) {
            step.failed(text == null ? "the tool reported an error" : text, text);
        } else {
            step.end(text, null);
        }
        return given;
    }

    /** Around the dispatcher. */
    private final class Dispatched implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            try {
                return begin(arguments, arguments[1]);
            } catch (PathwardenBlockedException blocked) {
                Object refusing = refusing(arguments[1], blocked);
                if (refusing == null) {
                    throw blocked;
                }
                arguments[1] = refusing;
                return null;
            }
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Object given = end(token, result, error);
            // The library has made the model a message of what was thrown inside of the tool.
            recorder.goOn();
            return given;
        }

        private Object refusing(Object executor, PathwardenBlockedException blocked) {
            Class<?> type = Mirror.implemented(executor.getClass(), Names.TOOL_EXECUTOR);
            return type == null ? null : Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, ignored) -> {
                throw blocked;
            });
        }
    }

    /** Around an executor. */
    private final class Executed implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return begin(arguments, self);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            return end(token, result, error);
        }
    }
}
