package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.target.PathFacts;
import dev.pathwarden.policies.trust.TrustContext;
import dev.pathwarden.policies.trust.UserWords;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The path behind a decision as the decision saw it, from the record: its own labels, the links of its step, and the counts of its process.
 *
 * <p>For one process of one run, walked through in the order of the tickets.
 */
final class RecordedFacts implements PathFacts {

    private final Map<StepId, RecordedStep> steps;
    private final Map<Operation, Long> counts = new HashMap<>();
    private Decision decision;
    private long decided;

    RecordedFacts(Map<StepId, RecordedStep> steps) {
        this.steps = steps;
    }

    /** Goes to the next decision. */
    void at(Decision next) {
        decision = next;
    }

    /** Counts the step of the decision it is at. */
    void decided(Operation operation) {
        decided++;
        counts.merge(operation, 1L, Long::sum);
    }

    @Override
    public SortedSet<String> labels() {
        return new TreeSet<>(decision.labels());
    }

    @Override
    public long steps() {
        return decided;
    }

    @Override
    public long count(Operation operation) {
        return counts.getOrDefault(operation, 0L);
    }

    /** Labels of the linked results. A label that a result got only later is not on the decision's path and falls away. */
    @Override
    public Set<String> provenance(Step step) {
        Set<String> labels = new TreeSet<>();
        for (Link link : step.links()) {
            RecordedStep source = link.kind().causal() ? null : steps.get(link.step());
            if (source != null && UserWords.carries(source.operation())) {
                labels.add(TrustContext.USER);
            } else if (source != null && source.outcome() != null) {
                labels.addAll(source.outcome().labels());
                labels.retainAll(union(decision.labels()));
            }
        }
        return labels;
    }

    private static Set<String> union(Set<String> path) {
        Set<String> known = new TreeSet<>(path);
        known.add(TrustContext.USER);
        return known;
    }
}
