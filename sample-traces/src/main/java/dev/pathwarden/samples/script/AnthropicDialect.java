package dev.pathwarden.samples.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Anthropic's messages API. */
final class AnthropicDialect implements Dialect {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public JsonNode asked(JsonNode request) {
        List<Object> messages = new ArrayList<>();
        for (JsonNode message : request.path("messages")) {
            List<Object> calls = new ArrayList<>();
            for (JsonNode part : message.path("content")) {
                switch (part.path("type").asString("")) {
                    case "tool_use" -> calls.add(Map.of("id", part.path("id").asString(), "function", Map.of("name", part.path("name").asString())));
                    case "tool_result" -> messages.add(Map.of("role", "tool", "tool_call_id", part.path("tool_use_id").asString(), "content", text(part.path("content"))));
                    default -> { }
                }
            }
            if (message.path("role").asString("").equals("assistant")) {
                messages.add(Map.of("role", "assistant", "tool_calls", calls));
            }
        }
        List<Object> tools = new ArrayList<>();
        request.path("tools").forEach(tool -> tools.add(Map.of("function", Map.of("name", tool.path("name").asString()))));
        return JSON.valueToTree(Map.of("messages", messages, "tools", tools));
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }

    @Override
    public Map<String, Object> answer(Map<String, Object> completion) {
        return message(completion, blocks(completion), stopReason(completion), output(completion));
    }

    @Override
    public List<Map<String, Object>> events(Map<String, Object> completion) {
        List<Map<String, Object>> events = new ArrayList<>();
        events.add(Map.of("type", "message_start", "message", message(completion, List.of(), null, 1)));
        int index = 0;
        for (Map<String, Object> block : blocks(completion)) {
            Map<String, Object> empty = new LinkedHashMap<>(block);
            empty.computeIfPresent("text", (key, text) -> "");
            empty.computeIfPresent("input", (key, input) -> Map.of());
            events.add(Map.of("type", "content_block_start", "index", index, "content_block", empty));
            boolean text = block.containsKey("text");
            for (String piece : CompletionChunks.pieces(text ? (String) block.get("text") : JSON.writeValueAsString(block.get("input")))) {
                events.add(Map.of("type", "content_block_delta", "index", index,
                        "delta", text ? Map.of("type", "text_delta", "text", piece) : Map.of("type", "input_json_delta", "partial_json", piece)));
            }
            events.add(Map.of("type", "content_block_stop", "index", index++));
        }
        Map<String, Object> delta = new LinkedHashMap<>();
        delta.put("stop_reason", stopReason(completion));
        delta.put("stop_sequence", null);
        events.add(Map.of("type", "message_delta", "delta", delta, "usage", Map.of("output_tokens", output(completion))));
        events.add(Map.of("type", "message_stop"));
        return events;
    }

    private static Map<String, Object> message(Map<String, Object> completion, List<Map<String, Object>> blocks, String stopReason, long output) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", completion.get("id"));
        message.put("type", "message");
        message.put("role", "assistant");
        message.put("model", completion.get("model"));
        message.put("content", blocks);
        message.put("stop_reason", stopReason);
        message.put("stop_sequence", null);
        // A part of the tokens as if they came from the cache, which this API counts apart.
        message.put("usage", Map.of("input_tokens", Completions.tokens(completion, "prompt_tokens"), "cache_read_input_tokens", 7, "cache_creation_input_tokens", 0, "output_tokens", output));
        return message;
    }

    private static List<Map<String, Object>> blocks(Map<String, Object> completion) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(Map.of("type", "text", "text", Completions.text(completion)));
        Completions.calls(completion).forEach(call -> blocks.add(Map.of("type", "tool_use", "id", call.id(), "name", call.name(), "input", call.arguments())));
        return blocks;
    }

    private static String stopReason(Map<String, Object> completion) {
        return Completions.calls(completion).isEmpty() ? "end_turn" : "tool_use";
    }

    private static long output(Map<String, Object> completion) {
        return Completions.tokens(completion, "completion_tokens");
    }
}
