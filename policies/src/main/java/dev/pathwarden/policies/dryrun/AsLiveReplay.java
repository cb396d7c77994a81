package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.BuiltInGuardrails;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.RunGuard;
import dev.pathwarden.policies.trust.PathFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides every step again on what was known then: process by process, in the order of the tickets, under the mode that was forced then. Verdicts of
 * {@link BuiltInGuardrails} are in no bundle and are repeated from the record, and so are those on a step that went on without some of its words, under the guardrails that decided it then:
 * the words that they were made on are gone.
 */
final class AsLiveReplay {

    private final PolicyEngine unforced;
    private final Map<Mode, PolicyEngine> forced = new HashMap<>();

    AsLiveReplay(Bundle bundle) {
        unforced = new PolicyEngine(bundle, null);
        for (Mode mode : Mode.values()) {
            forced.put(mode, new PolicyEngine(bundle, mode));
        }
    }

    /** A judgement per step; one without an evaluation for each step that nothing was decided on when it was recorded. */
    Map<StepId, Judgement> judge(RecordedRun run) {
        Map<StepId, RecordedStep> byId = new HashMap<>();
        Map<Long, List<RecordedStep>> byProcess = new HashMap<>();
        Map<StepId, Judgement> judgements = new HashMap<>();
        for (RecordedStep step : run.steps()) {
            byId.put(step.id(), step);
            if (step.decision() == null) {
                judgements.put(step.id(), new Judgement(step.step(), null));
            } else {
                byProcess.computeIfAbsent(step.step().pid(), pid -> new ArrayList<>()).add(step);
            }
        }
        for (List<RecordedStep> process : byProcess.values()) {
            process.sort(Comparator.comparingLong(step -> step.decision().ticket()));
            RecordedFacts facts = new RecordedFacts(byId);
            for (RecordedStep step : process) {
                facts.at(step.decision());
                judgements.put(step.id(), new Judgement(step.step(), evaluate(step, facts)));
                facts.decided(step.operation());
            }
        }
        return judgements;
    }

    private Evaluation evaluate(RecordedStep step, PathFacts facts) {
        return withBuiltIn(step.decision(), underBundle(step, facts));
    }

    /** With the built-in verdicts last, as the recorder put them. */
    private static Evaluation withBuiltIn(Decision decision, Evaluation evaluation) {
        List<Verdict> builtIn = decision.verdicts().stream().filter(verdict -> BuiltInGuardrails.contains(verdict.guardrail())).toList();
        if (builtIn.isEmpty()) {
            return evaluation;
        }
        List<Verdict> verdicts = new ArrayList<>(evaluation.verdicts());
        verdicts.addAll(builtIn);
        return new Evaluation(verdicts, evaluation.notEvaluated());
    }

    private Evaluation underBundle(RecordedStep step, PathFacts facts) {
        Decision decision = step.decision();
        PolicyEngine engine = decision.forced() == null ? unforced : forced.get(decision.forced());
        if (decision.redacts() && decision.bundle().equals(engine.bundle().hash())) {
            return new Evaluation(decision.verdicts().stream().filter(verdict -> !BuiltInGuardrails.contains(verdict.guardrail())).toList(), decision.notEvaluated());
        }
        for (Decision.NotEvaluated notEvaluated : decision.notEvaluated()) {
            if (notEvaluated.guardrail().equals(RunGuard.EVERY_GUARDRAIL)) {
                return RunGuard.evaluateFaulty(engine, step.step(), facts, notEvaluated.reason());
            }
        }
        return engine.evaluate(step.step(), facts);
    }
}
