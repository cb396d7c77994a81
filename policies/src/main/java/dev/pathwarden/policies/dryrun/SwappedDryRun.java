package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.BuiltInGuardrails;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.RunGuard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dry run as live of runs in which guardrails were replaced: each step is decided again under those that decided it, of the bundles that are given. Pure, as a {@link DryRun} is. Safe for any thread.
 *
 * <p>A step that none of them decided is not evaluated, so that nothing is said of it that was not said then. A run takes a dry run for each bundle.
 */
public final class SwappedDryRun {

    private final Map<String, Bundle> bundles = new LinkedHashMap<>();
    private final Map<String, AsLiveReplay> replays = new HashMap<>();

    /** A dry run under these bundles. */
    public SwappedDryRun(List<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            if (this.bundles.putIfAbsent(bundle.hash(), bundle) == null) {
                replays.put(bundle.hash(), new AsLiveReplay(bundle));
            }
        }
    }

    /** A report on one run; {@link DryRunReports#merge} puts several together. */
    public DryRunReport report(RecordedRun run) {
        Map<StepId, Judgement> judgements = new HashMap<>();
        run.steps().forEach(step -> judgements.put(step.id(), new Judgement(step.step(), step.decision() == null ? null : notNamed(step.decision()))));
        List<DryRunReport> parts = new ArrayList<>();
        for (Bundle bundle : bundles.values()) {
            List<RecordedStep> steps = run.steps().stream().filter(step -> step.decision() != null && step.decision().bundle().equals(bundle.hash())).toList();
            Map<StepId, Judgement> own = replays.get(bundle.hash()).judge(run, Onlooker.NONE);
            own.keySet().retainAll(steps.stream().map(RecordedStep::id).toList());
            judgements.putAll(own);
            Judgements judged = Judgements.of(own);
            RunDryRun part = DryRun.collect(new RecordedRun(run.run(), steps, run.imports()), judged);
            parts.add(DryRunReports.of(new CoverageCount(bundle).of(part, judged), part));
        }
        RunDryRun whole = DryRun.collect(run, Judgements.of(judgements));
        return new DryRunReport(List.of(whole), DryRunReports.merge(parts).coverage(), DryRunReports.of(List.of(), whole).summary());
    }

    /** What is known of it all the same: built-in guardrails are in no bundle. */
    private static Evaluation notNamed(Decision decision) {
        List<Verdict> builtIn = decision.verdicts().stream().filter(verdict -> BuiltInGuardrails.contains(verdict.guardrail())).toList();
        return new Evaluation(builtIn, decision.bundle().isEmpty() ? decision.notEvaluated()
                : List.of(new Decision.NotEvaluated(RunGuard.EVERY_GUARDRAIL, "it was decided under a bundle that was not given, of the hash " + decision.bundle() + "; give it with --with")));
    }
}
