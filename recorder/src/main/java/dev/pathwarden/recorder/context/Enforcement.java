package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.ActionOptions;
import dev.pathwarden.policies.engine.BuiltInGuardrails;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.SandboxOptions;
import dev.pathwarden.policies.trust.Redaction;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Does what the enforced verdicts on a step ask for, from the strongest on: a step that is approved after it was held is still subject to what weaker
 * actions ask.
 */
final class Enforcement {

    private static final String VERSION = "0000000000000001";

    private final HeldSteps heldSteps;

    Enforcement(HeldSteps heldSteps) {
        this.heldSteps = heldSteps;
    }

    /**
     * Whether the step may happen. Waits for an answer where one is asked for, and ends the run where that is asked for.
     *
     * @param engine the guardrails that decided, which other ones may have followed since
     */
    boolean allows(ActiveRun run, PolicyEngine engine, Step step, Decision decision) {
        Action strongest = decision.enforced();
        if (strongest.compareTo(Action.ALERT) <= 0) {
            return true;
        }
        if (strongest == Action.BLOCK && decision.verdicts().stream().anyMatch(verdict -> isEnforced(verdict, Action.BLOCK) && engine.options(verdict.guardrail()).abort())) {
            run.abort();
        }
        if (strongest == Action.BLOCK) {
            return false;
        }
        if (strongest != Action.HOLD) {
            return true;
        }
        Hold hold = heldSteps.await(run, step, decision, holdFor(engine, decision));
        // The answer may have come in the moment in which the run ended, or was ended by a guardrail on another thread.
        return hold.approved() && !run.ended() && !run.aborted();
    }

    /** What is to be taken out of the step, by several guardrails what any asks for; null for nothing, also where the step is stopped. */
    Redaction redaction(ActiveRun run, PolicyEngine engine, Decision decision) {
        if (!decision.redacts()) {
            return null;
        }
        Set<String> kinds = new HashSet<>();
        for (Verdict verdict : decision.verdicts()) {
            if (isEnforced(verdict, Action.REDACT)) {
                kinds.addAll(engine.options(verdict.guardrail()).redact());
            }
        }
        return run.guard().redaction(kinds);
    }

    /** The verdict on a step of which nothing can be taken out. */
    static Verdict noRedaction(Step step, NotRedactableException why) {
        String remedy = step.operation() == Operation.TOOL_CALL ? "let the guardrail ask for block or hold" : "let the guardrail ask for block or hold, or put it on tool.call";
        return new Verdict(BuiltInGuardrails.NO_REDACTION, VERSION, Action.BLOCK, Mode.ENFORCE,
                "Nothing can be taken out of this step, so it is stopped: " + why.getMessage() + "; " + remedy + ".", List.of());
    }

    /** Why what is asked for cannot be done with this step, which is then refused; null where it can. */
    Verdict obstacle(StepDraft draft, Decision decision) {
        if (!asks(decision, Action.SANDBOX)) {
            return null;
        }
        String problem = draft.sandboxProblem == null ? "only processes can be run in a sandbox" : draft.sandboxProblem.get();
        return problem == null ? null : new Verdict(BuiltInGuardrails.NO_SANDBOX, VERSION, Action.BLOCK, Mode.ENFORCE, "It cannot be run in a sandbox: " + problem + ".", List.of());
    }

    /** The sandbox that is asked for, by several what they all allow; null where none is. */
    SandboxOptions sandbox(PolicyEngine engine, Decision decision) {
        SandboxOptions all = null;
        for (Verdict verdict : decision.verdicts()) {
            if (isEnforced(verdict, Action.SANDBOX)) {
                SandboxOptions one = engine.options(verdict.guardrail()).sandbox();
                all = all == null ? one : all.and(one);
            }
        }
        return all;
    }

    private static Duration holdFor(PolicyEngine engine, Decision decision) {
        Duration shortest = ActionOptions.LONGEST_HOLD;
        for (Verdict verdict : decision.verdicts()) {
            if (isEnforced(verdict, Action.HOLD)) {
                Duration time = engine.options(verdict.guardrail()).holdFor();
                shortest = time.compareTo(shortest) < 0 ? time : shortest;
            }
        }
        return shortest;
    }

    private static boolean asks(Decision decision, Action action) {
        for (Verdict verdict : decision.verdicts()) {
            if (isEnforced(verdict, action)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEnforced(Verdict verdict, Action action) {
        return verdict.mode() == Mode.ENFORCE && verdict.action() == action;
    }
}
