package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Guardrail;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells what the guardrails of a bundle could see of runs. Immutable. */
final class CoverageCount {

    /** A guardrail with the fields that it reads. */
    private record Reading(Guardrail guardrail, Set<Field> fields) {
    }

    private final List<Reading> guardrails;
    private final List<DryRunReport.Coverage> nothing;

    CoverageCount(Bundle bundle) {
        guardrails = bundle.guardrails().stream().map(guardrail -> new Reading(guardrail, guardrail.fields())).toList();
        nothing = guardrails.stream().map(one -> new DryRunReport.Coverage(one.guardrail().id(), 0, 0, 0, 0, Map.of())).toList();
    }

    /** Per guardrail, what it could see of a run without a step of its operations. */
    List<DryRunReport.Coverage> nothing() {
        return nothing;
    }

    /** Per guardrail, what it could see of a run. */
    List<DryRunReport.Coverage> of(RunDryRun run, Judgements judgements) {
        StepCounts counts = judgements.counts();
        Map<String, Set<StepId>> skipped = new HashMap<>();
        run.notEvaluated().forEach(skip -> skipped.computeIfAbsent(skip.guardrail(), guardrail -> new HashSet<>()).add(skip.step()));
        Map<String, List<DryRunDecision>> decisions = run.decisions().stream().collect(Collectors.groupingBy(decision -> decision.verdict().guardrail()));
        Map<String, Long> excepted = run.excepted().stream().collect(Collectors.groupingBy(decision -> decision.verdict().guardrail(), Collectors.counting()));
        return guardrails.stream().map(one -> of(one, counts, judgements, skipped.getOrDefault(one.guardrail().id(), Set.of()), decisions.getOrDefault(one.guardrail().id(), List.of()),
                excepted.getOrDefault(one.guardrail().id(), 0L))).toList();
    }

    private static String name(Field field) {
        return field.isTold() || field.isKept() ? field.read() : field.text();
    }

    private static DryRunReport.Coverage of(Reading one, StepCounts counts, Judgements judgements, Set<StepId> skipped, List<DryRunDecision> decisions, long excepted) {
        Guardrail guardrail = one.guardrail();
        Set<Operation> operations = guardrail.operations();
        long applicable = 0;
        long evaluated = 0;
        Map<String, Long> missing = new TreeMap<>();
        for (Operation operation : operations) {
            applicable += counts.steps(operation);
            evaluated += counts.judged(operation);
            for (Field field : one.fields()) {
                long without = counts.without(operation, field);
                if (without > 0) {
                    missing.merge(name(field), without, Long::sum);
                }
            }
        }
        if (guardrail.stage() != null) {
            long[] off = new long[1];
            judgements.forEachJudged(step -> {
                if (operations.contains(step.operation()) && guardrail.degree(step) == Degree.OFF) {
                    off[0]++;
                    one.fields().stream().filter(field -> step.facts().get(field) == null).forEach(field -> missing.computeIfPresent(name(field), (name, steps) -> steps == 1 ? null : steps - 1));
                }
            });
            applicable -= off[0];
            evaluated -= off[0];
        }
        for (StepId step : skipped) {
            evaluated -= judgements.evaluation(step) != null && operations.contains(judgements.step(step).operation()) ? 1 : 0;
        }
        long matched = decisions.stream().filter(decision -> !skipped.contains(decision.step())).count();
        return new DryRunReport.Coverage(guardrail.id(), applicable, evaluated, matched, excepted, missing);
    }
}
