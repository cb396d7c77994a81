package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.RunGuard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks what the guardrails of a bundle say of recorded runs. Pure: nothing is called and nothing is changed. Safe for any thread.
 *
 * <p>A guardrail sees of a step what stood before its effect, here as live: neither results of the step itself nor attributes of the run nor verdicts and
 * labels that came with an import.
 */
public final class DryRun {

    /** Why a step is not judged as live. */
    static final String NOTHING_DECIDED = "nothing was decided on this step when it was recorded; leave out --as-live to decide on the whole path";

    private final DryRunMode mode;
    private final AsLiveReplay asLive;
    private final WholePathReplay wholePath;
    private final BareReplay bare;
    private final CoverageCount coverage;
    private final Set<Operation> operations = EnumSet.noneOf(Operation.class);

    /** A dry run. What the bundle says of tools is read on the whole path only: as live a step keeps what was found then. */
    public DryRun(Bundle bundle, DryRunMode mode) {
        this.mode = mode;
        asLive = new AsLiveReplay(bundle);
        wholePath = new WholePathReplay(bundle);
        bare = new BareReplay(bundle);
        coverage = new CoverageCount(bundle);
        bundle.guardrails().forEach(guardrail -> operations.addAll(guardrail.operations()));
    }

    /** Decisions on one run. */
    public RunDryRun dryRun(RecordedRun run) {
        return collect(run, Judgements.of(judge(run, Onlooker.NONE)));
    }

    /** A report on one run; {@link DryRunReports#merge} puts several together. */
    public DryRunReport report(RecordedRun run) {
        return report(run, Onlooker.NONE);
    }

    /** As {@link #report(RecordedRun)}, and measures meanwhile what its guardrails cost. */
    public DryRunReport report(RecordedRun run, CostSamples costs) {
        return report(run, onlooker(costs));
    }

    private DryRunReport report(RecordedRun run, Onlooker onlooker) {
        return isSilent(run) ? silent(run.run(), run.steps().size()) : report(run, judged(run, null, onlooker));
    }

    /** As {@link #report(RecordedRun, CostSamples)}, of a run whose steps tell all on their records alone; null where its path has to be walked, which {@link #see} does once for several. */
    public DryRunReport reportBare(RecordedRun run, CostSamples costs) {
        if (isSilent(run)) {
            return silent(run.run(), run.steps().size());
        }
        Judgements judged = mode == DryRunMode.WHOLE_PATH ? bare.judge(run, onlooker(costs)) : null;
        return judged == null ? null : report(run, judged);
    }

    private static Onlooker onlooker(CostSamples costs) {
        return costs == null ? Onlooker.NONE : costs::decided;
    }

    /** A run as both see it, where what they can see in it is the same; null where it is not, or where at least one of them need not walk its path. */
    public static SeenRun seenBy(DryRun one, DryRun other, RecordedRun run) {
        if (one.mode != DryRunMode.WHOLE_PATH || other.mode != DryRunMode.WHOLE_PATH || !one.wholePath.canKeep() || !other.wholePath.canKeep() || !one.isWalked(run) || !other.isWalked(run)) {
            return null;
        }
        SeenRun seen = one.wholePath.see(run, other.wholePath.traced());
        return other.isSeen(seen) ? seen : null;
    }

    private boolean isWalked(RecordedRun run) {
        return !isSilent(run) && bare.judge(run, Onlooker.NONE) == null;
    }

    /** A run with what this dry run finds in it, for {@link #report(SeenRun)} of this dry run and others; null where it decides on something else than that, as live or on what is new of agents. */
    public SeenRun see(RecordedRun run) {
        return mode == DryRunMode.WHOLE_PATH && wholePath.canKeep() ? wholePath.see(run, Set.of()) : null;
    }

    /** Whether what was seen of a run is all that this dry run needs. */
    public boolean isSeen(SeenRun seen) {
        return mode == DryRunMode.WHOLE_PATH && wholePath.isSeenFor(seen);
    }

    /**
     * As {@link #report(RecordedRun)}, of a run of which all that is needed {@link #isSeen was seen}: the same report in a fraction of the time.
     *
     * @throws IllegalArgumentException if more is needed
     */
    public DryRunReport report(SeenRun seen) {
        return report(seen, Onlooker.NONE);
    }

    /** As {@link #report(SeenRun)}, and measures meanwhile what its guardrails cost. */
    public DryRunReport report(SeenRun seen, CostSamples costs) {
        return report(seen, onlooker(costs));
    }

    private DryRunReport report(SeenRun seen, Onlooker onlooker) {
        if (!isSeen(seen)) {
            throw new IllegalArgumentException("what was seen of run " + seen.run().run().id() + " is not all that is asked for");
        }
        return isSilent(seen.run()) ? silent(seen.run().run(), seen.run().steps().size()) : report(seen.run(), judge(seen, onlooker));
    }

    /** The operations that any guardrail is for. */
    public Set<Operation> operations() {
        return Collections.unmodifiableSet(operations);
    }

    /** Whether what it says of a run that has no step of {@link #operations} is told without its steps: no guardrail is asked then. As live, verdicts that are in no bundle are repeated from them. */
    public boolean canTellSilent() {
        return mode == DryRunMode.WHOLE_PATH;
    }

    /** The report on a run that has no step of {@link #operations}, which is the same as with its steps. */
    public DryRunReport silent(Run run, int steps) {
        RunDryRun nothing = new RunDryRun(run, steps, List.of(), List.of(), List.of(), Aftermath.NONE);
        return DryRunReports.of(coverage.nothing(), nothing);
    }

    private boolean isSilent(RecordedRun run) {
        return canTellSilent() && run.steps().stream().noneMatch(step -> operations.contains(step.operation()));
    }

    /** A report on one run of which this dry run has made the judgements. */
    DryRunReport report(RecordedRun run, Judgements judgements) {
        RunDryRun dried = collect(run, judgements);
        return DryRunReports.of(coverage.of(dried, judgements), dried);
    }

    /**
     * What it comes to in a run, the shortest way.
     *
     * @param seen what was seen of it; null where nothing was
     */
    Judgements judged(RecordedRun run, SeenRun seen, Onlooker onlooker) {
        if (seen != null) {
            return judge(seen, onlooker);
        }
        Judgements told = mode == DryRunMode.WHOLE_PATH ? bare.judge(run, onlooker) : null;
        return told != null ? told : Judgements.of(judge(run, onlooker));
    }

    Judgements judge(SeenRun seen, Onlooker onlooker) {
        return wholePath.judge(seen, onlooker);
    }

    /** A judgement per step, of a run that is gone through from step to step. */
    Map<StepId, Judgement> judge(RecordedRun run, Onlooker onlooker) {
        return mode == DryRunMode.AS_LIVE ? asLive.judge(run, onlooker) : wholePath.judge(run, onlooker);
    }

    static RunDryRun collect(RecordedRun run, Judgements judgements) {
        if (judgements.isSilent()) {
            return new RunDryRun(run.run(), run.steps().size(), List.of(), List.of(), List.of(), Aftermath.NONE);
        }
        List<DryRunDecision> decisions = new ArrayList<>();
        List<DryRunDecision> excepted = new ArrayList<>();
        List<RunDryRun.Skipped> skipped = new ArrayList<>();
        int[] ordinals = new int[Operation.values().length];
        for (RecordedStep step : run.steps()) {
            int ordinal = ordinals[step.operation().ordinal()]++;
            Evaluation evaluation = judgements.evaluation(step.id());
            if (evaluation == null) {
                skipped.add(new RunDryRun.Skipped(step.id(), RunGuard.EVERY_GUARDRAIL, NOTHING_DECIDED));
                continue;
            }
            for (Verdict verdict : evaluation.verdicts()) {
                (verdict.action() == Action.ALLOW ? excepted : decisions).add(new DryRunDecision(step.id(), step.operation(), ordinal, step.step().name(), verdict));
            }
            for (Decision.NotEvaluated notEvaluated : evaluation.notEvaluated()) {
                skipped.add(new RunDryRun.Skipped(step.id(), notEvaluated.guardrail(), notEvaluated.reason()));
            }
        }
        return new RunDryRun(run.run(), run.steps().size(), decisions, excepted, skipped, StopFollowing.of(run, decisions, judgements));
    }
}
