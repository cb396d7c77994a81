package dev.pathwarden.policies.testing;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.guardrail.GuardrailTest;
import dev.pathwarden.policies.trust.PathFacts;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The path that a test describes. */
final class TestPath implements PathFacts {

    private final GuardrailTest test;
    private final SortedSet<String> labels;

    TestPath(GuardrailTest test) {
        this.test = test;
        this.labels = new TreeSet<>(test.labels());
        this.labels.addAll(test.step().labels());
    }

    @Override
    public SortedSet<String> labels() {
        return labels;
    }

    @Override
    public long steps() {
        return test.steps();
    }

    @Override
    public long count(Operation operation) {
        return test.counts().getOrDefault(operation, 0L);
    }

    @Override
    public Set<String> provenance(Step step) {
        return test.provenance();
    }
}
