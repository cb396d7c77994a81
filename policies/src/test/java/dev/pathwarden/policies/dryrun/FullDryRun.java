package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.policies.engine.Bundle;
import java.util.List;

/** A dry run that goes through every step of every run, to compare shorter ways with. */
public final class FullDryRun {

    private FullDryRun() {
    }

    /** The report on these runs. */
    public static DryRunReport of(Bundle bundle, DryRunMode mode, List<RecordedRun> runs) {
        DryRun dryRun = new DryRun(bundle, mode);
        return DryRunReports.merge(runs.stream().map(run -> dryRun.report(run, Judgements.of(dryRun.judge(run, Onlooker.NONE)))).toList());
    }
}
