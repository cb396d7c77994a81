package dev.pathwarden.recorder.hooks.langchain4j;

import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Chat messages as recorded values. Texts and their number are bounded. */
final class Messages {

    private static final int MOST_PARTS = 64;

    private Messages() {
    }

    /** One message: its role and what it says. */
    static Map<String, Object> read(Object message) {
        Map<String, Object> read = new LinkedHashMap<>();
        String type = Mirror.constant(message, "type");
        switch (type == null ? "" : type) {
            case "SYSTEM" -> putText(read, "system", Mirror.text(message, "text"));
            case "USER" -> putText(read, "user", contents(Mirror.all(message, "contents")));
            case "AI" -> {
                putText(read, "assistant", Mirror.text(message, "text"));
                putCalls(read, message);
            }
            case "TOOL_EXECUTION_RESULT" -> {
                putText(read, "tool", Mirror.text(message, "text"));
                read.put("id", Mirror.text(message, "id"));
                read.put("name", Mirror.text(message, "toolName"));
            }
            default -> putText(read, type == null ? "unknown" : type.toLowerCase(Locale.ROOT), null);
        }
        return read;
    }

    /** The model's answer: what it says and the tools it asks for. */
    static Map<String, Object> answer(Object aiMessage) {
        Map<String, Object> read = new LinkedHashMap<>();
        read.put("text", StepDraft.bounded(Mirror.text(aiMessage, "text")));
        putCalls(read, aiMessage);
        return read;
    }

    private static void putText(Map<String, Object> read, String role, String text) {
        read.put("role", role);
        read.put("text", StepDraft.bounded(text));
    }

    private static void putCalls(Map<String, Object> read, Object message) {
        List<Object> calls = new ArrayList<>();
        for (Object request : Mirror.all(message, "toolExecutionRequests")) {
            if (calls.size() < MOST_PARTS) {
                Map<String, Object> call = new LinkedHashMap<>();
                call.put("id", Mirror.text(request, "id"));
                call.put("name", Mirror.text(request, "name"));
                call.put("arguments", StepDraft.bounded(Mirror.text(request, "arguments")));
                calls.add(call);
            }
        }
        if (!calls.isEmpty()) {
            read.put("toolCalls", calls);
        }
    }

    private static String contents(Collection<?> contents) {
        StringBuilder text = new StringBuilder();
        int parts = 0;
        for (Object content : contents) {
            if (++parts > MOST_PARTS) {
                break;
            }
            String part = Mirror.text(content, "text");
            text.append(text.isEmpty() ? "" : "\n").append(part == null ? "[" + content.getClass().getSimpleName() + "]" : StepDraft.bounded(part));
        }
        return text.toString();
    }
}
