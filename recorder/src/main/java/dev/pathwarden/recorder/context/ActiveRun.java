package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.RunGuard;

/** A run that is going on in this process. For any thread. Once ended it is never live again. */
final class ActiveRun {

    private final String agent;
    private final RunGuard guard;
    private volatile StepId lastChat;
    private volatile boolean ended;

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

    boolean ended() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
