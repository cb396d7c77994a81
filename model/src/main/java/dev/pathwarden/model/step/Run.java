package dev.pathwarden.model.step;

import java.util.Map;
import java.util.Objects;

/**
 * One execution of an agent task, without its steps.
 *
 * @param id the run's id
 * @param agent durable agent id; null where none is known
 * @param agentName name under which the agent was declared; null where none is known
 * @param agentVersion hash of the agent's definition; null where none is known
 * @param status how it ended
 * @param startNanos epoch nanoseconds; null where the source had no clock
 * @param endNanos epoch nanoseconds; null where the run did not end or the source had no clock
 * @param attributes what the source said of the run, shown and exported, and never readable by a guardrail but for {@link #USER}
 */
public record Run(RunId id, String agent, String agentName, String agentVersion, Status status, Long startNanos, Long endNanos, Map<String, Object> attributes) {

    /** The attribute that says on whose behalf the run acts, as OpenTelemetry calls it. */
    public static final String USER = "user.id";
    /** More characters of a user are not kept. */
    public static final int LONGEST_USER = 200;

    public Run {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        attributes = Values.copyOf(attributes);
    }

    /** On whose behalf the run acts, as its source says; null where it does not say. */
    public String user() {
        return attributes.get(USER) instanceof String user ? user(user) : null;
    }

    /** A user as it is kept; null for none and for a blank one. */
    public static String user(String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        int end = Math.min(given.length(), LONGEST_USER);
        return given.substring(0, end < given.length() && Character.isHighSurrogate(given.charAt(end - 1)) ? end - 1 : end);
    }
}
