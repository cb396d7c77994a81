package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the steps that only carry a model call over the network: HTTP requests and connections right below a {@code model.chat}.
 *
 * <p>They repeat what the model is told and what it says, so that values neither come from them nor flow into them. Safe for any thread.
 */
public final class ModelTraffic {

    private final Set<StepId> modelCalls = ConcurrentHashMap.newKeySet();
    private final Set<StepId> traffic = ConcurrentHashMap.newKeySet();

    /** Takes in a step; a step comes after the one it lies below. */
    public void add(Step step) {
        if (step.operation() == Operation.MODEL_CHAT) {
            modelCalls.add(step.id());
        } else if (step.parent() != null && (step.operation() == Operation.DATA_HTTP || step.operation() == Operation.DATA_NET)
                && (modelCalls.contains(step.parent()) || traffic.contains(step.parent()))) {
            traffic.add(step.id());
        }
    }

    /** Whether a step that was taken in only carries a model call. */
    public boolean carries(StepId step) {
        return traffic.contains(step);
    }
}
