package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Evaluation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks which steps of recorded runs two guardrail sets decide differently, and what makes the difference. Pure, as a {@link DryRun} is. Safe for any thread.
 *
 * <p>The path of a run is walked once for both sets where they can see the same in it. Where there is something to explain, each is asked once more: its clauses are looked at on the path as that set saw it.
 */
public final class Comparison {

    private final ComparedSet before;
    private final ComparedSet after;

    /**
     * A comparison.
     *
     * @param before the set that is compared with
     * @param after the set that is tried
     */
    public Comparison(Bundle before, Bundle after, DryRunMode mode) {
        this.before = new ComparedSet(before, mode);
        this.after = new ComparedSet(after, mode);
    }

    /**
     * What came of comparing on one run.
     *
     * @param before the dry run of the set that is compared with
     * @param after the dry run of the set that is tried
     * @param flips every step for which the two ask for different actions, in path order
     */
    public record Result(DryRunReport before, DryRunReport after, List<Flip> flips) {
        public Result {
            flips = List.copyOf(flips);
        }
    }

    /** Compares on one run. */
    public Result compare(RecordedRun run) {
        return compare(run, Onlooker.NONE, Onlooker.NONE);
    }

    /**
     * As {@link #compare(RecordedRun)}, and measures meanwhile what guardrails cost.
     *
     * @param costBefore takes what those of the set that is compared with cost
     * @param costNow takes what those of the set that is tried cost
     */
    public Result compare(RecordedRun run, CostSamples costBefore, CostSamples costNow) {
        return compare(run, costBefore::decided, costNow::decided);
    }

    private Result compare(RecordedRun run, Onlooker onBefore, Onlooker onNow) {
        SeenRun seen = DryRun.seenBy(before.dryRun(), after.dryRun(), run);
        Judgements then = before.dryRun().judged(run, seen, onBefore);
        Judgements now = after.dryRun().judged(run, seen, onNow);
        Map<StepId, Set<String>> guardrails = new HashMap<>();
        for (RecordedStep step : run.steps()) {
            Evaluation was = evaluation(then, step);
            Evaluation is = evaluation(now, step);
            if (asked(was) != asked(is)) {
                guardrails.put(step.id(), deciding(was, is));
            }
        }
        return new Result(before.dryRun().report(run, then), after.dryRun().report(run, now), guardrails.isEmpty() ? List.of() : flips(run, seen, then, now, guardrails));
    }

    private List<Flip> flips(RecordedRun run, SeenRun seen, Judgements then, Judgements now, Map<StepId, Set<String>> guardrails) {
        ComparedSet.Explained old = before.explain(run, seen, then, guardrails);
        ComparedSet.Explained fresh = after.explain(run, seen, now, guardrails);
        List<Flip> flips = new ArrayList<>();
        Map<Operation, Integer> ordinals = new EnumMap<>(Operation.class);
        for (RecordedStep step : run.steps()) {
            int ordinal = ordinals.merge(step.operation(), 1, Integer::sum) - 1;
            Set<String> deciding = guardrails.get(step.id());
            if (deciding == null) {
                continue;
            }
            List<GuardrailChange> changes = deciding.stream().map(id -> new GuardrailChange(id, old.outcome(step, id), fresh.outcome(step, id))).toList();
            flips.add(new Flip(run.run().id(), step.id(), step.operation(), ordinal, step.step().name(), asked(evaluation(then, step)), asked(evaluation(now, step)), changes));
        }
        return flips;
    }

    private static Evaluation evaluation(Judgements judgements, RecordedStep step) {
        Evaluation evaluation = judgements.evaluation(step.id());
        return evaluation == null ? Evaluation.NONE : evaluation;
    }

    private static Action asked(Evaluation evaluation) {
        Action strongest = Action.ALLOW;
        for (Verdict verdict : evaluation.verdicts()) {
            strongest = verdict.action().compareTo(strongest) > 0 ? verdict.action() : strongest;
        }
        return strongest;
    }

    /** Ids of the guardrails of the set that asks for more, as far as they ask for more than the whole other set. */
    private static Set<String> deciding(Evaluation was, Evaluation is) {
        boolean more = asked(is).compareTo(asked(was)) > 0;
        Action least = asked(more ? was : is);
        Set<String> ids = new LinkedHashSet<>();
        for (Verdict verdict : (more ? is : was).verdicts()) {
            if (verdict.action().compareTo(least) > 0) {
                ids.add(verdict.guardrail());
            }
        }
        return ids;
    }
}
