package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.Evaluation;
import java.util.Map;
import java.util.function.Consumer;

/** What a dry run came to in a run, step by step. */
interface Judgements {

    /** What the guardrails said of a step of the run; null where it could not be judged at all. */
    Evaluation evaluation(StepId step);

    /** The step with the facts and links it was judged on. */
    Step step(StepId step);

    /** Whether nothing was said of any step, and each could be judged. */
    boolean isSilent();

    /** Shows each step that could be judged, as it was judged on. */
    void forEachJudged(Consumer<Step> each);

    /** Counts the steps by operation. */
    StepCounts counts();

    /** What is known of each step for itself. */
    static Judgements of(Map<StepId, Judgement> judgements) {
        return new Judgements() {
            @Override
            public Evaluation evaluation(StepId step) {
                return judgements.get(step).evaluation();
            }

            @Override
            public Step step(StepId step) {
                return judgements.get(step).step();
            }

            @Override
            public boolean isSilent() {
                return judgements.values().stream().allMatch(judgement -> judgement.evaluation() == Evaluation.NONE);
            }

            @Override
            public void forEachJudged(Consumer<Step> each) {
                judgements.values().stream().filter(judgement -> judgement.evaluation() != null).forEach(judgement -> each.accept(judgement.step()));
            }

            @Override
            public StepCounts counts() {
                StepCounts counts = new StepCounts();
                judgements.values().forEach(judgement -> counts.add(judgement.step(), judgement.evaluation() != null));
                return counts;
            }
        };
    }
}
