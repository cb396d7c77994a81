package dev.pathwarden.recorder.hooks.mirror;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** What a proxy that stands for an object of the program answers to the methods of {@link Object}: as the object would, but equal to itself as well. */
public final class StandIn {

    private StandIn() {
    }

    /** Whether the method is one that every object has. */
    public static boolean isOfObject(Method method) {
        return method.getDeclaringClass() == Object.class;
    }

    /** What the proxy answers to a method of {@link Object}. */
    public static Object answer(Object proxy, Object original, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("equals") && arguments[0] == proxy) {
            return true;
        }
        try {
            return method.invoke(original, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
