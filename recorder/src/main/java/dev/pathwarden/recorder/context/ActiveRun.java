package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;

/** A run that is going on in this process. For any thread. Once ended it is never live again. */
final class ActiveRun {

    private final RunId id;
    private final String agent;
    private final Judge guard;
    private volatile StepId lastChat;
    private volatile boolean ended;

    ActiveRun(RunId id, String agent, Judge guard) {
        this.id = id;
        this.agent = agent;
        this.guard = guard;
    }

    RunId id() {
        return id;
    }

    /** Durable agent id; null where none is known. */
    String agent() {
        return agent;
    }

    Judge guard() {
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
