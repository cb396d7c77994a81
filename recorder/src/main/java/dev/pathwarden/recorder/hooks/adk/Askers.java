package dev.pathwarden.recorder.hooks.adk;

import dev.pathwarden.model.step.StepId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which model call an agent acts on, noted before the agent hears of its answer: tools that run side by side may be decided while the answer still comes in. For any thread. */
final class Askers {

    private static final int MOST = 10_000;

    private final Map<StepId, StepId> byAgent = new ConcurrentHashMap<>();

    void answered(StepId agent, StepId chat) {
        if (byAgent.size() < MOST || byAgent.containsKey(agent)) {
            byAgent.put(agent, chat);
        }
    }

    /** The model call that the agent's part of the run acts on; null before the first. */
    StepId of(StepId agent) {
        return byAgent.get(agent);
    }

    /** Forgets an agent's part that has ended. */
    void ended(StepId agent) {
        byAgent.remove(agent);
    }
}
