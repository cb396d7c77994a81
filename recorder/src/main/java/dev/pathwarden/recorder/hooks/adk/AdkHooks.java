package dev.pathwarden.recorder.hooks.adk;

import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import dev.pathwarden.recorder.hooks.reactive.Streams;
import java.util.List;

/** The hooks of the library, which tell each other of hand-offs and of who asked for a tool. */
public final class AdkHooks {

    private AdkHooks() {
    }

    /** Hooks that record through that recorder and report model calls there. */
    public static List<Hook> of(Recorder recorder, ModelCalls calls, Streams streams) {
        HandOffs handOffs = new HandOffs();
        Askers askers = new Askers();
        return List.of(new AdkAgentHook(recorder, streams, handOffs, askers), new AdkModelHook(recorder, calls, streams, askers), new AdkToolHook(recorder, streams, handOffs, askers));
    }
}
