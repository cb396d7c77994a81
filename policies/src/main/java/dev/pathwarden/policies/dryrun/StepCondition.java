package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.PathMemory;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.Recall;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A condition on recorded steps, as {@code StepConditionCompiler} compiles it. It reads what is on record, nothing is found anew: labels, links and counts as they were when a step was decided, and what came of it. Of steps
 * that came with an import, and that nothing was decided on, labels on the path are those of the steps before. Pure and safe for any thread.
 *
 * <p>Operators over earlier steps look at those of the whole run, in the order they were decided, whatever their process.
 */
public final class StepCondition {

    private static final PolicyEngine NOTHING = new PolicyEngine(Bundle.of(List.of()), null);

    private final PolicyEngine engine;
    private final boolean remembers;
    private final Expr expr;

    /**
     * A condition.
     *
     * @param bundle the one guardrail that it was compiled to
     */
    public StepCondition(Bundle bundle) {
        if (bundle.guardrails().size() != 1) {
            throw new IllegalArgumentException("a condition is one guardrail, not " + bundle.guardrails().size());
        }
        engine = new PolicyEngine(bundle, null);
        remembers = !bundle.guardrails().get(0).operators().isEmpty();
        expr = bundle.guardrails().get(0).when().expr();
    }

    /** The condition as a tree. */
    public Expr expr() {
        return expr;
    }

    /** The steps of a run that meet it. A million steps of a snapshot take some 8 s with reading them ({@code docs/benchmarks.md}). */
    public MetSteps of(RecordedRun run) {
        BitSet all = new BitSet(run.steps().size());
        all.set(0, run.steps().size());
        return of(run, all);
    }

    /**
     * Those of some steps of a run that meet it. Where it has operators over earlier steps, these look at all of them.
     *
     * @param among places of the steps that are asked, from 0
     */
    public MetSteps of(RecordedRun run, BitSet among) {
        Map<StepId, Integer> places = new HashMap<>();
        Map<StepId, RecordedStep> byId = new HashMap<>();
        Map<Long, List<RecordedStep>> byProcess = new HashMap<>();
        List<RecordedStep> all = DecidedSteps.of(run.steps());
        for (int i = 0; i < all.size(); i++) {
            RecordedStep step = all.get(i);
            places.put(step.id(), i);
            byId.put(step.id(), step);
            byProcess.computeIfAbsent(step.step().pid(), pid -> new ArrayList<>()).add(step);
        }
        Map<Long, Walk> walks = new HashMap<>();
        byProcess.forEach((pid, process) -> walks.put(pid, new Walk(new RecordedFacts(byId), new RecordedSignals(run.run().user(), process))));
        List<RecordedStep> order = new ArrayList<>(all);
        order.sort(Comparator.comparingInt(RecordedStep::decidedAt));
        PathMemory memory = new PathMemory();
        BitSet met = new BitSet(all.size());
        Map<String, Integer> notEvaluated = new HashMap<>();
        long place = 0;
        for (RecordedStep step : order) {
            Walk walk = walks.get(step.step().pid());
            boolean asked = among.get(places.get(step.id()));
            if (!asked && !remembers) {
                walk.pass(step);
                continue;
            }
            Recall recall = memory.recall(engine);
            Evaluation evaluation = walk.evaluate(engine, run, step, recall);
            if (asked && !evaluation.verdicts().isEmpty()) {
                met.set(places.get(step.id()));
            }
            for (Decision.NotEvaluated silent : asked ? evaluation.notEvaluated() : List.<Decision.NotEvaluated>of()) {
                notEvaluated.merge(silent.reason(), 1, Integer::sum);
            }
            recall.join(++place);
        }
        return new MetSteps(met, notEvaluated);
    }

    /** What one process knew of the path. */
    private record Walk(RecordedFacts facts, RecordedSignals signals) {

        Evaluation evaluate(PolicyEngine engine, RecordedRun run, RecordedStep step, Recall recall) {
            facts.at(step.decision());
            Step told = signals.seen(step, engine, facts);
            Step seen = ended(facts.seen(told, engine.asked(step.operation()), engine.tools()), step.outcome());
            Evaluation evaluation = engine.evaluate(seen, new EndedPath(facts, run.run(), step), recall);
            facts.decided(step.operation());
            signals.decided(step);
            return evaluation;
        }

        /** Lets a step join that nothing is asked of. */
        void pass(RecordedStep step) {
            facts.at(step.decision());
            signals.seen(step, NOTHING, facts);
            facts.decided(step.operation());
            signals.decided(step);
        }

        /** The step with the facts of its end. */
        private static Step ended(Step step, Outcome outcome) {
            if (outcome == null || outcome.facts().size() == 0) {
                return step;
            }
            Step.Builder ended = step.toBuilder();
            Facts facts = outcome.facts();
            facts.forEach(ended::fact);
            return ended.build();
        }
    }
}
