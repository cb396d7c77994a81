package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Guardrail;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts over a run's steps, by operation, from which the coverage of each guardrail follows without going through the steps again. For one thread. */
final class CoverageCount {

    /** Steps of one operation. */
    private static final class OfOperation {
        private final Field[] read;
        private long steps;
        private long decided;
        /** How many of them carry each field that is read. */
        private final long[] carrying = new long[Field.values().length];

        /** @param read what guardrails for the operation read */
        OfOperation(Set<Field> read) {
            this.read = read.toArray(new Field[0]);
        }
    }

    private final Map<StepId, Judgement> judgements;
    private final Map<Guardrail, Set<Field>> fields = new IdentityHashMap<>();
    private final Map<Operation, OfOperation> byOperation = new EnumMap<>(Operation.class);
    private final Map<String, Set<StepId>> skipped = new HashMap<>();
    private final Map<String, List<DryRunDecision>> decisions;
    private final Map<String, Long> excepted;

    CoverageCount(Bundle bundle, RunDryRun run, Map<StepId, Judgement> judgements) {
        this.judgements = judgements;
        Map<Operation, Set<Field>> read = new EnumMap<>(Operation.class);
        for (Guardrail guardrail : bundle.guardrails()) {
            Set<Field> ofGuardrail = guardrail.fields();
            fields.put(guardrail, ofGuardrail);
            guardrail.operations().forEach(operation -> read.computeIfAbsent(operation, unread -> EnumSet.noneOf(Field.class)).addAll(ofGuardrail));
        }
        for (Operation operation : Operation.values()) {
            byOperation.put(operation, new OfOperation(read.getOrDefault(operation, Set.of())));
        }
        judgements.values().forEach(this::count);
        run.notEvaluated().forEach(skip -> skipped.computeIfAbsent(skip.guardrail(), guardrail -> new HashSet<>()).add(skip.step()));
        decisions = run.decisions().stream().collect(Collectors.groupingBy(decision -> decision.verdict().guardrail()));
        excepted = run.excepted().stream().collect(Collectors.groupingBy(decision -> decision.verdict().guardrail(), Collectors.counting()));
    }

    private void count(Judgement judgement) {
        OfOperation counted = byOperation.get(judgement.step().operation());
        counted.steps++;
        counted.decided += judgement.evaluation() == null ? 0 : 1;
        for (Field field : counted.read) {
            counted.carrying[field.ordinal()] += judgement.step().facts().get(field) == null ? 0 : 1;
        }
    }

    /** What the dry run can say of a guardrail. */
    DryRunReport.Coverage of(Guardrail guardrail) {
        Set<StepId> notEvaluated = skipped.getOrDefault(guardrail.id(), Set.of());
        Set<Operation> operations = guardrail.operations();
        long applicable = 0;
        long evaluated = 0;
        Map<String, Long> missing = new TreeMap<>();
        for (Operation operation : operations) {
            OfOperation counted = byOperation.get(operation);
            applicable += counted.steps;
            evaluated += counted.decided;
            for (Field field : fields.get(guardrail)) {
                long without = counted.steps - counted.carrying[field.ordinal()];
                if (without > 0) {
                    missing.merge(field.isTold() || field.isKept() ? field.read() : field.text(), without, Long::sum);
                }
            }
        }
        if (guardrail.stage() != null) {
            long off = judgements.values().stream().filter(judgement -> judgement.evaluation() != null && operations.contains(judgement.step().operation()) && guardrail.degree(judgement.step()) == Degree.OFF).count();
            applicable -= off;
            evaluated -= off;
        }
        for (StepId step : notEvaluated) {
            Judgement judgement = judgements.get(step);
            evaluated -= judgement.evaluation() != null && operations.contains(judgement.step().operation()) ? 1 : 0;
        }
        long matched = decisions.getOrDefault(guardrail.id(), List.of()).stream().filter(decision -> !notEvaluated.contains(decision.step())).count();
        return new DryRunReport.Coverage(guardrail.id(), applicable, evaluated, matched, excepted.getOrDefault(guardrail.id(), 0L), missing);
    }
}
