package dev.pathwarden.recorder.hooks.langchain4j;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.model.ModelCall;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Shows a request to a LangChain4j streaming chat model before it is sent, and follows the answer as it comes in.
 *
 * <p>Hooks {@code chat(ChatRequest .. handler)} where the interface or a class defines it, and {@code doChat} of classes whose name contains {@code Model}; the
 * program's handler is called through one that takes note. A refusal is thrown to the caller. A stream that the program cancels from elsewhere than its handler is
 * seen as going on, with what had come in.
 */
public final class StreamingChatModelHook implements Hook, Interceptor {

    private static final ElementMatcher<MethodDescription> ASKED = named("chat").or(named("doChat")).<MethodDescription>and(takesArgument(0, named(Names.CHAT_REQUEST)))
            .and(takesArgument(1, named(Names.RESPONSE_HANDLER)).or(takesArgument(2, named(Names.RESPONSE_HANDLER))));

    private final ModelCalls calls;

    /** A hook that reports there. */
    public StreamingChatModelHook(ModelCalls calls) {
        this.calls = calls;
    }

    @Override
    public String id() {
        return "langchain4j.stream";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.MODEL_CHAT);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(Target.named(Names.STREAMING_CHAT_MODEL), ASKED, this).with(HookPoint.Shape.REPLACE_ARGUMENTS),
                HookPoint.whenLoaded(Target.subtypesOf(Names.STREAMING_CHAT_MODEL, "Model"), ASKED, this).with(HookPoint.Shape.REPLACE_ARGUMENTS));
    }

    @Override
    public Object enter(Object model, Object[] arguments) {
        int last = arguments.length - 1;
        Object handler = arguments[last];
        Class<?> type = handler == null ? null : Mirror.implemented(handler.getClass(), Names.RESPONSE_HANDLER);
        if (type == null) {
            return null;
        }
        ModelCall call = calls.begin(() -> ModelRequests.read(model, arguments[0]));
        if (call != null) {
            arguments[last] = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new NotingHandler(handler, call.stream()));
        }
        return call;
    }

    @Override
    public Object exit(Object token, Object result, Throwable error) {
        ModelCall call = (ModelCall) token;
        if (error == null) {
            call.leave();
        } else {
            call.end(null, error);
        }
        return result;
    }
}
