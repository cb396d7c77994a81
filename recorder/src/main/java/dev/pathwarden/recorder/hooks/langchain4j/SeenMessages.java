package dev.pathwarden.recorder.hooks.langchain4j;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which messages a run has already recorded. Every request to a model carries the whole conversation; recording it each time would make a
 * run's size grow with the square of its length, and make each value look as if it came from everywhere.
 */
final class SeenMessages {

    private static final int MOST_MESSAGES = 200;

    private final WeakIdentityMap<RunId> runs = new WeakIdentityMap<>();

    /** Adds the messages that are new in the run as argument {@code messages}, and the number of the others as {@code earlierMessages}. */
    void addNew(Collection<?> messages, Place place, StepDraft draft) {
        RunId run = place == null ? null : place.runId();
        if (run == null) {
            return;
        }
        List<Object> fresh = new ArrayList<>();
        long earlier = 0;
        for (Object message : messages) {
            if (run.equals(runs.get(message)) || fresh.size() == MOST_MESSAGES) {
                earlier++;
            } else {
                runs.put(message, run);
                fresh.add(Messages.read(message));
            }
        }
        draft.argument("messages", fresh).argument("earlierMessages", earlier);
    }
}
