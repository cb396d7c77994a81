package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.RunGuard;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Decides the steps of runs that were seen before, and asks only those guardrails anew that were not asked of them lately. Safe for any thread. */
final class KeptReplay {

    /** Decides all steps of a seen run under an engine; steps of which nothing is said are left out. */
    @FunctionalInterface
    interface Decider {
        Map<StepId, Evaluation> decide(PolicyEngine engine, SeenRun seen);
    }

    private final PolicyEngine whole;
    private final List<Guardrail> guardrails;
    /** What each guardrail is known by: the hash of all that it says. */
    private final List<String> names;
    private final boolean apart;
    private final Map<BitSet, PolicyEngine> parts = new ConcurrentHashMap<>();

    KeptReplay(PolicyEngine engine) {
        whole = engine;
        guardrails = engine.bundle().guardrails();
        names = guardrails.stream().map(guardrail -> Bundle.of(List.of(guardrail)).hash()).toList();
        // Words that one takes out are then gone for what others remember of the step.
        apart = guardrails.stream().allMatch(guardrail -> guardrail.operators().isEmpty()) || guardrails.stream().noneMatch(guardrail -> guardrail.action() == Action.REDACT);
    }

    /** Whether each guardrail says the same without the others, of each step of the run. */
    boolean canAskApart(SeenRun seen) {
        return apart && seen.isDistinct();
    }

    /** What the guardrails say of the run, by step. */
    Map<StepId, Evaluation> decide(SeenRun seen, Decider decider) {
        Map<String, Map<StepId, SaidBefore.OfStep>> said = seen.said().of(names);
        BitSet unknown = new BitSet(names.size());
        for (int i = 0; i < names.size(); i++) {
            unknown.set(i, !said.containsKey(names.get(i)));
        }
        if (!unknown.isEmpty()) {
            Map<String, Map<StepId, SaidBefore.OfStep>> anew = byGuardrail(decider.decide(part(unknown), seen));
            unknown.stream().forEach(i -> {
                Map<StepId, SaidBefore.OfStep> one = anew.getOrDefault(guardrails.get(i).id(), Map.of());
                said.put(names.get(i), one);
                seen.said().keep(names.get(i), one);
            });
        }
        return together(seen, said);
    }

    private PolicyEngine part(BitSet unknown) {
        return unknown.cardinality() == guardrails.size() ? whole : parts.computeIfAbsent(unknown, which -> new PolicyEngine(Bundle.of(which.stream().mapToObj(guardrails::get).toList()), null));
    }

    private static Map<String, Map<StepId, SaidBefore.OfStep>> byGuardrail(Map<StepId, Evaluation> evaluations) {
        Map<String, Map<StepId, SaidBefore.OfStep>> said = new HashMap<>();
        evaluations.forEach((step, evaluation) -> {
            for (Verdict verdict : evaluation.verdicts()) {
                said.computeIfAbsent(verdict.guardrail(), unread -> new HashMap<>()).put(step, new SaidBefore.OfStep(verdict, null));
            }
            for (Decision.NotEvaluated silent : evaluation.notEvaluated()) {
                said.computeIfAbsent(silent.guardrail(), unread -> new HashMap<>()).merge(step, new SaidBefore.OfStep(null, silent.reason()), (verdict, reason) -> new SaidBefore.OfStep(verdict.verdict(), reason.reason()));
            }
        });
        return said;
    }

    /** In the order in which the set has them; that a step could not be looked at comes last. */
    private Map<StepId, Evaluation> together(SeenRun seen, Map<String, Map<StepId, SaidBefore.OfStep>> said) {
        Map<StepId, List<Verdict>> verdicts = new LinkedHashMap<>();
        Map<StepId, List<Decision.NotEvaluated>> silent = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String id = guardrails.get(i).id();
            said.get(names.get(i)).forEach((step, one) -> {
                List<Verdict> here = verdicts.computeIfAbsent(step, unread -> new ArrayList<>(1));
                if (one.verdict() != null) {
                    here.add(one.verdict());
                }
                if (one.reason() != null) {
                    silent.computeIfAbsent(step, unread -> new ArrayList<>(1)).add(new Decision.NotEvaluated(id, one.reason()));
                }
            });
        }
        for (SeenRun.Moment moment : seen.moments()) {
            if (moment.fault() != null) {
                verdicts.computeIfAbsent(moment.step().id(), unread -> List.of());
                silent.computeIfAbsent(moment.step().id(), unread -> new ArrayList<>(1)).add(new Decision.NotEvaluated(RunGuard.EVERY_GUARDRAIL, moment.fault()));
            }
        }
        Map<StepId, Evaluation> evaluations = new HashMap<>(2 * verdicts.size());
        verdicts.forEach((step, here) -> evaluations.put(step, new Evaluation(here, silent.getOrDefault(step, List.of()))));
        return evaluations;
    }
}
