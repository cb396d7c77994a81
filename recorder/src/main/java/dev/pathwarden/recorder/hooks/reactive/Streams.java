package dev.pathwarden.recorder.hooks.reactive;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;

/** Makes streams whose subscriptions are watched: {@code Flux}, {@code Mono}, {@code Flowable}, {@code Maybe} and {@code Single}. For any thread. */
public final class Streams {

    private final Recorder recorder;

    /** Streams that are watched for that recorder. */
    public Streams(Recorder recorder) {
        this.recorder = Objects.requireNonNull(recorder, "recorder");
    }

    /** As {@link #watched(Object, Operation, Watch)}, of a stream whose step has begun. */
    public Object watched(Object stream, Watch watch) {
        return watched(stream, null, watch);
    }

    /**
     * What to give to the program in the stream's place, of the same type; the stream itself where it is of no type that is known.
     *
     * @param operation of the step that subscribing begins; null where it begins none
     */
    public Object watched(Object stream, Operation operation, Watch watch) {
        StreamKind kind = stream == null ? null : StreamKind.of(stream.getClass());
        if (kind == null) {
            return stream;
        }
        try {
            Object source = proxy(kind.source(), new Source(stream, kind, operation, watch));
            return kind.wrap().invoke(null, source);
        } catch (ReflectiveOperationException otherVersion) {
            return stream;
        }
    }

    /**
     * A stream that brings one item.
     *
     * @param type name of the type, such as {@code io.reactivex.rxjava3.core.Single}
     * @param near an object of the program whose class loader knows the type
     * @throws ReflectiveOperationException if there is no such type
     */
    public static Object just(String type, Object near, Object item) throws ReflectiveOperationException {
        StreamKind kind = StreamKind.of(Class.forName(type, true, near.getClass().getClassLoader()));
        if (kind == null) {
            throw new ClassNotFoundException(type);
        }
        return kind.just(item);
    }

    /** A subscriber of Reactor that hears of its stream where the current thread is now, on whatever threads the signals come; the given one outside of any run, and where it is none. */
    public Object placed(Object subscriber) {
        Place place = recorder.here();
        Class<?> type = place == null || subscriber == null ? null : Mirror.implemented(subscriber.getClass(), "reactor.core.CoreSubscriber");
        return type == null ? subscriber : proxy(type, new Placed(subscriber, place));
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    /** What every proxy answers of itself. */
    private abstract static class Itself implements InvocationHandler {
        @Override
        public final Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getDeclaringClass() != Object.class) {
                return called(method, arguments == null ? new Object[0] : arguments);
            }
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "watched stream";
            };
        }

        abstract Object called(Method method, Object[] arguments) throws Throwable;
    }

    /** Stands before the library's stream. */
    private final class Source extends Itself {
        private final Object stream;
        private final StreamKind kind;
        private final Operation operation;
        private final Watch watch;

        Source(Object stream, StreamKind kind, Operation operation, Watch watch) {
            this.stream = stream;
            this.kind = kind;
            this.operation = operation;
            this.watch = watch;
        }

        @Override
        Object called(Method method, Object[] arguments) throws Throwable {
            Object observer = arguments[0];
            Signals[] signals = new Signals[1];
            Throwable[] refusal = new Throwable[1];
            Runnable subscribing = () -> signals[0] = watch.subscribed();
            try {
                if (operation == null) {
                    recorder.quietly(subscribing);
                } else {
                    recorder.deciding(operation, subscribing);
                }
            } catch (PathwardenBlockedException | PathwardenAbort refused) {
                refusal[0] = refused;
            }
            if (refusal[0] != null) {
                kind.subscribe(kind.failing(refusal[0]), observer);
            } else if (signals[0] == null) {
                kind.subscribe(stream, observer);
            } else {
                Ending told = new Ending(signals[0], recorder);
                Object watching = proxy(kind.observerType(observer), new Observer(observer, told));
                Place before = recorder.moveTo(told.within());
                try {
                    kind.subscribe(stream, watching);
                } finally {
                    recorder.moveTo(before);
                }
            }
            return null;
        }
    }

    /** Stands between the library's stream and who subscribed. */
    private final class Observer extends Itself {
        private final Object observer;
        private final Ending told;
        private volatile Object upstream;
        private volatile boolean over;

        Observer(Object observer, Ending told) {
            this.observer = observer;
            this.told = told;
        }

        @Override
        Object called(Method method, Object[] arguments) throws Throwable {
            Throwable refused = null;
            if (over && method.getName().startsWith("on")) {
                return null;
            }
            switch (method.getName()) {
                case "onSubscribe" -> {
                    upstream = arguments[0];
                    arguments[0] = proxy(method.getParameterTypes()[0], new Subscription(arguments[0], told));
                }
                case "onNext" -> refused = arrived(arguments);
                case "onSuccess" -> {
                    refused = arrived(arguments);
                    refused = refused == null ? told.completed() : refused;
                }
                case "onComplete" -> refused = told.completed();
                case "onError" -> arguments[0] = told.failed((Throwable) arguments[0]);
                default -> {
                    return StreamKind.call(method, observer, arguments);
                }
            }
            Place before = recorder.moveTo(told.around());
            try {
                return refused == null ? StreamKind.call(method, observer, arguments)
                        : StreamKind.call(method.getDeclaringClass().getMethod("onError", Throwable.class), observer, refused);
            } finally {
                recorder.moveTo(before);
            }
        }

        /** Puts what the subscriber gets in the item's place; returns why it gets an error and nothing more, null where it does not. */
        private Throwable arrived(Object[] arguments) throws Throwable {
            try {
                arguments[0] = told.arrived(arguments[0]);
                return null;
            } catch (PathwardenBlockedException refused) {
                over = true;
                Object source = upstream;
                if (source != null) {
                    Class<?> type = Mirror.implemented(source.getClass(), "org.reactivestreams.Subscription");
                    if (type != null) {
                        StreamKind.call(type.getMethod("cancel"), source);
                    }
                }
                return refused;
            }
        }
    }

    /** Stands between the library's stream and who subscribed, and only tells where that is. */
    private final class Placed extends Itself {
        private final Object subscriber;
        private final Place place;

        Placed(Object subscriber, Place place) {
            this.subscriber = subscriber;
            this.place = place;
        }

        @Override
        Object called(Method method, Object[] arguments) throws Throwable {
            Place before = recorder.moveTo(place);
            try {
                return StreamKind.call(method, subscriber, arguments);
            } finally {
                recorder.moveTo(before);
            }
        }
    }

    /** Stands between who subscribed and the library's stream. */
    private final class Subscription extends Itself {
        private final Object subscription;
        private final Ending told;

        Subscription(Object subscription, Ending told) {
            this.subscription = subscription;
            this.told = told;
        }

        @Override
        Object called(Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("cancel") || method.getName().equals("dispose")) {
                told.cancelled();
            }
            Place before = recorder.moveTo(told.within());
            try {
                return StreamKind.call(method, subscription, arguments);
            } finally {
                recorder.moveTo(before);
            }
        }
    }
}
