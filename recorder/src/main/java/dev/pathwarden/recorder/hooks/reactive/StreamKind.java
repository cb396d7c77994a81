package dev.pathwarden.recorder.hooks.reactive;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

/**
 * A type of stream, of one copy of its library: how to subscribe, to make one of a source, and to make one that answers at once.
 *
 * @param source the interface that the type's factory takes
 * @param observers interfaces of those who subscribe, the most telling first
 */
record StreamKind(Class<?> type, Class<?> source, Method subscribe, Method wrap, List<Class<?>> observers) {

    private static final String PUBLISHER = "org.reactivestreams.Publisher";
    private static final String SUBSCRIBER = "org.reactivestreams.Subscriber";
    private static final String RX = "io.reactivex.rxjava3.core.";
    private static final Map<String, Names> KNOWN = Map.of(
            "reactor.core.publisher.Flux", new Names(PUBLISHER, SUBSCRIBER, "from", List.of("reactor.core.CoreSubscriber", SUBSCRIBER)),
            "reactor.core.publisher.Mono", new Names(PUBLISHER, SUBSCRIBER, "fromDirect", List.of("reactor.core.CoreSubscriber", SUBSCRIBER)),
            RX + "Flowable", new Names(PUBLISHER, SUBSCRIBER, "fromPublisher", List.of(RX + "FlowableSubscriber", SUBSCRIBER)),
            RX + "Maybe", new Names(RX + "MaybeSource", RX + "MaybeObserver", "wrap", List.of(RX + "MaybeObserver")),
            RX + "Single", new Names(RX + "SingleSource", RX + "SingleObserver", "wrap", List.of(RX + "SingleObserver")));
    private static final ClassValue<StreamKind[]> FOUND = new ClassValue<>() {
        @Override
        protected StreamKind[] computeValue(Class<?> type) {
            return new StreamKind[] {find(type)};
        }
    };

    private record Names(String source, String observer, String wrap, List<String> observers) {
    }

    /** The kind of streams of that class; null for others, and for libraries that lack something. */
    static StreamKind of(Class<?> type) {
        return FOUND.get(type)[0];
    }

    private static StreamKind find(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            Names names = KNOWN.get(at.getName());
            if (names != null) {
                return named(at, names);
            }
        }
        return null;
    }

    private static StreamKind named(Class<?> type, Names names) {
        try {
            ClassLoader loader = type.getClassLoader();
            Class<?> source = Class.forName(names.source, false, loader);
            Method subscribe = source.getMethod("subscribe", Class.forName(names.observer, false, loader));
            List<Class<?>> observers = new java.util.ArrayList<>();
            for (String name : names.observers) {
                observers.add(Class.forName(name, false, loader));
            }
            return new StreamKind(type, source, subscribe, type.getMethod(names.wrap, source), observers);
        } catch (ReflectiveOperationException | LinkageError otherVersion) {
            return null;
        }
    }

    /** The interface as which that one subscribes. */
    Class<?> observerType(Object observer) {
        return observers.stream().filter(type -> type.isInstance(observer)).findFirst().orElse(observers.get(observers.size() - 1));
    }

    /** A stream of this type that fails at once. */
    Object failing(Throwable error) throws ReflectiveOperationException {
        return type.getMethod("error", Throwable.class).invoke(null, error);
    }

    /** A stream of this type that brings one item. */
    Object just(Object item) throws ReflectiveOperationException {
        return type.getMethod("just", Object.class).invoke(null, item);
    }

    void subscribe(Object stream, Object observer) throws Throwable {
        call(subscribe, stream, observer);
    }

    /** Calls a method of the library; what it throws goes through as it is. */
    static Object call(Method method, Object target, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
