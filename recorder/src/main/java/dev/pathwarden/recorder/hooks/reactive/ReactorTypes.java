package dev.pathwarden.recorder.hooks.reactive;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;

/** The types of one Reactor, in whatever loader it is; looked up once for each class of {@code Mono}. */
final class ReactorTypes {

    private static final String MONO = "reactor.core.publisher.Mono";
    private static final String CORE_SUBSCRIBER = "reactor.core.CoreSubscriber";
    private static final ClassValue<ReactorTypes> BY_CLASS = new ClassValue<>() {
        @Override
        protected ReactorTypes computeValue(Class<?> type) {
            return find(type);
        }
    };

    private final ClassLoader loader;
    private final Class<?> publisher;
    private final Class<?> subscriber;
    private final Class<?> coreSubscriber;
    private final Class<?> subscription;
    private final Method from;
    private final Method error;
    private final Method subscribe;

    private ReactorTypes(Class<?> mono) throws ReflectiveOperationException {
        loader = mono.getClassLoader();
        coreSubscriber = Class.forName(CORE_SUBSCRIBER, false, loader);
        from = Stream.of(mono.getMethods()).filter(method -> method.getName().equals("from") && Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 1)
                .findFirst().orElseThrow(NoSuchMethodException::new);
        error = mono.getMethod("error", Throwable.class);
        publisher = from.getParameterTypes()[0];
        subscribe = Stream.of(publisher.getMethods()).filter(method -> method.getName().equals("subscribe")).findFirst().orElseThrow(NoSuchMethodException::new);
        subscriber = subscribe.getParameterTypes()[0];
        subscription = Stream.of(subscriber.getMethods()).filter(method -> method.getName().equals("onSubscribe")).findFirst().orElseThrow(NoSuchMethodException::new).getParameterTypes()[0];
    }

    /** The types that belong to that object; null if it is no {@code Mono}. */
    static ReactorTypes of(Object mono) {
        return mono == null ? null : BY_CLASS.get(mono.getClass());
    }

    private static ReactorTypes find(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (at.getName().equals(MONO)) {
                try {
                    return new ReactorTypes(at);
                } catch (ReflectiveOperationException | LinkageError otherReactor) {
                    return null;
                }
            }
        }
        return null;
    }

    ClassLoader loader() {
        return loader;
    }

    Class<?> publisher() {
        return publisher;
    }

    Class<?> coreSubscriber() {
        return coreSubscriber;
    }

    Class<?> subscription() {
        return subscription;
    }

    /** {@code Mono.from(publisher)}. */
    Object monoFrom(Object source) throws ReflectiveOperationException {
        return from.invoke(null, source);
    }

    /** {@code Mono.error(error)}. */
    Object monoError(Throwable failure) throws ReflectiveOperationException {
        return error.invoke(null, failure);
    }

    /** {@code source.subscribe(subscriber)}. */
    void subscribe(Object source, Object to) throws ReflectiveOperationException {
        subscribe.invoke(source, to);
    }
}
