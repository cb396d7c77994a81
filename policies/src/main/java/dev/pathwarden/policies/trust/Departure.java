package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Step;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What came of a step, with what was found in it, about to join the path. Made by {@link TrustContext#examine}. */
public final class Departure {

    private final Step step;
    private final Set<String> labels;
    private final Traces traces;
    private final Instructions.Found instructions;

    Departure(Step step, Set<String> labels, Traces traces, Instructions.Found instructions) {
        this.step = step;
        this.labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
        this.traces = traces;
        this.instructions = instructions;
    }

    Step step() {
        return step;
    }

    Traces traces() {
        return traces;
    }

    Instructions.Found instructions() {
        return instructions;
    }

    /** Labels of the result, sorted. */
    public Set<String> labels() {
        return labels;
    }
}
