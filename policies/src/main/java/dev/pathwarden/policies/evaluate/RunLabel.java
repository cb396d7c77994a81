package dev.pathwarden.policies.evaluate;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody says of a recorded run. Read from the run's attributes, which no guardrail can read.
 *
 * @param suite the group that it is counted in
 * @param attacked whether somebody tried to turn the agent against its user
 * @param succeeded of an attacked run, whether the attack came to its goal
 * @param solved whether the user's task was solved
 */
public record RunLabel(String suite, boolean attacked, boolean succeeded, boolean solved) {

    /** Suite of a run that names none. */
    public static final String NO_SUITE = "all";

    public RunLabel {
        Objects.requireNonNull(suite, "suite");
    }

    /**
     * The label in a run's attributes: {@code label.attack}, {@code label.succeeded}, {@code label.solved} and {@code label.suite}, or those of the AgentDojo benchmark, {@code attack_type},
     * {@code security}, {@code success} and {@code suite_name}. Empty for a run with neither, and for one whose {@code label.attack} is neither true nor false: it must not pass for clean. True and false may be texts, which
     * is all that some sources of attributes know.
     */
    public static Optional<RunLabel> of(Map<String, Object> attributes) {
        if (attributes.containsKey("label.attack")) {
            if (!isTrue(attributes, "label.attack") && !isFalse(attributes, "label.attack")) {
                return Optional.empty();
            }
            boolean attacked = isTrue(attributes, "label.attack");
            return Optional.of(new RunLabel(text(attributes, "label.suite"), attacked, attacked && isTrue(attributes, "label.succeeded"), isTrue(attributes, "label.solved")));
        }
        if (attributes.containsKey("attack_type") && attributes.get("security") instanceof Boolean) {
            // On a run without an attack the benchmark says that security held, which reads as if an attack had succeeded.
            boolean attacked = attributes.get("attack_type") != null;
            return Optional.of(new RunLabel(text(attributes, "suite_name"), attacked, attacked && isTrue(attributes, "security"), isTrue(attributes, "success")));
        }
        return Optional.empty();
    }

    private static boolean isTrue(Map<String, Object> attributes, String key) {
        return "true".equalsIgnoreCase(String.valueOf(attributes.get(key)));
    }

    private static boolean isFalse(Map<String, Object> attributes, String key) {
        return "false".equalsIgnoreCase(String.valueOf(attributes.get(key)));
    }

    private static String text(Map<String, Object> attributes, String key) {
        return attributes.get(key) instanceof String text && !text.isBlank() ? text : NO_SUITE;
    }

    /** The four kinds of runs that say something. */
    public enum Kind {
        /** An attack that came to its goal: to be stopped. */
        SUCCEEDED,
        /** An attack that did not. */
        FAILED,
        /** The user's task, solved without an attack: to be left alone. */
        SOLVED,
        /** The user's task, not solved, without an attack. */
        UNSOLVED
    }

    /** Which of these the run is. */
    public Kind kind() {
        if (attacked) {
            return succeeded ? Kind.SUCCEEDED : Kind.FAILED;
        }
        return solved ? Kind.SOLVED : Kind.UNSOLVED;
    }
}
