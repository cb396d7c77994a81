package dev.pathwarden.policies.engine;

import dev.pathwarden.policies.detect.Detectors;
import dev.pathwarden.policies.trust.Redaction;
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
 * @param sandbox what a process may do in its sandbox
 * @param redact what is taken out of a redacted step: labels, or what they begin with; sorted
 */
public record ActionOptions(Duration holdFor, boolean abort, SandboxOptions sandbox, List<String> redact) {

    /** Shortest time a guardrail can give for an answer. */
    public static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);
    /** Longest time a guardrail can give for an answer. */
    public static final Duration LONGEST_HOLD = Duration.ofHours(24);

    /** What holds where a guardrail says nothing. */
    public static final ActionOptions DEFAULT = new ActionOptions(Duration.ofMinutes(10), false, SandboxOptions.STRICT, Redaction.DEFAULT_KINDS);

    private static final String HOLD_FOR = "holdFor";
    private static final String ABORT = "abort";
    private static final String SANDBOX_NETWORK = "sandbox.network";
    private static final String SANDBOX_WRITE = "sandbox.write";
    private static final String REDACT = "redact";

    public ActionOptions {
        Objects.requireNonNull(holdFor, "holdFor");
        Objects.requireNonNull(sandbox, "sandbox");
        redact = redact.stream().distinct().sorted().toList();
        if (redact.isEmpty() || !redact.stream().allMatch(Redaction::isKind)) {
            throw new IllegalArgumentException("redact=" + redact + ", known=" + Detectors.known());
        }
        if (holdFor.compareTo(SHORTEST_HOLD) < 0 || holdFor.compareTo(LONGEST_HOLD) > 0) {
            throw new IllegalArgumentException("holdFor=" + holdFor + ", least=" + SHORTEST_HOLD + ", most=" + LONGEST_HOLD);
        }
    }

    /** These options with another time to wait for an answer. */
    public ActionOptions withHoldFor(Duration time) {
        return new ActionOptions(time, abort, sandbox, redact);
    }

    /** These options, with the run ended by a blocked step or not. */
    public ActionOptions withAbort(boolean ends) {
        return new ActionOptions(holdFor, ends, sandbox, redact);
    }

    /** These options with another sandbox. */
    public ActionOptions withSandbox(SandboxOptions other) {
        return new ActionOptions(holdFor, abort, other, redact);
    }

    /** These options, with these kinds of values taken out of a redacted step. */
    public ActionOptions withRedact(List<String> kinds) {
        return new ActionOptions(holdFor, abort, sandbox, kinds);
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
        if (sandbox.network()) {
            texts.put(SANDBOX_NETWORK, List.of());
        }
        if (!sandbox.write().isEmpty()) {
            texts.put(SANDBOX_WRITE, sandbox.write());
        }
        if (!redact.equals(DEFAULT.redact)) {
            texts.put(REDACT, redact);
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
            case SANDBOX_NETWORK -> withSandbox(new SandboxOptions(true, sandbox.write()));
            case SANDBOX_WRITE -> withSandbox(new SandboxOptions(sandbox.network(), values));
            case REDACT -> withRedact(values);
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
