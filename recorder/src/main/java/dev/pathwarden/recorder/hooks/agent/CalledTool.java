package dev.pathwarden.recorder.hooks.agent;

import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;

/**
 * What the step of a tool call is about. A tool that hands the call on to one of the same name makes one step with it.
 *
 * @param name of the tool; null where it has none
 */
public record CalledTool(String name) {

    /** Whether the current thread is directly in a call of this tool. */
    public boolean isRunning(Recorder recorder) {
        Place place = recorder.here();
        return place != null && equals(place.subject());
    }
}
