package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.ActionOptions;
import dev.pathwarden.policies.engine.PolicyEngine;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Does what the enforced verdicts on a step ask for, from the strongest on: a step that is approved after it was held is still subject to what weaker
 * actions ask.
 */
final class Enforcement {

    private final Supplier<PolicyEngine> engine;
    private final HeldSteps heldSteps;

    Enforcement(Supplier<PolicyEngine> engine, HeldSteps heldSteps) {
        this.engine = engine;
        this.heldSteps = heldSteps;
    }

    /** Whether the step may happen. Waits for an answer where one is asked for, and ends the run where that is asked for. */
    boolean allows(ActiveRun run, Step step, Decision decision) {
        Action strongest = decision.enforced();
        if (strongest.compareTo(Action.ALERT) <= 0) {
            return true;
        }
        if (strongest == Action.BLOCK && decision.verdicts().stream().anyMatch(verdict -> isEnforced(verdict, Action.BLOCK) && engine.get().options(verdict.guardrail()).abort())) {
            run.abort();
        }
        if (strongest == Action.BLOCK || asks(decision, Action.SANDBOX) || asks(decision, Action.REDACT)) {
            return false;
        }
        Hold hold = heldSteps.await(run, step, decision, holdFor(decision));
        // The answer may have come in the moment in which the run ended.
        return hold.approved() && !run.ended();
    }

    private Duration holdFor(Decision decision) {
        Duration shortest = ActionOptions.LONGEST_HOLD;
        for (Verdict verdict : decision.verdicts()) {
            if (isEnforced(verdict, Action.HOLD)) {
                Duration time = engine.get().options(verdict.guardrail()).holdFor();
                shortest = time.compareTo(shortest) < 0 ? time : shortest;
            }
        }
        return shortest;
    }

    private static boolean asks(Decision decision, Action action) {
        return decision.verdicts().stream().anyMatch(verdict -> isEnforced(verdict, action));
    }

    private static boolean isEnforced(Verdict verdict, Action action) {
        return verdict.mode() == Mode.ENFORCE && verdict.action() == action;
    }
}
