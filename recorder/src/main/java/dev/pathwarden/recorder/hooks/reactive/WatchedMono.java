package dev.pathwarden.recorder.hooks.reactive;

import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * A {@code Mono} that is subscribed to within one place, and whose subscriber is called within another, on whatever thread that is.
 *
 * <p>Tells once how the first subscription ended: with a value, an error, a cancellation, or with nothing. The subscriber's own context stays visible upstream.
 */
public final class WatchedMono {

    private final Recorder recorder;
    private final ReactorTypes types;
    private final Object source;
    private final Place inside;
    private final Place behind;
    private final BiConsumer<Object, Throwable> end;
    private final AtomicBoolean ended = new AtomicBoolean();

    private WatchedMono(Recorder recorder, ReactorTypes types, Object source, Place inside, Place behind, BiConsumer<Object, Throwable> end) {
        this.recorder = recorder;
        this.types = types;
        this.source = source;
        this.inside = inside;
        this.behind = behind;
        this.end = end;
    }

    /**
     * Watches a {@code Mono}.
     *
     * @param mono a {@code Mono} of the program's Reactor
     * @param inside where it is subscribed to
     * @param behind where its subscriber is called; null for outside of any run
     * @param end called once with value and error, either or both null
     * @return the {@code Mono} to hand out in its place; null where it is none, and then nothing is watched
     */
    public static Object of(Recorder recorder, Object mono, Place inside, Place behind, BiConsumer<Object, Throwable> end) throws ReflectiveOperationException {
        ReactorTypes types = ReactorTypes.of(mono);
        if (types == null) {
            return null;
        }
        WatchedMono watched = new WatchedMono(recorder, types, mono, inside, behind, end);
        return types.monoFrom(proxy(types, types.publisher(), (self, method, arguments) -> watched.publish(self, method, arguments)));
    }

    /** A {@code Mono} of the same Reactor that fails; null where the given one is none. */
    public static Object failed(Object mono, Throwable error) throws ReflectiveOperationException {
        ReactorTypes types = ReactorTypes.of(mono);
        return types == null ? null : types.monoError(error);
    }

    private Object publish(Object self, Method method, Object[] arguments) throws Throwable {
        if (!method.getName().equals("subscribe")) {
            return ofObject(self, method, arguments);
        }
        Object subscriber = proxy(types, types.coreSubscriber(), (own, called, given) -> signal(arguments[0], own, called, given));
        Place before = recorder.moveTo(inside);
        try {
            types.subscribe(source, subscriber);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        } finally {
            recorder.moveTo(before);
        }
        return null;
    }

    private Object signal(Object subscriber, Object self, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "onSubscribe" -> arguments[0] = cancellable(arguments[0]);
            case "onNext" -> end(arguments[0], null);
            case "onError" -> end(null, (Throwable) arguments[0]);
            case "onComplete" -> end(null, null);
            case "currentContext" -> {
                return call(subscriber, method, arguments);
            }
            default -> {
                return ofObject(self, method, arguments);
            }
        }
        Place before = recorder.moveTo(behind);
        try {
            return call(subscriber, method, arguments);
        } finally {
            recorder.moveTo(before);
        }
    }

    private Object cancellable(Object subscription) {
        return proxy(types, types.subscription(), (self, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return ofObject(self, method, arguments);
            }
            if (method.getName().equals("cancel")) {
                end(null, new CancellationException("nobody waits for the answer any more"));
            }
            return call(subscription, method, arguments);
        });
    }

    private void end(Object value, Throwable error) {
        if (ended.compareAndSet(false, true)) {
            try {
                end.accept(value, error);
            } catch (RuntimeException | LinkageError fault) {
                // The program's answer must arrive whatever becomes of the record of it.
                return;
            }
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private static Object ofObject(Object self, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> "pathwarden";
            default -> throw new NoSuchMethodException(method.getName());
        };
    }

    private static Object proxy(ReactorTypes types, Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(types.loader(), new Class<?>[] {type}, handler);
    }
}
