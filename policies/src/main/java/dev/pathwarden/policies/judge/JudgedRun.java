package dev.pathwarden.policies.judge;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.StepId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A recorded run with those of its steps that were judged.
 *
 * @param run the run
 * @param right for each judged step whether stopping it is right; in path order
 */
public record JudgedRun(RecordedRun run, Map<StepId, Boolean> right) {

    public JudgedRun {
        Objects.requireNonNull(run, "run");
        right = Collections.unmodifiableMap(new LinkedHashMap<>(right));
    }
}
