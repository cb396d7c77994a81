package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Step;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A recorded step and its path, as a guardrail sees them in a dry run over the whole path. Immutable.
 *
 * @param step the step, with what is found on the path
 * @param labels labels on the path, the step's own included
 * @param provenance labels of the sources from which values in the arguments were seen to come
 */
public record SeenStep(Step step, Set<String> labels, Set<String> provenance) {

    public SeenStep {
        Objects.requireNonNull(step, "step");
        labels = Set.copyOf(labels);
        provenance = Set.copyOf(provenance);
    }

    /** Labels on the path in the order of the alphabet. */
    public Set<String> sortedLabels() {
        return new TreeSet<>(labels);
    }
}
