package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.BuiltInGuardrails;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.PathMemory;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.Recall;
import dev.pathwarden.policies.engine.RunGuard;
import dev.pathwarden.policies.target.PathFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides every step again on what was known then: process by process, in the order of the tickets, under the mode that was forced then. Verdicts of
 * {@link BuiltInGuardrails} are in no bundle and are repeated from the record, and so are those on a step that went on without some of its words, under the guardrails that decided it then:
 * the words that they were made on are gone. What guardrails read of the run is on record where they read it; where others ask for more, it is counted anew in what is on record, which of a step that ended
 * several times is the last end. Operators over earlier steps begin anew where live the bundle was put in force.
 */
final class AsLiveReplay {

    private final String bundle;
    private final PolicyEngine unforced;
    private final Map<Mode, PolicyEngine> forced = new HashMap<>();

    AsLiveReplay(Bundle bundle) {
        this.bundle = bundle.hash();
        unforced = new PolicyEngine(bundle, null);
        for (Mode mode : Mode.values()) {
            forced.put(mode, new PolicyEngine(bundle, mode));
        }
    }

    /** A judgement per step; one without an evaluation for each step that nothing was decided on when it was recorded. */
    Map<StepId, Judgement> judge(RecordedRun run, Onlooker onlooker) {
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
            RecordedSignals signals = new RecordedSignals(run.run().user(), process);
            PathMemory memory = new PathMemory();
            String inForce = "";
            for (RecordedStep step : process) {
                facts.at(step.decision());
                // As live: what operators over earlier steps had come to ended with the bundle before.
                memory = step.decision().bundle().equals(bundle) && !inForce.equals(bundle) ? new PathMemory() : memory;
                inForce = step.decision().bundle();
                PolicyEngine engine = step.decision().forced() == null ? unforced : forced.get(step.decision().forced());
                Recall recall = memory.recall(engine);
                Step seen = seen(step, engine, signals, facts);
                judgements.put(step.id(), new Judgement(seen, withBuiltIn(step.decision(), underBundle(engine, seen, step.decision(), facts, recall, onlooker))));
                facts.decided(step.operation());
                signals.decided(step);
                recall.join(facts.steps());
            }
        }
        return judgements;
    }

    /** The step as the guardrails see it: what they asked for when they decided it is on record, and nothing is added to that. */
    private Step seen(RecordedStep step, PolicyEngine engine, RecordedSignals signals, RecordedFacts facts) {
        Step told = signals.seen(step, engine, facts);
        return step.decision().bundle().equals(bundle) ? told : facts.seen(told, engine.asked(step.operation()), engine.tools());
    }

    /** With the built-in verdicts last, as the recorder put them. */
    private static Evaluation withBuiltIn(Decision decision, Evaluation evaluation) {
        if (decision.verdicts().isEmpty()) {
            return evaluation;
        }
        List<Verdict> builtIn = decision.verdicts().stream().filter(verdict -> BuiltInGuardrails.contains(verdict.guardrail())).toList();
        if (builtIn.isEmpty()) {
            return evaluation;
        }
        List<Verdict> verdicts = new ArrayList<>(evaluation.verdicts());
        verdicts.addAll(builtIn);
        return new Evaluation(verdicts, evaluation.notEvaluated());
    }

    private static Evaluation underBundle(PolicyEngine engine, Step step, Decision decision, PathFacts facts, Recall recall, Onlooker onlooker) {
        if (decision.redacts() && decision.bundle().equals(engine.bundle().hash())) {
            engine.note(step, facts, recall, decision.verdicts());
            return new Evaluation(decision.verdicts().stream().filter(verdict -> !BuiltInGuardrails.contains(verdict.guardrail())).toList(), decision.notEvaluated());
        }
        for (Decision.NotEvaluated notEvaluated : decision.notEvaluated()) {
            if (notEvaluated.guardrail().equals(RunGuard.EVERY_GUARDRAIL)) {
                return RunGuard.evaluateFaulty(engine, step, facts, recall, notEvaluated.reason());
            }
        }
        onlooker.decided(engine, step, facts, recall);
        return engine.evaluate(step, facts, recall);
    }
}
