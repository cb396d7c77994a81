package dev.pathwarden.recorder.hooks.adk;

import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import dev.pathwarden.recorder.hooks.reactive.Streams;
import java.util.List;

/** The hooks of the library, which know of each other what a hand-off is. */
public final class AdkHooks {

    private AdkHooks() {
    }

    /** Hooks that record through that recorder and report model calls there. */
    public static List<Hook> of(Recorder recorder, ModelCalls calls, Streams streams) {
        HandOffs handOffs = new HandOffs();
        return List.of(new AdkAgentHook(recorder, streams, handOffs), new AdkModelHook(recorder, calls, streams), new AdkToolHook(recorder, streams, handOffs));
    }
}
