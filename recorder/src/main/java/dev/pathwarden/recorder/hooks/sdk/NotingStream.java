package dev.pathwarden.recorder.hooks.sdk;

import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.StandIn;
import dev.pathwarden.recorder.hooks.model.ModelCall;
import dev.pathwarden.recorder.hooks.model.ModelStream;
import dev.pathwarden.recorder.hooks.model.WatchedStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Stands for the library's stream of an answer, which the program pulls from or subscribes to, and takes note of what comes in. */
final class NotingStream implements InvocationHandler {

    private static final String PULLED = ".core.http.StreamResponse";
    private static final String PUSHED = ".core.http.AsyncStreamResponse";
    private static final String SUBSCRIBER = PUSHED + "$Handler";

    private final Object library;
    private final ModelStream stream;
    private final ApiShape shape;
    private final String root;

    private NotingStream(Object library, ModelStream stream, ApiShape shape, String root) {
        this.root = root;
        this.library = library;
        this.stream = stream;
        this.shape = shape;
    }

    /** Whether it is a stream of the library with that root package. */
    static boolean isStream(Object result, String root) {
        return type(result, root) != null;
    }

    /** What to give to the program in the stream's place. */
    static Object of(Object result, ModelCall call, ApiShape shape, String root) {
        return proxy(type(result, root), new NotingStream(result, call.stream(), shape, root));
    }

    private static Class<?> type(Object result, String root) {
        Class<?> pulled = Mirror.implemented(result.getClass(), root + PULLED);
        return pulled != null ? pulled : Mirror.implemented(result.getClass(), root + PUSHED);
    }

    static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (StandIn.isOfObject(method)) {
            return StandIn.answer(proxy, library, method, arguments);
        }
        if (method.getName().equals("subscribe") && arguments != null && arguments.length > 0 && arguments[0] != null) {
            Class<?> type = Mirror.implemented(arguments[0].getClass(), root + SUBSCRIBER);
            if (type != null) {
                arguments[0] = proxy(type, new Subscriber(arguments[0]));
            }
        }
        Object result = forward(library, method, arguments);
        if (method.getName().equals("close")) {
            stream.cancelled();
        }
        if (result == library) {
            return proxy;
        }
        return result instanceof Stream<?> parts ? WatchedStream.of(parts, stream, (answer, part) -> shape.part(part, answer)) : result;
    }

    static Object forward(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** Stands for a program's subscriber. */
    private final class Subscriber implements InvocationHandler {
        private final Object subscriber;

        Subscriber(Object subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (StandIn.isOfObject(method)) {
                return StandIn.answer(proxy, subscriber, method, arguments);
            }
            switch (method.getName()) {
                case "onNext" -> stream.arrived(answer -> shape.part(arguments[0], answer));
                case "onComplete" -> ended((Optional<?>) arguments[0]);
                default -> {
                    return forward(subscriber, method, arguments);
                }
            }
            return stream.<Object, Throwable>outside(() -> forward(subscriber, method, arguments));
        }

        private void ended(Optional<?> error) {
            if (error.isEmpty()) {
                stream.completed();
            } else {
                Throwable failure = (Throwable) error.get();
                stream.failed(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
            }
        }
    }
}
