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
 * @param attributes what the source said of the run, shown and exported, and never readable by a guardrail
 */
public record Run(RunId id, String agent, String agentName, String agentVersion, Status status, Long startNanos, Long endNanos, Map<String, Object> attributes) {

    public Run {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        attributes = Values.copyOf(attributes);
    }
}
