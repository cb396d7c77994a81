package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.SandboxOptions;
import dev.pathwarden.policies.trust.Redaction;
import dev.pathwarden.policies.trust.StepEnd;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A step that was allowed and is going on. May be ended on another thread than it began on; ended twice, the later outcome counts.
 */
public final class OpenStep {

    private final Decisions decisions;
    private final ActiveRun run;
    private final Step step;
    private final long began;
    private final Place before;
    private final Place within;
    private final SandboxOptions sandbox;
    private final Redacted redacted;
    private final AtomicReference<StepEnd> ended = new AtomicReference<>();

    OpenStep(Decisions decisions, ActiveRun run, Step step, long began, Place before, Place within, SandboxOptions sandbox, Redacted redacted) {
        this.decisions = decisions;
        this.run = run;
        this.step = step;
        this.began = began;
        this.before = before;
        this.within = within;
        this.sandbox = sandbox;
        this.redacted = redacted;
    }

    /** The step's id. */
    public StepId id() {
        return step.id();
    }

    /** The step as it was decided. */
    public Step step() {
        return step;
    }

    /** The place in which this step was begun; null at the beginning of a run. */
    public Place around() {
        return before;
    }

    /** The place within this step, to carry it to another thread. */
    public Place place() {
        return within;
    }

    /** The sandbox that the action is to be done in; null where it needs none. */
    public SandboxOptions sandbox() {
        return sandbox;
    }

    /** What is to be taken out of the step's result before the program gets it; null for nothing. What is recorded of it is taken out here. */
    public Redaction redaction() {
        return redacted == null ? null : redacted.redaction();
    }

    /** What is to stand for the arguments of the hooked method, as {@link StepDraft#redactable} made it; null where they stay. */
    public Object rewritten() {
        return redacted == null ? null : redacted.rewritten();
    }

    /** Where the thread was on which the step began. */
    Place before() {
        return before;
    }

    /** Notes that this thread is no longer within the step, which goes on. */
    public void leave() {
        decisions.left(within, before);
    }

    /**
     * Has something done, once, before the next step of the run is decided or the run ends. For a step whose result comes in bit by bit: it
     * is ended then with what has come in, so that the decision knows it.
     */
    public void settleBeforeNext(Runnable settling) {
        run.settleBeforeNext(settling);
    }

    /** Ends the step with its result, a recorded value, or with what went wrong. */
    public void end(Object result, Throwable error) {
        end(result, error, Facts.NONE);
    }

    /** Ends the step with its result or error and facts that are known only now. */
    public void end(Object result, Throwable error, Facts facts) {
        leave();
        // A tool that runs was let through: what was stopped is a step within it.
        Status status = step.operation() == Operation.TOOL_CALL && error instanceof PathwardenBlockedException ? Status.ERROR : Recorder.statusOf(error);
        end(result, status, error == null ? null : Recorder.describe(error), facts);
        if (step.operation() == Operation.MODEL_CHAT && error == null) {
            run.chatted(step.id(), step.parent());
        }
    }

    /** Ends the step, which failed without an exception, with what it said of that. */
    public void failed(String reason, Object result) {
        leave();
        end(result, Status.ERROR, StepDraft.bounded(reason, Recorder.ERROR_LIMIT), Facts.NONE);
    }

    private void end(Object result, Status status, String error, Facts facts) {
        StepEnd now = new StepEnd(System.nanoTime() - began, status, facts);
        Redaction redaction = redaction();
        Object whole = redaction == null ? result : redaction.value(result);
        Object kept = whole instanceof String text ? StepDraft.bounded(text) : whole;
        decisions.ended(run, step, ended.getAndSet(now), now, error == null || redaction == null ? error : redaction.text(error), kept, whole);
    }
}
