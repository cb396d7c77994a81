package dev.pathwarden.recorder.hooks.model;

import dev.pathwarden.recorder.context.StepDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One message of a conversation with a model, as it is recorded. Texts and the number of tool calls are bounded. For one thread. */
public final class ChatMessage {

    static final int MOST_CALLS = 64;

    private final Map<String, Object> recorded = new LinkedHashMap<>();
    private final List<Object> calls = new ArrayList<>(0);

    private ChatMessage(String role, String text) {
        recorded.put("role", role);
        recorded.put("text", StepDraft.bounded(text));
    }

    /**
     * A message.
     *
     * @param role {@code system}, {@code user}, {@code assistant}, {@code tool} or what else the library calls it
     * @param text what it says, null where that is no text
     */
    public static ChatMessage of(String role, String text) {
        return new ChatMessage(role, text);
    }

    /** Adds a tool that the message, an earlier answer of the model, asks for; arguments as the model wrote them. */
    public ChatMessage call(String id, String name, String arguments) {
        if (calls.size() < MOST_CALLS) {
            calls.add(recordedCall(id, name, arguments));
            recorded.put("toolCalls", calls);
        }
        return this;
    }

    /** Says which tool call the message, a tool's result, answers. */
    public ChatMessage answers(String id, String name) {
        recorded.put("id", id);
        recorded.put("name", name);
        return this;
    }

    Map<String, Object> recorded() {
        return recorded;
    }

    /** A hash of what is recorded at that place of the conversation. */
    long fingerprint(int index) {
        long hash = index + 1;
        for (Object value : recorded.values()) {
            hash = hash * 0x9E3779B97F4A7C15L + Objects.hashCode(value);
            hash ^= hash >>> 29;
        }
        return hash;
    }

    static Map<String, Object> recordedCall(String id, String name, String arguments) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("id", id);
        call.put("name", name);
        call.put("arguments", StepDraft.bounded(arguments));
        return call;
    }
}
