package dev.pathwarden.recorder.hooks.springai;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.returns;
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
import dev.pathwarden.recorder.hooks.mirror.JsonArguments;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.StandIn;
import dev.pathwarden.recorder.hooks.model.ToolRequests;
import dev.pathwarden.recorder.hooks.redact.DeclaredTypes;
import dev.pathwarden.recorder.hooks.redact.RedactedJson;
import dev.pathwarden.recorder.hooks.redact.RedactedTool;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows a tool call to the recorder before the tool runs.
 *
 * <p>In {@code DefaultToolCallingManager}, through which the tools of chat clients and of most programs pass, the callback that is about to be called is replaced by one that has the call
 * decided first: so callbacks of any class are seen. For loops of a program's own, {@code call} of callbacks whose class name contains {@code ToolCallback} is hooked too. A
 * callback that hands the call on to another of the same tool name makes one step with it.
 *
 * <p>A refused tool is not an error of the program: in the manager it ends with the library's {@code ToolExecutionException}, so the model is told in the way that the program has chosen for
 * failed tools, with the one constant sentence. In a program's own loop the refusal itself is thrown.
 */
public final class ToolCallbackHook implements Hook {

    private final Recorder recorder;
    private final ToolRequests requests;

    /** A hook that links each call to the model call that asked for it. */
    public ToolCallbackHook(Recorder recorder, ToolRequests requests) {
        this.recorder = recorder;
        this.requests = requests;
    }

    @Override
    public String id() {
        return "spring-ai.tool";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.TOOL_CALL);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                // The body of the manager's observation of one call.
                HookPoint.whenLoaded(Target.named(Names.TOOL_CALLING_MANAGER),
                        nameStartsWith("lambda$executeToolCall").and(takesArgument(0, named(Names.TOOL_CALLBACK))).and(takesArgument(1, String.class)).and(returns(String.class)),
                        new Dispatched()).with(HookPoint.Shape.REPLACE_ARGUMENTS),
                HookPoint.whenLoaded(Target.subtypesOf(Names.TOOL_CALLBACK, "ToolCallback"), named("call").and(takesArgument(0, String.class)), new Called())
                        .with(HookPoint.Shape.REPLACE_BOTH));
    }

    /** The step of a call; null where there is none to be. The first argument is then the input as the tool is to get it. */
    private OpenStep begin(Object callback, Object[] arguments) {
        Object input = arguments[0];
        Object definition = Mirror.get(callback, "getToolDefinition");
        String name = Mirror.text(definition, "name");
        CalledTool tool = new CalledTool(name);
        if (tool.isRunning(recorder)) {
            return null;
        }
        StepDraft draft = StepDraft.of(Operation.TOOL_CALL, name == null ? "tool" : name)
                .about(tool)
                .fact(Field.TOOL_NAME, name)
                .arguments(input instanceof String json ? JsonArguments.read(json) : Map.of());
        // The library passes the text on that the model's answer holds, and nothing else of it.
        StepId asker = input == null ? null : requests.asker(input);
        OpenStep step = recorder.begin((asker == null ? draft : draft.link(Link.to(asker, LinkKind.DECIDED_BY)))
                .redactable(redaction -> input instanceof String json ? RedactedJson.arguments(json, redaction, DeclaredTypes.ofSchemaText(() -> Mirror.text(definition, "inputSchema"))) : null));
        if (step != null && step.rewritten() != null) {
            arguments[0] = step.rewritten();
        }
        return step;
    }

    private static Object redacted(OpenStep step, Object result) {
        return step.redaction() != null && result instanceof String text ? RedactedJson.of(text, step.redaction()) : result;
    }

    /** Around a callback's own method. */
    private final class Called implements Interceptor {
        @Override
        public Object enter(Object callback, Object[] arguments) {
            return begin(callback, arguments);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            OpenStep step = (OpenStep) token;
            Object given = redacted(step, result);
            step.end(given, error);
            RedactedTool.check(error, step);
            return given;
        }
    }

    /** Puts a deciding callback in the place of the one that the manager is about to call. */
    private final class Dispatched implements Interceptor {
        @Override
        public Object enter(Object manager, Object[] arguments) {
            Object callback = arguments[0];
            Class<?> type = recorder.here() == null ? null : Mirror.implemented(callback.getClass(), Names.TOOL_CALLBACK);
            if (type != null) {
                arguments[0] = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Deciding(callback));
            }
            return null;
        }
    }

    /** Stands for a callback. */
    private final class Deciding implements InvocationHandler {
        private final Object callback;

        Deciding(Object callback) {
            this.callback = callback;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (StandIn.isOfObject(method)) {
                return StandIn.answer(proxy, callback, method, arguments);
            }
            if (!method.getName().equals("call")) {
                return invoke(method, arguments);
            }
            OpenStep[] step = new OpenStep[1];
            PathwardenBlockedException[] refusal = new PathwardenBlockedException[1];
            try {
                recorder.deciding(Operation.TOOL_CALL, () -> step[0] = begin(callback, arguments));
            } catch (PathwardenBlockedException blocked) {
                refusal[0] = blocked;
            }
            if (refusal[0] != null) {
                throw inTheLibrarysWords(refusal[0]);
            }
            return step[0] == null ? invoke(method, arguments) : within(step[0], method, arguments);
        }

        private Object within(OpenStep step, Method method, Object[] arguments) throws Throwable {
            try {
                Object result = redacted(step, invoke(method, arguments));
                recorder.quietly(() -> step.end(result, null));
                return result;
            } catch (Throwable error) {
                recorder.quietly(() -> step.end(null, told(error)));
                throw withoutWords(error, step);
            }
        }

        private Object invoke(Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(callback, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }

        private Throwable withoutWords(Throwable error, OpenStep step) {
            try {
                RedactedTool.check(error, step);
                return error;
            } catch (PathwardenBlockedException refusal) {
                return inTheLibrarysWords(refusal);
            }
        }

        private RuntimeException inTheLibrarysWords(PathwardenBlockedException blocked) {
            try {
                ClassLoader loader = callback.getClass().getClassLoader();
                Class<?> definition = Class.forName(Names.TOOL_DEFINITION, false, loader);
                return (RuntimeException) Class.forName(Names.TOOL_EXECUTION_EXCEPTION, true, loader).getConstructor(definition, Throwable.class)
                        .newInstance(Mirror.get(callback, "getToolDefinition"), blocked);
            } catch (ReflectiveOperationException | LinkageError otherVersion) {
                return blocked;
            }
        }
    }

    /** What went wrong in the tool: the library wraps it. */
    private static Throwable told(Throwable error) {
        return error.getClass().getName().equals(Names.TOOL_EXECUTION_EXCEPTION) && error.getCause() != null ? error.getCause() : error;
    }
}
