package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.RunDryRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A step for which two guardrail sets ask for different actions.
 *
 * @param run the run
 * @param decision a decision on that step, which tells the step
 * @param before strongest action that the set compared with asks for
 * @param after strongest action that the tried set asks for
 */
record Flip(RunId run, DryRunDecision decision, Action before, Action after) {

    /** Whether the tried set stops or holds a step that the other lets pass. */
    boolean newlyStopped() {
        return stops(after) && !stops(before);
    }

    /** Whether the tried set lets a step pass that the other stops or holds. */
    boolean newlyAllowed() {
        return stops(before) && !stops(after);
    }

    private static boolean stops(Action action) {
        return action == Action.BLOCK || action == Action.HOLD;
    }

    /** All flips between two dry runs over the same runs in the same order. */
    static List<Flip> between(DryRunReport before, DryRunReport after) {
        List<Flip> flips = new ArrayList<>();
        for (int i = 0; i < after.runs().size(); i++) {
            RunDryRun then = before.runs().get(i);
            RunDryRun now = after.runs().get(i);
            Map<StepId, DryRunDecision> old = strongest(then);
            Map<StepId, DryRunDecision> fresh = strongest(now);
            for (DryRunDecision decision : fresh.values()) {
                DryRunDecision other = old.remove(decision.step());
                Action was = other == null ? Action.ALLOW : other.verdict().action();
                if (was != decision.verdict().action()) {
                    flips.add(new Flip(now.run().id(), decision, was, decision.verdict().action()));
                }
            }
            old.values().forEach(gone -> flips.add(new Flip(now.run().id(), gone, gone.verdict().action(), Action.ALLOW)));
        }
        return flips;
    }

    private static Map<StepId, DryRunDecision> strongest(RunDryRun run) {
        Map<StepId, DryRunDecision> strongest = new LinkedHashMap<>();
        for (DryRunDecision decision : run.decisions()) {
            strongest.merge(decision.step(), decision, (one, other) -> other.verdict().action().compareTo(one.verdict().action()) > 0 ? other : one);
        }
        return strongest;
    }
}
