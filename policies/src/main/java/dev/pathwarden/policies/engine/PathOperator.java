package dev.pathwarden.policies.engine;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Operators over the earlier steps of a run, as this process saw them. A bundle knows them by {@link #text()}; constants may be reordered, never renamed.
 *
 * <p>What they take are conditions on one earlier step each, as that step was before its effect: {@link Expr.Past}.
 */
public enum PathOperator {
    /** Whether an earlier step made the condition true, at any time or within a time. */
    ONCE("once", 1, 1, true, "a condition on an earlier step, and a time where it matters, such as once('pii.email' in step.labels, duration('10m'))"),
    /** Whether an earlier step made the second condition true, and every step after it the first. */
    SINCE("since", 2, 2, false, "two conditions on earlier steps, such as since(step.operation != 'code.process', step.operation == 'agent.invoke')"),
    /** Whether an earlier step made the first condition true, and no step after it the second. */
    BEFORE("before", 2, 2, false, "two conditions on earlier steps, such as before(step.sql.writes, step.tool.name == 'review')"),
    /** Whether earlier steps made the conditions true one after the other. */
    SEQ("seq", 2, 8, false, "2 to 8 conditions on earlier steps, such as seq(step.sql.tables.exists(t, t == 'customers'), step.process.executable == 'tar')"),
    /** How many earlier steps made the condition true, at any time or within a time. */
    COUNT("count", 1, 1, true, "an operation in quotes, such as count('data.sql'), or a condition on an earlier step, and a time where it matters, such as count(step.http.method == 'POST', duration('1m'))"),
    /** How many earlier steps had the operation, name and arguments of this one. */
    REPEATS("repeats", 0, 0, false, "nothing: repeats()"),
    /** Whether a value in the arguments was seen to come from an earlier step that made the condition true. */
    FLOWS("flows", 1, 1, false, "a condition on an earlier step, such as flows(step.operation == 'mcp.call')");

    private static final Map<String, PathOperator> BY_TEXT = Stream.of(values()).collect(Collectors.toUnmodifiableMap(PathOperator::text, Function.identity()));

    private final String text;
    private final int least;
    private final int most;
    private final boolean timed;
    private final String takes;

    PathOperator(String text, int least, int most, boolean timed, String takes) {
        this.text = text;
        this.least = least;
        this.most = most;
        this.timed = timed;
        this.takes = takes;
    }

    /** The name in a condition and in a bundle. */
    public String text() {
        return text;
    }

    /** Fewest conditions it takes. */
    public int least() {
        return least;
    }

    /** Most conditions it takes. */
    public int most() {
        return most;
    }

    /** Whether it can be limited to a time. */
    public boolean timed() {
        return timed;
    }

    /** Whether it comes to a number; the others come to true or false. */
    public boolean counts() {
        return this == COUNT || this == REPEATS;
    }

    /** What it takes, for people: behind "takes". */
    public String takes() {
        return takes;
    }

    /** The operator of that name, empty for a name that is none. */
    public static Optional<PathOperator> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }
}
