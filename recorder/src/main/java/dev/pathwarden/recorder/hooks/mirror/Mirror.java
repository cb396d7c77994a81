package dev.pathwarden.recorder.hooks.mirror;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Reads what a library's object says of itself, through its public methods without arguments, looked up once per class and kept with it.
 *
 * <p>Tolerant of versions: a method or field that is not there, or that throws, reads as null. Never calls {@code toString}, {@code equals} or
 * {@code hashCode}. For any thread.
 */
public final class Mirror {

    private static final Object MISSING = new Object();
    private static final ClassValue<ConcurrentMap<String, Object>> MEMBERS = new ClassValue<>() {
        @Override
        protected ConcurrentMap<String, Object> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private Mirror() {
    }

    /** What the method without arguments returns; null where target is null, has no such method, or the method throws. */
    public static Object get(Object target, String method) {
        if (target == null) {
            return null;
        }
        Object found = member(target.getClass(), method, () -> findMethod(target.getClass(), method));
        try {
            return found == MISSING ? null : ((Method) found).invoke(target);
        } catch (ReflectiveOperationException | RuntimeException unreadable) {
            return null;
        }
    }

    /** What the public method with one text for an argument returns, if that is text; null where it is not, and as {@link #get} tells. */
    public static String text(Object target, String method, String argument) {
        if (target == null) {
            return null;
        }
        Object found = member(target.getClass(), method + "(String)", () -> findMethod(target.getClass(), method, String.class));
        try {
            return found != MISSING && ((Method) found).invoke(target, argument) instanceof String text ? text : null;
        } catch (ReflectiveOperationException | RuntimeException unreadable) {
            return null;
        }
    }

    /**
     * What the method with arguments of those types returns; null where target is null, has no such method, or the method throws. Of several of one name in a class that take as many
     * arguments, only one can be called.
     */
    public static Object call(Object target, String method, List<Class<?>> takes, Object... arguments) {
        if (target == null) {
            return null;
        }
        Object found = member(target.getClass(), method + "(" + takes.size() + ")", () -> findMethod(target.getClass(), method, takes.toArray(Class<?>[]::new)));
        try {
            return found == MISSING ? null : ((Method) found).invoke(target, arguments);
        } catch (ReflectiveOperationException | RuntimeException unreadable) {
            return null;
        }
    }

    /** As {@link #get}, null for anything but text. */
    public static String text(Object target, String method) {
        return get(target, method) instanceof String text ? text : null;
    }

    /** As {@link #get}, null for anything but an integer. */
    public static Long integer(Object target, String method) {
        Object value = get(target, method);
        return value instanceof Integer || value instanceof Long ? Long.valueOf(((Number) value).longValue()) : null;
    }

    /** As {@link #get}, empty for anything but a collection. The library's own collection: read it at once. */
    public static Collection<?> all(Object target, String method) {
        return get(target, method) instanceof Collection<?> collection ? collection : List.of();
    }

    /** As {@link #get} for an enum constant: its name, null for anything else. */
    public static String constant(Object target, String method) {
        return get(target, method) instanceof Enum<?> constant ? constant.name() : null;
    }

    /** The value of a field, public or not; null where target is null or has no such field. */
    public static Object field(Object target, String name) {
        if (target == null) {
            return null;
        }
        Object found = member(target.getClass(), "." + name, () -> findField(target.getClass(), name));
        try {
            return found == MISSING ? null : ((Field) found).get(target);
        } catch (ReflectiveOperationException | RuntimeException unreadable) {
            return null;
        }
    }

    /** Sets a field, public or not; false where target is null or has no such field that can be set. */
    public static boolean set(Object target, String name, Object value) {
        if (target == null) {
            return false;
        }
        Object found = member(target.getClass(), "." + name, () -> findField(target.getClass(), name));
        try {
            if (found == MISSING) {
                return false;
            }
            ((Field) found).set(target, value);
            return true;
        } catch (ReflectiveOperationException | RuntimeException unwritable) {
            return false;
        }
    }

    /** The interface of that name that the class implements, directly or not; null where it does not. */
    public static Class<?> implemented(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Class<?> direct : at.getInterfaces()) {
                Class<?> found = direct.getName().equals(name) ? direct : implemented(direct, name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static Object member(Class<?> type, String key, java.util.function.Supplier<Object> find) {
        ConcurrentMap<String, Object> members = MEMBERS.get(type);
        Object found = members.get(key);
        if (found == null) {
            found = find.get();
            members.put(key, found);
        }
        return found;
    }

    /** The most specific method that may be called: a class of a closed package may override what an open one declares. */
    private static Object findMethod(Class<?> type, String name, Class<?>... takes) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            Object found = callable(declared(at, name, takes));
            for (Class<?> implemented : at.getInterfaces()) {
                found = found == MISSING ? callable(inInterfaces(implemented, name, takes)) : found;
            }
            if (found != MISSING) {
                return found;
            }
        }
        return MISSING;
    }

    private static Object callable(Method method) {
        return method == null ? MISSING : accessible(method);
    }

    private static Method inInterfaces(Class<?> type, String name, Class<?>... takes) {
        Method found = declared(type, name, takes);
        for (Class<?> extended : type.getInterfaces()) {
            found = found == null ? inInterfaces(extended, name, takes) : found;
        }
        return found;
    }

    private static Method declared(Class<?> type, String name, Class<?>... takes) {
        try {
            Method method = type.getDeclaredMethod(name, takes);
            return Modifier.isStatic(method.getModifiers()) ? null : method;
        } catch (NoSuchMethodException | LinkageError notHere) {
            return null;
        }
    }

    private static Object findField(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            try {
                return accessible(at.getDeclaredField(name));
            } catch (NoSuchFieldException | LinkageError notHere) {
                continue;
            }
        }
        return MISSING;
    }

    private static <M extends AccessibleObject & Member> Object accessible(M member) {
        try {
            return member.trySetAccessible() ? member : MISSING;
        } catch (RuntimeException closed) {
            return MISSING;
        }
    }
}
