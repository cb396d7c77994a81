package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.dryrun.Aftermath;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.DryRunReports;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.workbench.task.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a guardrail set over every run of a snapshot and compares what it asks for with the record or with another set. For one thread. */
final class Rehearser {

    /** More rows than this are counted, not listed. */
    private static final int MOST_HITS = 20_000;

    private final DryRun dryRun;
    /** Dry run of the set to compare with; null to compare with the record. */
    private final DryRun against;
    private final List<DryRunReport> reports = new ArrayList<>();
    private final List<Hit> hits = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final long[] changes = new long[Change.values().length];
    private long more;

    /**
     * Prepares a rehearsal.
     *
     * @param bundle the set to rehearse
     * @param against the set to compare with; null to compare with the recorded verdicts
     */
    Rehearser(Bundle bundle, Bundle against, DryRunMode mode) {
        dryRun = new DryRun(bundle, mode);
        this.against = against == null ? null : new DryRun(against, mode);
    }

    Rehearsal rehearse(Snapshot snapshot, Progress progress) {
        List<RunSummary> runs = snapshot.runs();
        for (int i = 0; i < runs.size(); i++) {
            progress.checkCancelled();
            try {
                add(snapshot.run(runs.get(i).run().id()));
            } catch (SnapshotException e) {
                unreadable.add(e.getMessage());
            }
            progress.update((i + 1.0) / runs.size());
        }
        DryRunReport report = DryRunReports.merge(reports);
        return new Rehearsal(report, hits, more, changes[Change.NEWLY_STOPPED.ordinal()], changes[Change.NO_LONGER_STOPPED.ordinal()], changes[Change.SAME.ordinal()],
                report.hanging(Aftermath.Tie.CAUSED) + report.hanging(Aftermath.Tie.FED), report.later(), unreadable);
    }

    private void add(RecordedRun run) {
        DryRunReport report = dryRun.report(run);
        reports.add(report);
        Map<StepId, Verdict> after = strongest(report.runs().getFirst());
        Map<StepId, Verdict> before = against == null ? recorded(run) : strongest(against.dryRun(run));
        Map<StepId, Aftermath.Hanging> hanging = report.runs().getFirst().aftermath().byStep();
        int place = 0;
        for (RecordedStep step : run.steps()) {
            place++;
            Verdict now = after.get(step.id());
            Verdict then = before.get(step.id());
            if (now != null || then != null) {
                Aftermath.Hanging hung = hanging.get(step.id());
                add(run, step, place, then, now, hung == null ? null : hung.tie());
            }
        }
    }

    private void add(RecordedRun run, RecordedStep step, int place, Verdict then, Verdict now, Aftermath.Tie tie) {
        Verdict telling = now != null ? now : then;
        Hit hit = new Hit(run.run(), step.id(), place, step.operation(), step.step().name(), action(then), action(now), now == null ? null : now.mode(), telling.guardrail(), telling.message(), tie);
        changes[hit.change().ordinal()]++;
        if (hits.size() < MOST_HITS) {
            hits.add(hit);
        } else {
            more++;
        }
    }

    private static Action action(Verdict verdict) {
        return verdict == null ? Action.ALLOW : verdict.action();
    }

    private static Map<StepId, Verdict> strongest(RunDryRun run) {
        Map<StepId, Verdict> strongest = new HashMap<>();
        for (DryRunDecision decision : run.decisions()) {
            strongest.merge(decision.step(), decision.verdict(), Rehearser::stronger);
        }
        return strongest;
    }

    private static Map<StepId, Verdict> recorded(RecordedRun run) {
        Map<StepId, Verdict> strongest = new HashMap<>();
        for (RecordedStep step : run.steps()) {
            step.decided().ifPresent(decision -> decision.verdicts().stream().filter(verdict -> verdict.action() != Action.ALLOW).forEach(verdict -> strongest.merge(step.id(), verdict, Rehearser::stronger)));
        }
        return strongest;
    }

    private static Verdict stronger(Verdict one, Verdict other) {
        return other.action().compareTo(one.action()) > 0 ? other : one;
    }
}
