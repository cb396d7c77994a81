package dev.pathwarden.policies.lint;

import dev.pathwarden.policies.engine.Patterns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What must hold of one value at once: a finite set that it is in, an interval, how a text begins and ends and what it contains. For one thread.
 *
 * <p>{@link #isPossible()} is false only where no value can be so. That it is true means nothing.
 */
final class ValueFacts {

    /** A test of a text. */
    enum Kind {
        STARTS, ENDS, CONTAINS, MATCHES
    }

    private record TextTest(Kind kind, String argument) {

        boolean holds(String text) {
            return switch (kind) {
                case STARTS -> text.startsWith(argument);
                case ENDS -> text.endsWith(argument);
                case CONTAINS -> text.contains(argument);
                case MATCHES -> Patterns.compile(argument).matcher(text).find();
            };
        }

        /** Whether every text for which this holds passes the other as well. */
        boolean implies(TextTest other) {
            return switch (other.kind) {
                case STARTS -> other.argument.isEmpty() || kind == Kind.STARTS && argument.startsWith(other.argument);
                case ENDS -> other.argument.isEmpty() || kind == Kind.ENDS && argument.endsWith(other.argument);
                case CONTAINS -> other.argument.isEmpty() || kind != Kind.MATCHES && argument.contains(other.argument);
                case MATCHES -> equals(other);
            };
        }

        /** Whether no text passes both. */
        boolean excludes(TextTest other) {
            return kind == other.kind && switch (kind) {
                case STARTS -> !argument.startsWith(other.argument) && !other.argument.startsWith(argument);
                case ENDS -> !argument.endsWith(other.argument) && !other.argument.endsWith(argument);
                default -> false;
            };
        }
    }

    private final boolean lowerCase;
    /** The values it can have; null for any. */
    private Set<Object> allowed;
    private final Set<Object> excluded;
    private long least;
    private long most;
    private boolean text;
    private final List<TextTest> passes;
    private final List<TextTest> fails;

    private ValueFacts(boolean lowerCase, Set<Object> allowed, Set<Object> excluded, long least, long most, boolean text, List<TextTest> passes, List<TextTest> fails) {
        this.lowerCase = lowerCase;
        this.allowed = allowed;
        this.excluded = excluded;
        this.least = least;
        this.most = most;
        this.text = text;
        this.passes = passes;
        this.fails = fails;
    }

    /**
     * Any value.
     *
     * @param lowerCase whether it is a text without the letters A to Z
     * @param least the least number it can be, if it is a whole number
     */
    static ValueFacts any(boolean lowerCase, long least) {
        return new ValueFacts(lowerCase, null, new HashSet<>(), least, Long.MAX_VALUE, lowerCase, new ArrayList<>(), new ArrayList<>());
    }

    ValueFacts copy() {
        return new ValueFacts(lowerCase, allowed == null ? null : new HashSet<>(allowed), new HashSet<>(excluded), least, most, text, new ArrayList<>(passes), new ArrayList<>(fails));
    }

    /** It is one of these. */
    void in(Set<?> values) {
        if (allowed == null) {
            allowed = new HashSet<>(values);
        } else {
            allowed.retainAll(values);
        }
    }

    /** It is none of these. */
    void notIn(Set<?> values) {
        excluded.addAll(values);
    }

    /** It is a whole number that is not below this one. */
    void atLeast(long number) {
        least = Math.max(least, number);
    }

    /** It is a whole number that is not above this one. */
    void atMost(long number) {
        most = Math.min(most, number);
    }

    /** It is a text that passes a test, or fails it. */
    void test(Kind kind, String argument, boolean holds) {
        text = true;
        (holds ? passes : fails).add(new TextTest(kind, argument));
    }

    /** Whether it is known to be a text. */
    boolean isText() {
        return text || allowed != null && allowed.stream().allMatch(String.class::isInstance);
    }

    /** Whether there can be such a value. */
    boolean isPossible() {
        if (least > most) {
            return false;
        }
        return allowed != null ? allowed.stream().anyMatch(this::fits) : fitsBetween() && fitsText();
    }

    private boolean fits(Object value) {
        if (excluded.contains(value) || text && !(value instanceof String)) {
            return false;
        }
        if (value instanceof Long number) {
            return number >= least && number <= most;
        }
        return !(value instanceof String words) || !(lowerCase && hasUpperCase(words)) && passes.stream().allMatch(test -> test.holds(words)) && fails.stream().noneMatch(test -> test.holds(words));
    }

    private boolean fitsBetween() {
        // Wider than all that is excluded.
        if (most - least < 0 || most - least >= excluded.size()) {
            return true;
        }
        for (long number = least; number <= most; number++) {
            if (!excluded.contains(number)) {
                return true;
            }
        }
        return false;
    }

    private boolean fitsText() {
        for (TextTest test : passes) {
            if (lowerCase && test.kind != Kind.MATCHES && hasUpperCase(test.argument) || fails.stream().anyMatch(test::implies) || passes.stream().anyMatch(test::excludes)) {
                return false;
            }
        }
        return fails.stream().noneMatch(test -> test.kind != Kind.MATCHES && test.argument.isEmpty());
    }

    private static boolean hasUpperCase(String text) {
        return text.chars().anyMatch(letter -> letter >= 'A' && letter <= 'Z');
    }
}
