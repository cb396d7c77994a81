package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.dryrun.SeenRun;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.dryrun.SeenSteps;
import dev.pathwarden.policies.dryrun.Stops;
import dev.pathwarden.policies.engine.Bundle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/**
 * Measures guardrails on judged steps, by a dry run over the whole path of each of their runs. Pure; safe for any thread. The first time takes as long as a dry run of those runs; what is found in them is kept, so that the next one takes
 * a fraction of that.
 */
public final class Judge {

    /** Of larger runs what is found is not kept. */
    private static final int MOST_KEPT = 300_000;

    private final JudgedSet set;
    private final Map<RunId, SeenRun> seen = new ConcurrentHashMap<>();
    private final AtomicInteger kept = new AtomicInteger();

    public Judge(JudgedSet set) {
        this.set = Objects.requireNonNull(set, "set");
    }

    /** The judged steps. */
    public JudgedSet set() {
        return set;
    }

    /** What these guardrails do to them. */
    public Stopped stopped(Bundle bundle) {
        DryRun dryRun = new DryRun(bundle, DryRunMode.WHOLE_PATH);
        Set<Subject> steps = new HashSet<>();
        Set<Subject> silent = new HashSet<>();
        for (JudgedRun run : set.runs()) {
            RunId id = run.run().run().id();
            RunDryRun dried = dryRun(dryRun, run.run());
            for (DryRunDecision decision : dried.decisions()) {
                if (run.right().containsKey(decision.step()) && Stops.stops(decision.verdict().action(), decision.operation())) {
                    steps.add(new Subject(id, decision.step()));
                }
            }
            dried.notEvaluated().stream().filter(skipped -> run.right().containsKey(skipped.step())).forEach(skipped -> silent.add(new Subject(id, skipped.step())));
        }
        silent.removeAll(steps);
        return new Stopped(Figures.of(set, steps), steps, silent.size());
    }

    private RunDryRun dryRun(DryRun dryRun, RecordedRun run) {
        SeenRun known = seen.get(run.run().id());
        if (known == null && kept.get() + run.steps().size() <= MOST_KEPT) {
            known = dryRun.see(run);
            if (known != null && seen.putIfAbsent(run.run().id(), known) == null) {
                kept.addAndGet(run.steps().size());
            }
        }
        return known != null && dryRun.isSeen(known) ? dryRun.report(known).runs().get(0) : dryRun.dryRun(run);
    }

    /**
     * Judged steps and their paths as a guardrail sees them, in their order.
     *
     * @param wanted whether a step is wanted, by itself and whether stopping it is right
     */
    public List<SeenStep> seen(BiPredicate<Subject, Boolean> wanted) {
        List<SeenStep> seen = new ArrayList<>();
        for (JudgedRun run : set.runs()) {
            Set<StepId> chosen = new HashSet<>();
            run.right().forEach((step, right) -> {
                if (wanted.test(new Subject(run.run().run().id(), step), right)) {
                    chosen.add(step);
                }
            });
            if (!chosen.isEmpty()) {
                seen.addAll(SeenSteps.of(run.run(), chosen));
            }
        }
        return seen;
    }
}
