package dev.pathwarden.policies.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a guardrail wants its action to be done.
 *
 * @param holdFor how long a held step waits for an answer before it counts as denied; from {@link #SHORTEST_HOLD} to {@link #LONGEST_HOLD}
 * @param abort whether a blocked step ends its run
 */
public record ActionOptions(Duration holdFor, boolean abort) {

    /** Shortest time a guardrail can give for an answer. */
    public static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);
    /** Longest time a guardrail can give for an answer. */
    public static final Duration LONGEST_HOLD = Duration.ofHours(24);

    /** What holds where a guardrail says nothing. */
    public static final ActionOptions DEFAULT = new ActionOptions(Duration.ofMinutes(10), false);

    private static final String HOLD_FOR = "holdFor";
    private static final String ABORT = "abort";

    public ActionOptions {
        Objects.requireNonNull(holdFor, "holdFor");
        if (holdFor.compareTo(SHORTEST_HOLD) < 0 || holdFor.compareTo(LONGEST_HOLD) > 0) {
            throw new IllegalArgumentException("holdFor=" + holdFor + ", least=" + SHORTEST_HOLD + ", most=" + LONGEST_HOLD);
        }
    }

    /** These options with another time to wait for an answer. */
    public ActionOptions withHoldFor(Duration time) {
        return new ActionOptions(time, abort);
    }

    /** These options, with the run ended by a blocked step or not. */
    public ActionOptions withAbort(boolean ends) {
        return new ActionOptions(holdFor, ends);
    }

    /** What differs from {@link #DEFAULT}, by name, as it stands in a bundle. */
    Map<String, List<String>> texts() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        if (!holdFor.equals(DEFAULT.holdFor)) {
            texts.put(HOLD_FOR, List.of(Long.toString(holdFor.toSeconds())));
        }
        if (abort) {
            texts.put(ABORT, List.of());
        }
        return texts;
    }

    /**
     * These options with one more, as {@link #texts} gave it.
     *
     * @throws IllegalArgumentException if there is no such option, or it cannot have these values
     */
    ActionOptions with(String name, List<String> values) {
        return switch (name) {
            case HOLD_FOR -> withHoldFor(Duration.ofSeconds(Long.parseLong(one(values))));
            case ABORT -> withAbort(true);
            default -> throw new IllegalArgumentException("a guardrail has the option '" + name + "'");
        };
    }

    private static String one(List<String> values) {
        if (values.size() != 1) {
            throw new IllegalArgumentException("an option has " + values.size() + " values");
        }
        return values.get(0);
    }
}
