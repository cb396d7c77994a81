package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.policies.detect.Detectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes personal data and secrets out of texts and leaves a mark such as {@code [pii.email 3fa92c]} in the place of each. The number is the same for the same value within a run, letter
 * case aside, so that a reader can still tell persons apart; it comes from a key that is kept nowhere.
 *
 * <p>Finds what {@link Detectors} find, and nothing else. Pure and safe for any thread; linear in the text.
 */
public final class Redaction {

    /** What is taken out where a guardrail does not say: labels, or what they begin with. */
    public static final List<String> DEFAULT_KINDS = List.of("pii", "secret");

    private static final int NUMBER_BITS = 24;
    private static final int MOST_PASSES = 16;
    private static final int LONGEST_JSON = 1 << 20;
    private static final double LARGEST_WHOLE = 1L << 53;

    /** Tells values apart. */
    @FunctionalInterface
    public interface Numbering {
        /** What stands for the value from {@code from} to before {@code to}: the same for the same value, letter case aside, and nothing that a detector knows. */
        String of(CharSequence text, int from, int to);
    }

    private final Numbering numbering;
    private final Set<String> kinds;

    Redaction(Fingerprints fingerprints, Set<String> kinds) {
        this((text, from, to) -> number(fingerprints, text, from, to), kinds);
    }

    private Redaction(Numbering numbering, Set<String> kinds) {
        this.numbering = numbering;
        this.kinds = Set.copyOf(kinds);
    }

    /**
     * For texts that are no longer part of a run that goes on.
     *
     * @param seed the same value has the same number under the same seed; whoever knows it can find out by trying what stood there
     * @param kinds labels, or what they begin with
     */
    public static Redaction under(long seed, Set<String> kinds) {
        return new Redaction(new Fingerprints(seed), kinds);
    }

    /**
     * With marks of one's own.
     *
     * @param kinds labels, or what they begin with
     */
    public static Redaction under(Numbering numbering, Set<String> kinds) {
        return new Redaction(numbering, kinds);
    }

    /** Whether a kind is a label that the detectors know, or what such labels begin with. */
    public static boolean isKind(String kind) {
        return Detectors.known().stream().anyMatch(label -> covers(kind, label));
    }

    private static boolean covers(String kind, String label) {
        return label.equals(kind) || label.startsWith(kind + ".");
    }

    /** A value that goes, or several that overlap. */
    private record Span(String label, int from, int to) {
    }

    /** The text without such values; the text itself where there is none, null for null. */
    public String text(String text) {
        String redacted = text;
        String before = null;
        // Without what stood beside it, another value can be one that was part of a longer word before.
        for (int i = 0; redacted != null && !redacted.equals(before) && i < MOST_PASSES; i++) {
            before = redacted;
            redacted = once(redacted);
        }
        return redacted;
    }

    private String once(String text) {
        List<Span> spans = spans(text);
        if (spans.isEmpty()) {
            return text;
        }
        StringBuilder redacted = new StringBuilder(text.length());
        int done = 0;
        for (Span span : spans) {
            redacted.append(text, done, span.from()).append('[').append(span.label()).append(' ').append(numbering.of(text, span.from(), span.to())).append(']');
            done = span.to();
        }
        return redacted.append(text, done, text.length()).toString();
    }

    /** A recorded value without such values; numbers that are one become text, and in a text that is a JSON object or list they are looked for in its values, where escapes do not hide them. */
    public Object value(Object value) {
        if (value instanceof String text) {
            Object json = json(text);
            return json == null ? text(text) : json(text, json);
        }
        if (value instanceof Number number) {
            String text = digits(number);
            String redacted = text(text);
            return redacted.equals(text) ? value : redacted;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> redacted = new LinkedHashMap<>();
            map.forEach((key, inner) -> redacted.put(key instanceof String name ? text(name) : key, value(inner)));
            return redacted;
        }
        if (value instanceof List<?> list) {
            List<Object> redacted = new ArrayList<>(list.size());
            list.forEach(inner -> redacted.add(value(inner)));
            return redacted;
        }
        return value;
    }

    /** The value of a fact without such values; of the same type. */
    public Object fact(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> each instanceof String text ? text(text) : each).toList();
        }
        return value instanceof Map ? value(value) : value;
    }

    private static Object json(String text) {
        char first = text.isBlank() ? ' ' : text.stripLeading().charAt(0);
        try {
            return first == '{' || first == '[' ? JsonText.parse(text, LONGEST_JSON) : null;
        } catch (JsonText.MalformedJsonException notJson) {
            return null;
        }
    }

    private String json(String text, Object json) {
        Object redacted = value(json);
        // What lies deeper than recorded values go is still in the text.
        return redacted.equals(json) ? text(text) : JsonText.write(redacted);
    }

    /** As it is read out, also where it is kept as a floating point number. */
    private static String digits(Number number) {
        double wide = number instanceof Double || number instanceof Float ? number.doubleValue() : Double.NaN;
        return wide == Math.rint(wide) && Math.abs(wide) < LARGEST_WHOLE ? Long.toString((long) wide) : number.toString();
    }

    /** Arguments without such values. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> arguments(Map<String, Object> arguments) {
        return (Map<String, Object>) value(arguments);
    }

    /** In the order of the text, none overlapping. */
    private List<Span> spans(String text) {
        List<Span> found = new ArrayList<>(0);
        Detectors.values(text, (detector, from, to) -> {
            if (kinds.stream().anyMatch(kind -> covers(kind, detector.label()))) {
                found.add(new Span(detector.label(), from, to));
            }
        });
        if (found.size() < 2) {
            return found;
        }
        found.sort(Comparator.comparingInt(Span::from));
        List<Span> merged = new ArrayList<>();
        Span last = found.get(0);
        for (Span span : found.subList(1, found.size())) {
            if (span.from() < last.to()) {
                last = new Span(last.label(), last.from(), Math.max(last.to(), span.to()));
            } else {
                merged.add(last);
                last = span;
            }
        }
        merged.add(last);
        return merged;
    }

    private static String number(Fingerprints fingerprints, CharSequence text, int from, int to) {
        long hash = fingerprints.token(text, from, to) & (1 << NUMBER_BITS) - 1;
        String hex = Long.toHexString(hash);
        return "0".repeat(NUMBER_BITS / 4 - hex.length()) + hex;
    }
}
