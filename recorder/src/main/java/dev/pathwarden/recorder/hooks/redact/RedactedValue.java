package dev.pathwarden.recorder.hooks.redact;

import dev.pathwarden.policies.trust.Redaction;
import dev.pathwarden.recorder.context.NotRedactableException;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.RecordCopy;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Values of a program, not of the record, without the words that go. A value in which there are none stays the same object; otherwise it and what it lies in are copies of the same kind: what is text,
 * and in maps, lists, arrays, {@code Optional}s and the records of the MCP SDK. Numbers, truth values, enum constants, times and UUIDs are looked at as far as they can be such words.
 *
 * <p>Of any other object nobody knows what words it holds, so it cannot be redacted. Not looked at are data that the MCP SDK carries as base64, and metadata.
 */
public final class RedactedValue {

    private static final int DEEPEST = 32;
    private static final int MOST = 1_000_000;
    private static final int LONGEST_NAME = 100;
    private static final String MCP = "io.modelcontextprotocol.";
    private static final String GUAVA = "com.google.common.collect.";
    private static final Set<String> NOT_READ = Set.of("meta", "annotations", "data", "blob");

    private final Redaction redaction;
    private final Predicate<List<String>> takesText;
    private final List<String> path = new ArrayList<>(4);
    private int left = MOST;

    private RedactedValue(Redaction redaction, Predicate<List<String>> takesText) {
        this.redaction = redaction;
        this.takesText = takesText;
    }

    /**
     * Arguments of a tool. A number that has to go becomes a mark only where the tool's declaration says that a text may stand there.
     *
     * @throws NotRedactableException where there is such a number elsewhere, or an object that cannot be looked into
     */
    public static Map<?, ?> arguments(Map<?, ?> arguments, Redaction redaction, DeclaredTypes declared) {
        return (Map<?, ?>) new RedactedValue(redaction, declared::takeText).whole(arguments);
    }

    /**
     * A result of a tool, or a part of one, that is on its way to a model, which takes a text for a number.
     *
     * @throws NotRedactableException where it holds an object that cannot be looked into
     */
    public static Object result(Object result, Redaction redaction) {
        return new RedactedValue(redaction, at -> true).whole(result);
    }

    /**
     * A value on its way to a program that may know its type: a number stays a number.
     *
     * @throws NotRedactableException where it holds a number that has to go, or an object that cannot be looked into
     */
    public static Object typed(Object value, Redaction redaction) {
        return new RedactedValue(redaction, at -> false).whole(value);
    }

    private Object whole(Object value) {
        try {
            return of(value);
        } catch (NotRedactableException cannot) {
            throw cannot;
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            throw new NotRedactableException("reading it failed");
        }
    }

    private Object of(Object value) {
        if (left-- == 0 || path.size() > DEEPEST) {
            throw new NotRedactableException("it holds too much to look through");
        }
        if (value instanceof String text) {
            return redaction.value(text);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value == null || value instanceof Boolean || value instanceof Character || value instanceof Enum<?> || isTime(value)) {
            return value;
        }
        if (value instanceof Optional<?> optional) {
            Object held = optional.orElse(null);
            Object redacted = of(held);
            return redacted == held ? optional : Optional.of(redacted);
        }
        String type = value.getClass().getName();
        boolean plain = type.startsWith("java.util.") || type.startsWith(GUAVA);
        if (value instanceof Map<?, ?> map && plain) {
            return map(map);
        }
        if (value instanceof Collection<?> items && plain) {
            return items(items);
        }
        if (value instanceof Object[] items) {
            return array(items);
        }
        if (value.getClass().isRecord() && type.startsWith(MCP)) {
            return mcpRecord(value);
        }
        throw unreadable(value);
    }

    private static boolean isTime(Object value) {
        boolean jdk = value.getClass().getClassLoader() == null;
        return jdk && (value instanceof TemporalAccessor || value instanceof TemporalAmount || value instanceof UUID);
    }

    private Object number(Number number) {
        if (!(number.getClass().getName().startsWith("java.lang.") || number.getClass() == BigDecimal.class || number.getClass() == BigInteger.class)) {
            throw unreadable(number);
        }
        Object redacted = redaction.value(number);
        if (redacted != number && !takesText.test(path)) {
            throw new NotRedactableException(where() + " is a number, and a mark is a text, which is not known to be taken there");
        }
        return redacted;
    }

    private Object map(Map<?, ?> map) {
        Map<Object, Object> copy = new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            path.add(entry.getKey() instanceof String name ? name : "");
            Object key = entry.getKey() instanceof String || entry.getKey() instanceof Number ? of(entry.getKey()) : entry.getKey();
            Object redacted = of(entry.getValue());
            path.remove(path.size() - 1);
            changed |= key != entry.getKey() || redacted != entry.getValue();
            copy.put(key, redacted);
        }
        return changed ? sameKind(map, copy) : map;
    }

    private Object items(Collection<?> items) {
        Collection<Object> copy = items instanceof Set<?> ? new LinkedHashSet<>() : new ArrayList<>(items.size());
        boolean changed = false;
        path.add(DeclaredTypes.ITEM);
        for (Object item : items) {
            Object redacted = of(item);
            changed |= redacted != item;
            copy.add(redacted);
        }
        path.remove(path.size() - 1);
        return changed ? sameKind(items, copy) : items;
    }

    private Object array(Object[] items) {
        Object[] copy = items.clone();
        boolean changed = false;
        path.add(DeclaredTypes.ITEM);
        for (int i = 0; i < items.length; i++) {
            Object redacted = of(items[i]);
            changed |= redacted != items[i];
            if (redacted != null && !items.getClass().getComponentType().isInstance(redacted)) {
                throw unreadable(items);
            }
            Array.set(copy, i, redacted);
        }
        path.remove(path.size() - 1);
        return changed ? copy : items;
    }

    private Object mcpRecord(Object original) {
        Object copy = original;
        for (RecordComponent component : original.getClass().getRecordComponents()) {
            if (!NOT_READ.contains(component.getName())) {
                Object value = Mirror.get(original, component.getName());
                path.add(component.getName());
                Object redacted = of(value);
                path.remove(path.size() - 1);
                copy = redacted == value ? copy : RecordCopy.with(copy, component.getName(), redacted);
                if (copy == null) {
                    throw unreadable(original);
                }
            }
        }
        return copy;
    }

    /** The copied entries in a map of the original's class, where one can be made of it: the program may count on that. */
    private static Object sameKind(Map<?, ?> original, Map<Object, Object> copy) {
        if (original instanceof TreeMap<?, ?> sorted) {
            @SuppressWarnings("unchecked")
            TreeMap<Object, Object> same = new TreeMap<>((java.util.Comparator<Object>) sorted.comparator());
            same.putAll(copy);
            return same;
        }
        Object made = made(original, Map.class, copy);
        if (made instanceof Map<?, ?> empty && made != copy && empty.isEmpty()) {
            @SuppressWarnings("unchecked")
            Map<Object, Object> same = (Map<Object, Object>) empty;
            same.putAll(copy);
        }
        return made;
    }

    private static Object sameKind(Collection<?> original, Collection<Object> copy) {
        if (original instanceof TreeSet<?> sorted) {
            @SuppressWarnings("unchecked")
            TreeSet<Object> same = new TreeSet<>((java.util.Comparator<Object>) sorted.comparator());
            same.addAll(copy);
            return same;
        }
        Object made = made(original, Collection.class, copy);
        if (made instanceof Collection<?> empty && made != copy && empty.isEmpty()) {
            @SuppressWarnings("unchecked")
            Collection<Object> same = (Collection<Object>) empty;
            same.addAll(copy);
        }
        return made;
    }

    /** Empty, of a class of the JDK; full, of Guava's immutable ones; the copy itself where the class is hidden, so that nobody can count on it. */
    private static Object made(Object original, Class<?> kind, Object copy) {
        Class<?> type = original.getClass();
        try {
            for (Class<?> at = type; at != null; at = at.getSuperclass()) {
                if (at.getName().startsWith(GUAVA + "Immutable") && Modifier.isPublic(at.getModifiers())) {
                    return at.getMethod("copyOf", kind).invoke(null, copy);
                }
            }
            return Modifier.isPublic(type.getModifiers()) ? type.getConstructor().newInstance() : copy;
        } catch (ReflectiveOperationException otherKind) {
            throw unreadable(original);
        }
    }

    private String where() {
        String name = redaction.text(String.join(".", path));
        return path.isEmpty() ? "the value" : "'" + StepDraft.bounded(name, LONGEST_NAME) + "'";
    }

    private static NotRedactableException unreadable(Object value) {
        return new NotRedactableException("it holds an object of class " + StepDraft.bounded(value.getClass().getName(), LONGEST_NAME) + ", which cannot be looked into");
    }
}
