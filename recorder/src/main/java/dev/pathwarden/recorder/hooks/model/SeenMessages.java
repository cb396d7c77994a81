package dev.pathwarden.recorder.hooks.model;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which messages a run has already recorded. Every request to a model carries the whole conversation; recording it each time would make a
 * run's size grow with the square of its length, and make each value look as if it came from everywhere. For any thread.
 */
final class SeenMessages {

    private static final int MOST_MESSAGES = 200;
    private static final int MOST_FINGERPRINTS = 10_000;

    private final WeakIdentityMap<RunId> byObject = new WeakIdentityMap<>();
    private final WeakIdentityMap<Set<Long>> byContent = new WeakIdentityMap<>();

    /** Adds the messages that are new in the run as argument {@code messages}, and the number of the others as {@code earlierMessages}. */
    void addNew(List<ModelRequest.Given> messages, RunId run, StepDraft draft) {
        Set<Long> fingerprints = fingerprints(run);
        List<Object> fresh = new ArrayList<>();
        long earlier = 0;
        int index = 0;
        for (ModelRequest.Given given : messages) {
            ChatMessage message = fresh.size() == MOST_MESSAGES ? null : unseen(given, index, run, fingerprints);
            if (message == null) {
                earlier++;
            } else {
                fresh.add(message.recorded());
            }
            index++;
        }
        draft.argument("messages", fresh).argument("earlierMessages", earlier);
    }

    private ChatMessage unseen(ModelRequest.Given given, int index, RunId run, Set<Long> fingerprints) {
        if (given.identity() != null) {
            if (run.equals(byObject.get(given.identity()))) {
                return null;
            }
            byObject.put(given.identity(), run);
            return given.reader().get();
        }
        ChatMessage message = given.reader().get();
        synchronized (fingerprints) {
            boolean fresh = fingerprints.size() >= MOST_FINGERPRINTS || fingerprints.add(message.fingerprint(index));
            return fresh ? message : null;
        }
    }

    private Set<Long> fingerprints(RunId run) {
        Set<Long> fingerprints = byContent.get(run);
        if (fingerprints == null) {
            synchronized (this) {
                fingerprints = byContent.get(run);
                if (fingerprints == null) {
                    fingerprints = new HashSet<>();
                    byContent.put(run, fingerprints);
                }
            }
        }
        return fingerprints;
    }
}
