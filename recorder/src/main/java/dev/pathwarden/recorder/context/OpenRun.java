package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A run that began in this process, with its first step, {@code agent.invoke}; or an agent's part in a run that was going on already. Ends once;
 * nothing revives it.
 */
public final class OpenRun {

    private final Recorder recorder;
    private final ActiveRun run;
    private final OpenStep root;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * A run.
     *
     * @param run what ends with it; null for a part of a run that goes on
     */
    OpenRun(Recorder recorder, ActiveRun run, OpenStep root) {
        this.recorder = recorder;
        this.run = run;
        this.root = root;
    }

    /** The run's id. */
    public RunId id() {
        return root.step().run();
    }

    /** The run's first step. */
    public OpenStep root() {
        return root;
    }

    /**
     * Ends the run with the agent's final answer, or with what went wrong, on any thread. How it ends, the answer and what the run came to are decided as a step of
     * their own, {@code outcome}; an agent's part in a run has none.
     *
     * @param answer the final answer, a recorded value; null where there is none
     * @param error what went wrong; null where nothing did
     * @throws PathwardenBlockedException if a guardrail refuses the answer; the run has then ended
     * @throws PathwardenAbort if a guardrail ended the run, whatever the agent made of that
     */
    public void end(Object answer, Throwable error) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        Status status = Recorder.statusOf(error);
        try {
            if (run != null) {
                decideOutcome(answer, status);
            }
        } catch (PathwardenBlockedException | PathwardenAbort refusal) {
            status = Status.BLOCKED;
            // Without an answer there is nothing to keep from anybody, and an error goes its own way.
            if (answer != null) {
                throw refusal;
            }
        } finally {
            if (run != null) {
                run.settle();
            }
            root.end(run == null ? answer : null, error);
            if (run != null) {
                run.end();
                recorder.runEnded(run, run.aborted() ? Status.BLOCKED : status);
                recorder.leaveEnded(run, root.before());
            }
        }
    }

    /** As a step of the run, whatever thread it ends on. */
    private void decideOutcome(Object answer, Status status) {
        Place before = recorder.moveTo(root.place());
        try {
            // So that the totals know what is still to be settled.
            run.settle();
            StepDraft draft = StepDraft.of(Operation.OUTCOME, answer == null ? "no answer" : "final answer").fact(Field.OUTCOME_STATUS, status.text()).leaf();
            run.guard().totals().facts().forEach(draft::fact);
            OpenStep outcome = recorder.begin(answer == null ? draft : draft.argument("answer", answer));
            if (outcome != null) {
                outcome.end(null, null);
            }
        } finally {
            recorder.moveTo(before);
        }
    }

    /** Notes that this thread is no longer within the run, which goes on elsewhere. */
    public void leave() {
        root.leave();
    }
}
