package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.target.PathFacts;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.policies.trust.ArgumentRoles;
import dev.pathwarden.policies.trust.ArgumentSources;
import dev.pathwarden.policies.trust.Asked;
import dev.pathwarden.policies.trust.TrustContext;
import dev.pathwarden.policies.trust.UserWords;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The path behind a decision as the decision saw it, from the record: its own labels, the links of its step, and the counts of its process.
 *
 * <p>For one process of one run, walked through in the order of the tickets.
 */
final class RecordedFacts implements PathFacts {

    private final Map<StepId, RecordedStep> steps;
    private final long[] counts = new long[Operation.values().length];
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
        counts[operation.ordinal()]++;
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
        return counts[operation.ordinal()];
    }

    /** Labels of the linked results, as they were where somebody asked for them. */
    @Override
    public Set<String> provenance(Step step) {
        if (step.facts().get(Field.ARGUMENT_LABELS) instanceof List<?> then) {
            return then.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> labels = new TreeSet<>();
        for (Link link : step.links()) {
            if (!link.kind().causal()) {
                labels.addAll(labels(link.step()));
            }
        }
        return labels;
    }

    /** Labels of what came of a step. A label that it got only later is not on the decision's path and falls away. */
    private Set<String> labels(StepId step) {
        RecordedStep source = steps.get(step);
        if (source != null && UserWords.carries(source.operation())) {
            return Set.of(TrustContext.USER);
        }
        Set<String> labels = new TreeSet<>(source == null || source.outcome() == null ? Set.of() : source.outcome().labels());
        labels.removeIf(label -> !label.equals(TrustContext.USER) && !decision.labels().contains(label));
        return labels;
    }

    /** A step with what guardrails ask for of its arguments and what it does not carry, because nobody asked for it then. */
    Step seen(Step step, Asked asked, ToolCatalogue tools) {
        Step.Builder seen = step.toBuilder();
        if (asked.roles() && step.facts().get(Field.ARGUMENT_ROLES) == null && Field.ARGUMENT_ROLES.appliesTo(step.operation())) {
            seen.fact(Field.ARGUMENT_ROLES, ArgumentRoles.fact(step, tools));
        }
        if (!asked.arguments().isEmpty() && Field.ARGUMENT_SOURCES.appliesTo(step.operation())) {
            ArgumentSources sources = new ArgumentSources(asked.arguments(), step);
            for (Link link : step.links()) {
                if (!link.kind().causal()) {
                    sources.add(link.argument(), link.kind(), labels(link.step()));
                }
            }
            seen.fact(Field.ARGUMENT_SOURCES, sources.fact(decision.labels(), step.labels().contains(TrustContext.PROVENANCE_UNKNOWN)));
        }
        return seen.build();
    }
}
