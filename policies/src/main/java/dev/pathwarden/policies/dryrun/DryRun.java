package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.RunGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks what the guardrails of a bundle say of recorded runs. Pure: nothing is called and nothing is changed. Safe for any thread.
 *
 * <p>A guardrail sees of a step what stood before its effect, here as live: neither results of the step itself nor attributes of the run nor verdicts and
 * labels that came with an import.
 */
public final class DryRun {

    /** Why a step is not judged as live. */
    static final String NOTHING_DECIDED = "nothing was decided on this step when it was recorded; leave out --as-live to decide on the whole path";

    private final Bundle bundle;
    private final DryRunMode mode;
    private final AsLiveReplay asLive;
    private final WholePathReplay wholePath;

    /** A dry run. What the bundle says of tools is read on the whole path only: as live a step keeps what was found then. */
    public DryRun(Bundle bundle, DryRunMode mode) {
        this.bundle = bundle;
        this.mode = mode;
        asLive = new AsLiveReplay(bundle);
        wholePath = new WholePathReplay(bundle);
    }

    /** Decisions on one run. */
    public RunDryRun dryRun(RecordedRun run) {
        return collect(run, judge(run, Onlooker.NONE));
    }

    /** A report on one run; {@link DryRunReports#merge} puts several together. */
    public DryRunReport report(RecordedRun run) {
        return report(run, judge(run, Onlooker.NONE));
    }

    /** A report on one run of which this dry run has made the judgements. */
    DryRunReport report(RecordedRun run, Map<StepId, Judgement> judgements) {
        return DryRunReports.of(bundle, collect(run, judgements), judgements);
    }

    /** A judgement per step. */
    Map<StepId, Judgement> judge(RecordedRun run, Onlooker onlooker) {
        return mode == DryRunMode.AS_LIVE ? asLive.judge(run, onlooker) : wholePath.judge(run, onlooker);
    }

    static RunDryRun collect(RecordedRun run, Map<StepId, Judgement> judgements) {
        List<DryRunDecision> decisions = new ArrayList<>();
        List<DryRunDecision> excepted = new ArrayList<>();
        List<RunDryRun.Skipped> skipped = new ArrayList<>();
        int[] ordinals = new int[Operation.values().length];
        for (RecordedStep step : run.steps()) {
            int ordinal = ordinals[step.operation().ordinal()]++;
            Judgement judgement = judgements.get(step.id());
            if (judgement.evaluation() == null) {
                skipped.add(new RunDryRun.Skipped(step.id(), RunGuard.EVERY_GUARDRAIL, NOTHING_DECIDED));
                continue;
            }
            for (Verdict verdict : judgement.evaluation().verdicts()) {
                (verdict.action() == Action.ALLOW ? excepted : decisions).add(new DryRunDecision(step.id(), step.operation(), ordinal, step.step().name(), verdict));
            }
            for (Decision.NotEvaluated notEvaluated : judgement.evaluation().notEvaluated()) {
                skipped.add(new RunDryRun.Skipped(step.id(), notEvaluated.guardrail(), notEvaluated.reason()));
            }
        }
        return new RunDryRun(run.run(), run.steps().size(), decisions, excepted, skipped, StopFollowing.of(run, decisions, judgements));
    }
}
