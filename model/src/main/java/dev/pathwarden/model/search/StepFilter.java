package dev.pathwarden.model.search;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.model.step.VerdictType;
import java.util.BitSet;
import java.util.Set;

/**
 * Which steps are looked for. Of each set that is not empty a step must have one, and all that is asked for must hold.
 *
 * @param operations the step's operation
 * @param names its name: a tool, a table, a file name, a host
 * @param agents durable ids of the agent it belongs to
 * @param labels a label of what {@code labelled} says
 * @param labelled whose labels are asked for
 * @param guardrails ids of guardrails that gave a verdict on it
 * @param actions what such a verdict asked for; with guardrails, the verdict of one of these
 * @param verdicts the strongest verdict on it; where no guardrail gave one it has none
 * @param statuses how it ended
 * @param text words that stand in it as {@link StepText} says; null for any
 */
public record StepFilter(Set<Operation> operations, Set<String> names, Set<String> agents, Set<String> labels, Labelled labelled, Set<String> guardrails, Set<Action> actions,
                         Set<VerdictType> verdicts, Set<Status> statuses, String text) {

    /** What of a step has a label. */
    public enum Labelled {
        /** Its arguments or its result. */
        EITHER,
        /** Its arguments and content. */
        ARGUMENTS,
        /** What came back. */
        RESULT
    }

    /** Every step. */
    public static final StepFilter ALL = new StepFilter(Set.of(), Set.of(), Set.of(), Set.of(), Labelled.EITHER, Set.of(), Set.of(), Set.of(), Set.of(), null);

    public StepFilter {
        operations = Set.copyOf(operations);
        names = Set.copyOf(names);
        agents = Set.copyOf(agents);
        labels = Set.copyOf(labels);
        guardrails = Set.copyOf(guardrails);
        actions = Set.copyOf(actions);
        verdicts = Set.copyOf(verdicts);
        statuses = Set.copyOf(statuses);
        if (text != null && text.isEmpty()) {
            throw new IllegalArgumentException("no text to look for");
        }
    }

    /** This filter with other operations. */
    public StepFilter operations(Set<Operation> of) {
        return new StepFilter(of, names, agents, labels, labelled, guardrails, actions, verdicts, statuses, text);
    }

    /** This filter with other names. */
    public StepFilter names(Set<String> of) {
        return new StepFilter(operations, of, agents, labels, labelled, guardrails, actions, verdicts, statuses, text);
    }

    /** This filter with other agents. */
    public StepFilter agents(Set<String> of) {
        return new StepFilter(operations, names, of, labels, labelled, guardrails, actions, verdicts, statuses, text);
    }

    /** This filter with other labels. */
    public StepFilter labels(Set<String> of) {
        return new StepFilter(operations, names, agents, of, labelled, guardrails, actions, verdicts, statuses, text);
    }

    /** This filter with other guardrails. */
    public StepFilter guardrails(Set<String> of) {
        return new StepFilter(operations, names, agents, labels, labelled, of, actions, verdicts, statuses, text);
    }

    /** This filter with other actions. */
    public StepFilter actions(Set<Action> of) {
        return new StepFilter(operations, names, agents, labels, labelled, guardrails, of, verdicts, statuses, text);
    }

    /** This filter with other verdicts. */
    public StepFilter verdicts(Set<VerdictType> of) {
        return new StepFilter(operations, names, agents, labels, labelled, guardrails, actions, of, statuses, text);
    }

    /** This filter with other statuses. */
    public StepFilter statuses(Set<Status> of) {
        return new StepFilter(operations, names, agents, labels, labelled, guardrails, actions, verdicts, of, text);
    }

    /** This filter with other operations. */
    public StepFilter operations(Operation... of) {
        return operations(Set.of(of));
    }

    /** This filter with labels of something else. */
    public StepFilter labelled(Labelled of) {
        return new StepFilter(operations, names, agents, labels, of, guardrails, actions, verdicts, statuses, text);
    }

    /** This filter with other labels. */
    public StepFilter labels(String... of) {
        return labels(Set.of(of));
    }

    /** This filter with another text; null for any. */
    public StepFilter text(String of) {
        return new StepFilter(operations, names, agents, labels, labelled, guardrails, actions, verdicts, statuses, of);
    }

    /** Whether it asks for what single guardrails said. */
    public boolean isOfVerdicts() {
        return !guardrails.isEmpty() || !actions.isEmpty();
    }

    /** Whether the step is looked for. */
    public boolean test(RecordedStep step) {
        return has(operations, step.operation()) && has(names, step.step().name()) && has(agents, step.step().agent()) && has(statuses, step.status())
                && hasLabel(step) && hasVerdict(step)
                && (verdicts.isEmpty() || step.verdict().filter(verdicts::contains).isPresent()) && (text == null || StepText.contains(step, text));
    }

    /** The places of the steps that are looked for among those of a run, from 0. */
    public BitSet places(RecordedRun run) {
        BitSet places = new BitSet();
        for (int i = 0; i < run.steps().size(); i++) {
            places.set(i, test(run.steps().get(i)));
        }
        return places;
    }

    private static <T> boolean has(Set<T> wanted, T value) {
        return wanted.isEmpty() || value != null && wanted.contains(value);
    }

    private boolean hasLabel(RecordedStep step) {
        return labels.isEmpty() || labelled != Labelled.RESULT && step.step().labels().stream().anyMatch(labels::contains)
                || labelled != Labelled.ARGUMENTS && step.outcome() != null && step.outcome().labels().stream().anyMatch(labels::contains);
    }

    private boolean hasVerdict(RecordedStep step) {
        return !isOfVerdicts() || step.decision() != null && step.decision().verdicts().stream().anyMatch(this::isOf);
    }

    private boolean isOf(Verdict verdict) {
        return has(guardrails, verdict.guardrail()) && has(actions, verdict.action());
    }
}
