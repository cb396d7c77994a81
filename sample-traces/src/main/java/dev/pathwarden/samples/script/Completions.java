package dev.pathwarden.samples.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of a chat completion. */
final class Completions {

    private Completions() {
    }

    /** A tool that is asked for. */
    record Call(String id, String name, Map<String, Object> arguments) {
    }

    static String text(Map<String, Object> completion) {
        return (String) message(completion).get("content");
    }

    @SuppressWarnings("unchecked")
    static List<Call> calls(Map<String, Object> completion) {
        List<Call> calls = new ArrayList<>();
        for (Map<String, Object> call : (List<Map<String, Object>>) message(completion).getOrDefault("tool_calls", List.of())) {
            Map<String, Object> function = (Map<String, Object>) call.get("function");
            calls.add(new Call((String) call.get("id"), (String) function.get("name"), JsonMapper.shared().readValue((String) function.get("arguments"), Map.class)));
        }
        return calls;
    }

    @SuppressWarnings("unchecked")
    static long tokens(Map<String, Object> completion, String kind) {
        return ((Map<String, Long>) completion.get("usage")).get(kind);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> message(Map<String, Object> completion) {
        return (Map<String, Object>) ((List<Map<String, Object>>) completion.get("choices")).get(0).get("message");
    }
}
