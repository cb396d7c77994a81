package dev.pathwarden.samples.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gemini's API. Calls and results have no ids there: a result belongs to the first call of its name that has none yet. */
final class GeminiDialect implements Dialect {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public JsonNode asked(JsonNode request) {
        List<Object> messages = new ArrayList<>();
        Map<String, List<String>> open = new LinkedHashMap<>();
        int number = 0;
        for (JsonNode content : request.path("contents")) {
            List<Object> calls = new ArrayList<>();
            for (JsonNode part : content.path("parts")) {
                String called = part.path("functionCall").path("name").asString("");
                String answered = part.path("functionResponse").path("name").asString("");
                if (!called.isEmpty()) {
                    String id = "call_" + ++number;
                    open.computeIfAbsent(called, name -> new ArrayList<>()).add(id);
                    calls.add(Map.of("id", id, "function", Map.of("name", called)));
                } else if (!answered.isEmpty()) {
                    List<String> ids = open.getOrDefault(answered, List.of());
                    messages.add(Map.of("role", "tool", "tool_call_id", ids.isEmpty() ? "?" : ids.remove(0), "content", part.path("functionResponse").path("response").toString()));
                }
            }
            if (content.path("role").asString("").equals("model")) {
                messages.add(Map.of("role", "assistant", "tool_calls", calls));
            }
        }
        List<Object> tools = new ArrayList<>();
        request.path("tools").forEach(tool -> tool.path("functionDeclarations").forEach(declared -> tools.add(Map.of("function", Map.of("name", declared.path("name").asString())))));
        return JSON.valueToTree(Map.of("messages", messages, "tools", tools));
    }

    @Override
    public Map<String, Object> answer(Map<String, Object> completion) {
        List<Object> parts = new ArrayList<>();
        parts.add(Map.of("text", Completions.text(completion)));
        parts.addAll(calls(completion));
        return response(completion, parts, true);
    }

    @Override
    public List<Map<String, Object>> events(Map<String, Object> completion) {
        List<Map<String, Object>> events = new ArrayList<>();
        CompletionChunks.pieces(Completions.text(completion)).forEach(piece -> events.add(response(completion, List.of(Map.of("text", piece)), false)));
        events.add(response(completion, calls(completion), true));
        return events;
    }

    private static List<Object> calls(Map<String, Object> completion) {
        return Completions.calls(completion).stream().<Object>map(call -> Map.of("functionCall", Map.of("name", call.name(), "args", call.arguments()))).toList();
    }

    private static Map<String, Object> response(Map<String, Object> completion, List<Object> parts, boolean last) {
        Map<String, Object> candidate = new LinkedHashMap<>();
        candidate.put("content", Map.of("role", "model", "parts", parts));
        candidate.put("index", 0);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("candidates", List.of(candidate));
        response.put("modelVersion", completion.get("model"));
        if (last) {
            candidate.put("finishReason", "STOP");
            response.put("usageMetadata", Map.of("promptTokenCount", Completions.tokens(completion, "prompt_tokens"), "candidatesTokenCount", Completions.tokens(completion, "completion_tokens"),
                    "totalTokenCount", Completions.tokens(completion, "total_tokens")));
        }
        return response;
    }
}
