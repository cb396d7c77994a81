package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.step.Action;
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
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.engine.Bundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rehearses a set of guardrails run by run and compares what it asks for with the record or with another set. Pure, as a {@link DryRun} is. Safe for any thread. */
public final class Rehearser {

    private final DryRun dryRun;
    /** Dry run of the set to compare with; null to compare with the record. */
    private final DryRun against;
    /** Explains the differences; null where they need not be. */
    private final Comparison comparison;

    private Rehearser(DryRun dryRun, DryRun against, Comparison comparison) {
        this.dryRun = dryRun;
        this.against = against;
        this.comparison = comparison;
    }

    /** Rehearses a set and compares with the recorded verdicts. */
    public static Rehearser besideRecord(Bundle bundle, DryRunMode mode) {
        return new Rehearser(new DryRun(bundle, mode), null, null);
    }

    /** Rehearses a set and compares with another. */
    public static Rehearser beside(Bundle against, Bundle bundle, DryRunMode mode) {
        return new Rehearser(new DryRun(bundle, mode), new DryRun(against, mode), null);
    }

    /** As {@link #beside}, and tells what makes each difference, which costs two more dry runs of each run that has one. */
    public static Rehearser explaining(Bundle against, Bundle bundle, DryRunMode mode) {
        return new Rehearser(null, null, new Comparison(against, bundle, mode));
    }

    /**
     * Rehearses one run.
     *
     * @param recording where it was read from
     */
    public RunRehearsal rehearse(Path recording, RecordedRun run) {
        if (comparison != null) {
            Comparison.Result compared = comparison.compare(run);
            return new RunRehearsal(compared.after(), compared.before(), compared.flips(), hits(recording, run, strongest(only(compared.before())), only(compared.after())), behind(recording, run, only(compared.after())));
        }
        DryRunReport report = dryRun.report(run);
        DryRunReport before = against == null ? null : against.report(run);
        return new RunRehearsal(report, before, List.of(), hits(recording, run, before == null ? recorded(run) : strongest(only(before)), only(report)), behind(recording, run, only(report)));
    }

    private static RunDryRun only(DryRunReport report) {
        return report.runs().get(0);
    }

    private static List<Hit> hits(Path recording, RecordedRun run, Map<StepId, Verdict> before, RunDryRun dried) {
        Map<StepId, Verdict> after = strongest(dried);
        if (before.isEmpty() && after.isEmpty()) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>();
        Map<StepId, Aftermath.Hanging> hanging = dried.aftermath().byStep();
        ToolCalls tools = new ToolCalls(run);
        int place = 0;
        for (RecordedStep step : run.steps()) {
            place++;
            Verdict now = after.get(step.id());
            Verdict then = before.get(step.id());
            if (now != null || then != null) {
                Aftermath.Hanging hung = hanging.get(step.id());
                Verdict telling = now != null ? now : then;
                hits.add(new Hit(recording, run.run(), step.id(), place, step.operation(), step.step().name(), tools.of(step), step.step().agent(), step.step().startNanos(), action(then), action(now),
                        now == null ? null : now.mode(), telling.guardrail(), telling.message(), hung == null ? null : hung.tie()));
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
            if (step.decision() == null) {
                continue;
            }
            for (Verdict verdict : step.decision().verdicts()) {
                if (verdict.action() != Action.ALLOW) {
                    strongest.merge(step.id(), verdict, Rehearser::stronger);
                }
            }
        }
        return strongest;
    }

    private static Verdict stronger(Verdict one, Verdict other) {
        return other.action().compareTo(one.action()) > 0 ? other : one;
    }
}
