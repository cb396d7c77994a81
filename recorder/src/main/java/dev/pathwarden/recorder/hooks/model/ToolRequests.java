package dev.pathwarden.recorder.hooks.model;

import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import java.util.Collection;

/** Which model call asked for a tool, by the library's request object. For any thread. */
public final class ToolRequests {

    private final WeakIdentityMap<StepId> askers = new WeakIdentityMap<>();

    /** Notes that the model call asked for those tools. */
    void askedBy(StepId chat, Collection<?> requests) {
        requests.forEach(request -> askers.put(request, chat));
    }

    /** The model call that asked, null where none is known. */
    public StepId asker(Object request) {
        return askers.get(request);
    }
}
