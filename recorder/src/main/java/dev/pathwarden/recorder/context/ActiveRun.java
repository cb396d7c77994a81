package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.RunGuard;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A run that is going on in this process. For any thread. Once ended it is never live again. */
final class ActiveRun {

    private final String agent;
    private final RunGuard guard;
    private final Queue<Runnable> unsettled = new ConcurrentLinkedQueue<>();
    private volatile StepId lastChat;
    private volatile boolean ended;
    private volatile boolean aborted;

    ActiveRun(String agent, RunGuard guard) {
        this.agent = agent;
        this.guard = guard;
    }

    RunId id() {
        return guard.run();
    }

    /** Durable agent id; null where none is known. */
    String agent() {
        return agent;
    }

    RunGuard guard() {
        return guard;
    }

    /** The model call whose answer the agent acts on; null before the first. */
    StepId lastChat() {
        return lastChat;
    }

    void chatted(StepId step) {
        lastChat = step;
    }

    /** Has that done, once, before the next step is decided or the run ends. */
    void settleBeforeNext(Runnable settling) {
        unsettled.add(settling);
    }

    /** Does what was to be done before the next decision. */
    void settle() {
        for (Runnable settling = unsettled.poll(); settling != null; settling = unsettled.poll()) {
            settling.run();
        }
    }

    /** Whether a guardrail ended it: then all that still happens in it is refused. */
    boolean aborted() {
        return aborted;
    }

    void abort() {
        aborted = true;
    }

    boolean ended() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
