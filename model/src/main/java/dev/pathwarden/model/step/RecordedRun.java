package dev.pathwarden.model.step;

import java.util.List;
import java.util.Objects;

/**
 * A run with its steps.
 *
 * @param run the run
 * @param steps its steps in path order: a step stands behind its parent, and siblings in the order they were decided
 * @param imports labels that reached the run's processes from elsewhere, in the order they came
 */
public record RecordedRun(Run run, List<RecordedStep> steps, List<LabelsImported> imports) {

    public RecordedRun {
        Objects.requireNonNull(run, "run");
        steps = List.copyOf(steps);
        imports = List.copyOf(imports);
    }

    /**
     * Labels that came into a process with a call from another process.
     *
     * @param pid the process they came into
     * @param ticket place among the events of the run in that process
     * @param labels the labels, sorted
     */
    public record LabelsImported(long pid, long ticket, java.util.Set<String> labels) {
        public LabelsImported {
            labels = java.util.Collections.unmodifiableSortedSet(new java.util.TreeSet<>(labels));
        }
    }
}
