package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.StepId;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A recorded run with those of its steps that were judged.
 *
 * @param run the run
 * @param right for each judged step whether stopping it is right; in path order
 * @param takenOut steps of which words were taken out of arguments and facts after they were recorded
 */
public record JudgedRun(RecordedRun run, Map<StepId, Boolean> right, Set<StepId> takenOut) {

    public JudgedRun {
        Objects.requireNonNull(run, "run");
        right = Collections.unmodifiableMap(new LinkedHashMap<>(right));
        takenOut = Set.copyOf(takenOut);
    }

    /** A run of which nothing was taken out. */
    public JudgedRun(RecordedRun run, Map<StepId, Boolean> right) {
        this(run, right, Set.of());
    }

    /**
     * What is said of the steps of the same run in either.
     *
     * @param contradicted takes the steps of which not the same is said
     */
    JudgedRun and(JudgedRun same, Set<Subject> contradicted) {
        Map<StepId, Boolean> both = new LinkedHashMap<>(right);
        same.right.forEach((step, is) -> {
            Boolean before = both.putIfAbsent(step, is);
            if (before != null && !before.equals(is)) {
                contradicted.add(new Subject(run.run().id(), step));
            }
        });
        Set<StepId> out = new HashSet<>(takenOut);
        out.addAll(same.takenOut);
        return new JudgedRun(run, both, out);
    }

    /** Without what is said of those steps. */
    JudgedRun without(Set<Subject> steps) {
        Map<StepId, Boolean> left = new LinkedHashMap<>(right);
        left.keySet().removeIf(step -> steps.contains(new Subject(run.run().id(), step)));
        return new JudgedRun(run, left, takenOut);
    }
}
