package dev.pathwarden.recorder.hooks.adk;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tool calls by which a model handed its task over to another agent, until that agent begins. For any thread. */
final class HandOffs {

    static final String TOOL = "transfer_to_agent";
    static final String TO = "agent_name";

    private final WeakIdentityMap<Map<String, StepId>> byRun = new WeakIdentityMap<>();

    void note(RunId run, Object to, StepId step) {
        if (to instanceof String agent) {
            Map<String, StepId> waiting = byRun.get(run);
            if (waiting == null) {
                waiting = new ConcurrentHashMap<>();
                byRun.put(run, waiting);
            }
            waiting.put(agent, step);
        }
    }

    /** The step that handed over to that agent; null where none did since it last began. */
    StepId take(RunId run, String agent) {
        Map<String, StepId> waiting = byRun.get(run);
        return waiting == null ? null : waiting.remove(agent);
    }
}
