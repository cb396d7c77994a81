package dev.pathwarden.model.step;

import java.util.Objects;
import java.util.Set;

/**
 * What came of a step.
 *
 * @param ticket place of this event among the events of its run in its process, from 1 upwards
 * @param durationNanos how long the step took; null where the source had no clock
 * @param status how it ended
 * @param error what went wrong, for people; null where nothing did
 * @param result what came back, a recorded value ({@link Values}); null where nothing did
 * @param facts typed facts known only now
 * @param labels labels found in the result, sorted
 */
public record Outcome(long ticket, Long durationNanos, Status status, String error, Object result, Facts facts, Set<String> labels) {

    public Outcome {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(facts, "facts");
        result = Values.copyOf(result);
        labels = Labels.copyOf(labels);
    }
}
