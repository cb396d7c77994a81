package dev.pathwarden.model.search;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Something by whose values steps are counted. */
public enum StepFacet {
    /** Its operation. */
    OPERATION(step -> Set.of(step.operation().text())),
    /** Its name: a tool, a table, a file name, a host. */
    NAME(step -> Set.of(step.step().name())),
    /** Its name where it calls a tool, in the program of the agent or on a server. */
    TOOL(step -> isToolCall(step.operation()) ? Set.of(step.step().name()) : Set.of()),
    /** Durable id of the agent it belongs to; none where none is known. */
    AGENT(step -> step.step().agent() == null ? Set.of() : Set.of(step.step().agent())),
    /** How it ended. */
    STATUS(step -> Set.of(step.status().text())),
    /** Labels of its arguments or of its result. */
    LABEL(StepFacet::labels),
    /** Guardrails that asked for more than to allow it. */
    GUARDRAIL(step -> asking(step).stream().map(Verdict::guardrail).collect(Collectors.toSet())),
    /** The strongest verdict on it; none where no guardrail gave one. */
    VERDICT(step -> step.verdict().map(verdict -> Set.of(verdict.text())).orElse(Set.of())),
    /** What guardrails asked for, where that is more than to allow it. */
    ACTION(step -> asking(step).stream().map(verdict -> verdict.action().text()).collect(Collectors.toSet()));

    private final Function<RecordedStep, Set<String>> values;

    StepFacet(Function<RecordedStep, Set<String>> values) {
        this.values = values;
    }

    /** Its values of a step, each once. */
    public Set<String> of(RecordedStep step) {
        return values.apply(step);
    }

    private static boolean isToolCall(Operation operation) {
        return operation == Operation.TOOL_CALL || operation == Operation.MCP_CALL;
    }

    private static Set<String> labels(RecordedStep step) {
        Set<String> labels = new TreeSet<>(step.step().labels());
        step.ended().ifPresent(outcome -> labels.addAll(outcome.labels()));
        return labels;
    }

    private static List<Verdict> asking(RecordedStep step) {
        return step.decision() == null ? List.of() : step.decision().verdicts().stream().filter(verdict -> verdict.action() != Action.ALLOW).toList();
    }
}
