package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.FirstLook;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.PathMemory;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.target.PathFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * Decides the steps of a run on their records alone, where that is the same as deciding them on the whole path: most guardrails are for few steps, and finding labels and sources for all of them is most of a dry run's work.
 *
 * <p>A guardrail that reads nothing but the record is decided. Of any other it is asked whether it may say something at all. Where one may, or a step is stopped so that what hung on it is to be found, the path has to be walked.
 */
final class BareReplay {

    private static final Operation[] OPERATIONS = Operation.values();
    private static final FirstLook[] NONE = {};
    /** For guardrails that do not read it. */
    private static final PathFacts NO_PATH = new PathFacts() {
        @Override
        public SortedSet<String> labels() {
            return Collections.emptySortedSet();
        }

        @Override
        public long steps() {
            return 0;
        }

        @Override
        public long count(Operation operation) {
            return 0;
        }

        @Override
        public Set<String> provenance(Step of) {
            return Set.of();
        }
    };

    private final PolicyEngine decided;
    /** Per operation, looks for guardrails that read the path. */
    private final FirstLook[][] asked = new FirstLook[OPERATIONS.length][];
    /** Per operation, whether a guardrail for it needs the path whatever stands in the step. */
    private final boolean[] walked = new boolean[OPERATIONS.length];

    BareReplay(Bundle bundle) {
        List<Guardrail> enough = new ArrayList<>();
        Map<Operation, List<FirstLook>> looks = new HashMap<>();
        for (Guardrail guardrail : bundle.guardrails()) {
            FirstLook look = FirstLook.of(guardrail);
            if (look.isEnough()) {
                enough.add(guardrail);
            }
            for (Operation operation : guardrail.operations()) {
                walked[operation.ordinal()] |= !look.isEnough() && !look.tellsCoverage();
                if (!look.isEnough()) {
                    looks.computeIfAbsent(operation, unread -> new ArrayList<>()).add(look);
                }
            }
        }
        decided = new PolicyEngine(Bundle.of(enough), null);
        for (Operation operation : OPERATIONS) {
            asked[operation.ordinal()] = looks.getOrDefault(operation, List.of()).toArray(NONE);
        }
    }

    /** What the guardrails come to in a run; null where its path has to be walked for that. */
    Judgements judge(RecordedRun run, Onlooker onlooker) {
        for (RecordedStep recorded : run.steps()) {
            if (isWalkedFor(recorded)) {
                return null;
            }
        }
        Map<StepId, Step> byId = new HashMap<>(2 * run.steps().size());
        Map<StepId, Evaluation> said = new HashMap<>();
        for (RecordedStep recorded : run.steps()) {
            Step step = recorded.step();
            if (byId.put(step.id(), step) != null) {
                // Two steps with one id are only in a recording that was made to confuse.
                return null;
            }
            if (decided.applies(step.operation())) {
                Evaluation evaluation = decided.evaluate(step, NO_PATH);
                if (stops(evaluation, step.operation())) {
                    return null;
                }
                if (evaluation != Evaluation.NONE) {
                    said.put(step.id(), evaluation);
                }
            }
        }
        show(run, onlooker);
        return new Bare(byId, said);
    }

    /** Once it is sure that they are not walked: each is shown once. */
    private void show(RecordedRun run, Onlooker onlooker) {
        if (onlooker != Onlooker.NONE) {
            PathMemory memory = new PathMemory();
            for (RecordedStep recorded : run.steps()) {
                if (decided.applies(recorded.operation())) {
                    onlooker.decided(decided, recorded.step(), NO_PATH, memory.recall(decided));
                }
            }
        }
    }

    private boolean isWalkedFor(RecordedStep recorded) {
        int operation = recorded.operation().ordinal();
        if (walked[operation]) {
            return true;
        }
        for (FirstLook look : asked[operation]) {
            if (look.mayMatter(recorded.step())) {
                return true;
            }
        }
        return false;
    }

    private static boolean stops(Evaluation evaluation, Operation operation) {
        for (Verdict verdict : evaluation.verdicts()) {
            if (Stops.stops(verdict.action(), operation)) {
                return true;
            }
        }
        return false;
    }

    /** Judgements of steps as they are on record, of which few have anything said of them. */
    private record Bare(Map<StepId, Step> steps, Map<StepId, Evaluation> said) implements Judgements {

        @Override
        public Evaluation evaluation(StepId step) {
            return said.getOrDefault(step, Evaluation.NONE);
        }

        @Override
        public Step step(StepId step) {
            return steps.get(step);
        }

        @Override
        public boolean isSilent() {
            return said.isEmpty();
        }

        @Override
        public void forEachJudged(Consumer<Step> each) {
            steps.values().forEach(each);
        }

        @Override
        public StepCounts counts() {
            StepCounts counts = new StepCounts();
            steps.values().forEach(step -> counts.add(step, true));
            return counts;
        }
    }
}
