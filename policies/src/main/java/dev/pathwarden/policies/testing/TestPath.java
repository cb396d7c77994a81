package dev.pathwarden.policies.testing;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.engine.PathMemory;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.Recall;
import dev.pathwarden.policies.guardrail.GuardrailTest;
import dev.pathwarden.policies.target.PathFacts;
import dev.pathwarden.policies.trust.ArgumentRoles;
import dev.pathwarden.policies.trust.ArgumentSources;
import dev.pathwarden.policies.trust.Asked;
import java.util.List;
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
        test.earlier().forEach(step -> labels.addAll(step.labels()));
        this.labels.addAll(test.step().labels());
    }

    /** The step, with what an engine asks for of its arguments: their sources as the test says, and their roles as their names do. */
    Step tested(PolicyEngine engine) {
        Step step = test.step();
        Asked asked = engine.asked(step.operation());
        Step.Builder told = step.toBuilder();
        if (asked.roles() && Field.ARGUMENT_ROLES.appliesTo(step.operation())) {
            told.fact(Field.ARGUMENT_ROLES, ArgumentRoles.fact(step, engine.tools()));
        }
        if (!asked.arguments().isEmpty() && Field.ARGUMENT_SOURCES.appliesTo(step.operation())) {
            ArgumentSources sources = new ArgumentSources(asked.arguments(), step);
            test.sources().forEach((argument, classes) -> classes.forEach((source, certainty) -> sources.put(argument, source, certainty)));
            told.fact(Field.ARGUMENT_SOURCES, sources.fact(labels, false));
        }
        return told.build();
    }

    /** What operators of an engine remember of the earlier steps. On the path of each are the labels of the steps up to it. */
    PathMemory remembered(PolicyEngine engine) {
        PathMemory memory = new PathMemory();
        SortedSet<String> known = new TreeSet<>();
        long place = 0;
        for (Step step : test.earlier()) {
            known.addAll(step.labels());
            Recall recall = memory.recall(engine);
            engine.note(step, new Earlier(known), recall, List.of());
            recall.join(++place);
        }
        return memory;
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

    /** The path of an earlier step, as far as conditions on it can read it. */
    private record Earlier(SortedSet<String> labels) implements PathFacts {
        @Override
        public long steps() {
            return 0;
        }

        @Override
        public long count(Operation operation) {
            return 0;
        }

        @Override
        public Set<String> provenance(Step step) {
            return Set.of();
        }
    }
}
