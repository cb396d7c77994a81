package dev.pathwarden.recorder.hooks.a2a;

import dev.pathwarden.model.step.Values;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What agents say to each other: messages, tasks and what changes of a task, as recorded values of bounded size. Files are told by their names only. */
final class A2aMessages {

    /** Where the SDK's classes are, in its published and in its coming versions. */
    static final List<String> PACKAGES = List.of("io.a2a", "org.a2aproject.sdk");

    private static final int MOST_PARTS = 64;

    private A2aMessages() {
    }

    /** The parts of a message, task, or event of a task, and the words of an error; one alone stands for itself, none is null. */
    static Object said(Object event) {
        return said(event, StepDraft.TEXT_LIMIT, MOST_PARTS);
    }

    /** As {@link #said(Object)}, of whatever size. */
    static Object saidInFull(Object event) {
        return said(event, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private static Object said(Object event, int longest, int most) {
        List<Object> parts = new ArrayList<>();
        add(event, parts, longest, most);
        if (event instanceof Throwable error && error.getMessage() != null) {
            parts.add(StepDraft.bounded(error.getMessage(), longest));
        }
        return parts.isEmpty() ? null : parts.size() == 1 ? parts.get(0) : parts;
    }

    /** Adds the parts of a message, task, or event of a task. */
    static void add(Object event, List<Object> parts) {
        add(event, parts, StepDraft.TEXT_LIMIT, MOST_PARTS);
    }

    private static void add(Object event, List<Object> parts, int longest, int most) {
        addParts(event, parts, longest, most);
        for (Object artifact : Mirror.all(event, "artifacts")) {
            addParts(artifact, parts, longest, most);
        }
        addParts(Mirror.get(event, "artifact"), parts, longest, most);
        addParts(Mirror.get(Mirror.get(event, "status"), "message"), parts, longest, most);
    }

    private static void addParts(Object message, List<Object> parts, int longest, int most) {
        for (Object part : Mirror.all(message, "parts")) {
            Object value = part(part, longest);
            if (value != null && parts.size() < most) {
                parts.add(value);
            }
        }
    }

    private static Object part(Object part, int longest) {
        String text = Mirror.text(part, "text");
        if (text != null) {
            return StepDraft.bounded(text, longest);
        }
        Object data = Mirror.get(part, "data");
        return data instanceof Map || data instanceof List ? Values.copyOf(data) : Mirror.text(Mirror.get(part, "file"), "name");
    }

    /** Whether an event is the last that is said of a task. */
    static boolean isLast(Object event) {
        Object status = Mirror.get(event, "status");
        return status == null ? Mirror.get(event, "parts") != null : Boolean.TRUE.equals(Mirror.get(Mirror.get(status, "state"), "isFinal"));
    }

    /** Metadata of a message, of parameters or of an event; null for none. */
    static Map<?, ?> metadata(Object carrier) {
        return Mirror.get(carrier, "metadata") instanceof Map<?, ?> metadata ? metadata : null;
    }
}
