package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
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
import java.util.function.BiPredicate;

/** Measures guardrails on judged steps, by a dry run over the whole path of each of their runs. Pure; safe for any thread. Takes as long as a dry run of those runs. */
public final class Judge {

    private final JudgedSet set;

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
        int rightStops = 0;
        int missed = 0;
        int wrongStops = 0;
        int leftAlone = 0;
        Set<Subject> steps = new HashSet<>();
        for (JudgedRun run : set.runs()) {
            Set<StepId> stopped = new HashSet<>();
            for (DryRunDecision decision : dryRun.dryRun(run.run()).decisions()) {
                if (Stops.stops(decision.verdict().action(), decision.operation())) {
                    stopped.add(decision.step());
                }
            }
            for (Map.Entry<StepId, Boolean> judged : run.right().entrySet()) {
                boolean is = stopped.contains(judged.getKey());
                if (is) {
                    steps.add(new Subject(run.run().run().id(), judged.getKey()));
                }
                rightStops += is && judged.getValue() ? 1 : 0;
                wrongStops += is && !judged.getValue() ? 1 : 0;
                missed += !is && judged.getValue() ? 1 : 0;
                leftAlone += !is && !judged.getValue() ? 1 : 0;
            }
        }
        return new Stopped(new Figures(rightStops, missed, wrongStops, leftAlone), steps);
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
