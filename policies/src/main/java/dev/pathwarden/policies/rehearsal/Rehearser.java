package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.dryrun.Aftermath;
import dev.pathwarden.policies.dryrun.Comparison;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.Flip;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.dryrun.SeenRun;
import dev.pathwarden.policies.dryrun.SwappedDryRun;
import dev.pathwarden.policies.engine.Bundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rehearses a set of guardrails run by run and compares what it asks for with the record or with another set. Pure, as a {@link DryRun} is. Safe for any thread. */
public final class Rehearser {

    private final Bundle bundle;
    /** The set to compare with; null to compare with the record. */
    private final Bundle other;
    private final DryRun dryRun;
    /** Dry run of the set to compare with; null to compare with the record. */
    private final DryRun against;
    /** Explains the differences; null where they need not be. */
    private final Comparison comparison;
    /** Decides under several sets; null where one decides. */
    private final SwappedDryRun swapped;

    private Rehearser(Bundle bundle, Bundle other, DryRun dryRun, DryRun against, Comparison comparison, SwappedDryRun swapped) {
        this.bundle = bundle;
        this.other = other;
        this.dryRun = dryRun;
        this.against = against;
        this.comparison = comparison;
        this.swapped = swapped;
    }

    /** Rehearses a set and compares with the recorded verdicts. */
    public static Rehearser besideRecord(Bundle bundle, DryRunMode mode) {
        return new Rehearser(bundle, null, new DryRun(bundle, mode), null, null, null);
    }

    /** Rehearses sets of which each decides the steps that it decided live, as {@link SwappedDryRun} does, and compares with the recorded verdicts. */
    public static Rehearser ofSwapped(List<Bundle> bundles) {
        return new Rehearser(bundles.get(0), null, new DryRun(bundles.get(0), DryRunMode.AS_LIVE), null, null, new SwappedDryRun(bundles));
    }

    /** Rehearses a set and compares with another. */
    public static Rehearser beside(Bundle against, Bundle bundle, DryRunMode mode) {
        return new Rehearser(bundle, against, new DryRun(bundle, mode), new DryRun(against, mode), null, null);
    }

    /** As {@link #beside}, and tells what makes each difference, which costs two more dry runs of each run that has one. */
    public static Rehearser explaining(Bundle against, Bundle bundle, DryRunMode mode) {
        return new Rehearser(bundle, against, null, null, new Comparison(against, bundle, mode), null);
    }

    /**
     * Rehearses one run.
     *
     * @param recording where it was read from
     */
    public RunRehearsal rehearse(Path recording, RecordedRun run) {
        return rehearse(recording, run, null);
    }

    /**
     * As {@link #rehearse(Path, RecordedRun)}.
     *
     * @param costs takes what the guardrails cost, but for sets that were swapped; null where that is not asked
     */
    RunRehearsal rehearse(Path recording, RecordedRun run, Costs.Count costs) {
        if (comparison != null) {
            Comparison.Result compared = costs == null ? comparison.compare(run) : comparison.compare(run, costs.before(), costs.now());
            return rehearsal(recording, run, compared.after(), compared.before(), compared.flips());
        }
        if (swapped != null) {
            return rehearsal(recording, run, swapped.report(run), null, List.of());
        }
        SeenRun seen = against == null ? null : DryRun.seenBy(dryRun, against, run);
        if (seen != null) {
            return rehearse(recording, seen, costs);
        }
        DryRunReport report = costs == null ? dryRun.report(run) : dryRun.report(run, costs.now());
        return rehearsal(recording, run, report, against == null ? null : costs == null ? against.report(run) : against.report(run, costs.before()), List.of());
    }

    /** As {@link #rehearse(Path, RecordedRun, Costs.Count)}, of a run whose steps tell all on their records alone; null where its path has to be walked. */
    RunRehearsal bare(Path recording, RecordedRun run, Costs.Count costs) {
        if (comparison != null || swapped != null) {
            return null;
        }
        DryRunReport report = dryRun.reportBare(run, costs == null ? null : costs.now());
        DryRunReport before = report == null || against == null ? null : against.reportBare(run, costs == null ? null : costs.before());
        return report == null || against != null && before == null ? null : rehearsal(recording, run, report, before, List.of());
    }

    /** As {@link #rehearse(Path, RecordedRun, Costs.Count)}, of a run that {@link #isSeen was seen} before. */
    RunRehearsal rehearse(Path recording, SeenRun seen, Costs.Count costs) {
        DryRunReport report = costs == null ? dryRun.report(seen) : dryRun.report(seen, costs.now());
        return rehearsal(recording, seen.run(), report, against == null ? null : costs == null ? against.report(seen) : against.report(seen, costs.before()), List.of());
    }

    private static RunRehearsal rehearsal(Path recording, RecordedRun run, DryRunReport report, DryRunReport before, List<Flip> flips) {
        return new RunRehearsal(report, before, flips, hits(recording, run, before == null ? recorded(run) : verdicts(only(before)), only(report)), behind(recording, run, only(report)));
    }

    /** What is found in a run, to be kept for other sets; null where that is not all that is needed. */
    SeenRun see(RecordedRun run) {
        SeenRun seen = comparison != null ? null : dryRun.see(run);
        return seen == null || !isSeen(seen) ? null : seen;
    }

    /** Whether what was seen of a run is all that is needed. */
    boolean isSeen(SeenRun seen) {
        return comparison == null && dryRun.isSeen(seen) && (against == null || against.isSeen(seen));
    }

    /** The set that is rehearsed. */
    Bundle bundle() {
        return bundle;
    }

    /** The guardrails of the set that is rehearsed beside those it is compared with, with nothing counted yet. */
    SetsBeside beside() {
        return new SetsBeside(other, bundle);
    }

    /** The operations that any guardrail is for: a run without a step of these is told by its {@link #silent summary}. All of them where that cannot be told. */
    Set<Operation> operations() {
        if (comparison != null || !dryRun.canTellSilent()) {
            return EnumSet.allOf(Operation.class);
        }
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        operations.addAll(dryRun.operations());
        operations.addAll(against == null ? Set.of() : against.operations());
        return operations;
    }

    /** The rehearsal of a run that has no step of {@link #operations}; null where its steps matter, as they have verdicts to compare with. */
    RunRehearsal silent(RunSummary summary) {
        return against == null && summary.verdicts() > 0 ? null
                : new RunRehearsal(dryRun.silent(summary.run(), summary.steps()), against == null ? null : against.silent(summary.run(), summary.steps()), List.of(), List.of(), List.of());
    }

    private static RunDryRun only(DryRunReport report) {
        return report.runs().get(0);
    }

    private static List<Hit> hits(Path recording, RecordedRun run, Map<StepId, List<Verdict>> before, RunDryRun dried) {
        Map<StepId, List<Verdict>> after = verdicts(dried);
        if (before.isEmpty() && after.isEmpty()) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>();
        Map<StepId, Aftermath.Hanging> hanging = dried.aftermath().byStep();
        ToolCalls tools = new ToolCalls(run);
        int place = 0;
        for (RecordedStep step : run.steps()) {
            place++;
            Verdict now = strongest(after.get(step.id()));
            Verdict then = strongest(before.get(step.id()));
            if (now != null || then != null) {
                Aftermath.Hanging hung = hanging.get(step.id());
                Verdict telling = now != null ? now : then;
                hits.add(new Hit(recording, run.run(), step.id(), place, step.operation(), step.step().name(), tools.of(step), step.step().agent(), step.step().startNanos(), action(then), action(now),
                        now == null ? null : now.mode(), telling.guardrail(), telling.message(), said(before.get(step.id())), said(after.get(step.id())), hung == null ? null : hung.tie()));
            }
        }
        return hits;
    }

    private static List<Behind> behind(Path recording, RecordedRun run, RunDryRun dried) {
        if (dried.aftermath().hanging().isEmpty()) {
            return List.of();
        }
        Map<StepId, String> names = new HashMap<>();
        run.steps().forEach(step -> names.put(step.id(), step.step().name()));
        return dried.aftermath().hanging().stream().map(hanging -> new Behind(recording, run.run(), hanging, names.getOrDefault(hanging.stop(), ""))).toList();
    }

    private static Action action(Verdict verdict) {
        return verdict == null ? Action.ALLOW : verdict.action();
    }

    private static List<Said> said(List<Verdict> verdicts) {
        return verdicts == null ? List.of() : verdicts.stream().map(Said::of).toList();
    }

    /** The verdicts that ask for more than to let a step go, of the steps that have any. */
    private static Map<StepId, List<Verdict>> verdicts(RunDryRun run) {
        Map<StepId, List<Verdict>> verdicts = new HashMap<>();
        for (DryRunDecision decision : run.decisions()) {
            verdicts.computeIfAbsent(decision.step(), unread -> new ArrayList<>(1)).add(decision.verdict());
        }
        return verdicts;
    }

    private static Map<StepId, List<Verdict>> recorded(RecordedRun run) {
        Map<StepId, List<Verdict>> verdicts = new HashMap<>();
        for (RecordedStep step : run.steps()) {
            if (step.decision() == null) {
                continue;
            }
            for (Verdict verdict : step.decision().verdicts()) {
                if (verdict.action() != Action.ALLOW) {
                    verdicts.computeIfAbsent(step.id(), unread -> new ArrayList<>(1)).add(verdict);
                }
            }
        }
        return verdicts;
    }

    /** The first of those that ask for most; null where there is none. */
    private static Verdict strongest(List<Verdict> verdicts) {
        return verdicts == null ? null : verdicts.stream().reduce((one, other) -> other.action().compareTo(one.action()) > 0 ? other : one).orElse(null);
    }
}
