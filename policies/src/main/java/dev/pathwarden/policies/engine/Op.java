package dev.pathwarden.policies.engine;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Operators and functions of a compiled condition, with CEL's meaning. A bundle knows them by {@link #text()}; constants may be
 * reordered, never renamed.
 */
public enum Op {
    AND("and", 2), OR("or", 2), NOT("not", 1), CONDITIONAL("conditional", 3), NOT_STRICTLY_FALSE("not-strictly-false", 1),
    EQUAL("equal", 2), NOT_EQUAL("not-equal", 2), LESS("less", 2), LESS_OR_EQUAL("less-or-equal", 2), GREATER("greater", 2), GREATER_OR_EQUAL("greater-or-equal", 2),
    ADD("add", 2), SUBTRACT("subtract", 2), MULTIPLY("multiply", 2), DIVIDE("divide", 2), MODULO("modulo", 2), NEGATE("negate", 1),
    IN("in", 2), INDEX("index", 2), SIZE("size", 1),
    CONTAINS("contains", 2), STARTS_WITH("starts-with", 2), ENDS_WITH("ends-with", 2), LOWER_ASCII("lower-ascii", 1),
    /** Appends to the list that a fold builds; the list is the fold's own, so it may grow in place. */
    APPEND("append", 2),
    HOURS("hours", 1), MINUTES("minutes", 1), SECONDS("seconds", 1), MILLISECONDS("milliseconds", 1),
    YEAR("year", 1), MONTH("month", 1), DAY_OF_MONTH("day-of-month", 1), DATE("date", 1), DAY_OF_WEEK("day-of-week", 1), DAY_OF_YEAR("day-of-year", 1);

    private static final Map<String, Op> BY_TEXT = Stream.of(values()).collect(Collectors.toUnmodifiableMap(Op::text, Function.identity()));

    private final String text;
    private final int arity;

    Op(String text, int arity) {
        this.text = text;
        this.arity = arity;
    }

    /** The name in a bundle. */
    public String text() {
        return text;
    }

    /** Number of operands. */
    public int arity() {
        return arity;
    }

    /** The operator of that name, empty for a name that is none. */
    public static Optional<Op> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }
}
