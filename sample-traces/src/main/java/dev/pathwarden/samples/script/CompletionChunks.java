package dev.pathwarden.samples.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts a chat completion into the chunks of a streamed one: text and arguments come in pieces, the tokens at the end. */
final class CompletionChunks {

    private static final int PIECE = 12;

    private CompletionChunks() {
    }

    /** The chunks of a completion, as bodies of server-sent events. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> of(Map<String, Object> completion) {
        Map<String, Object> choice = ((List<Map<String, Object>>) completion.get("choices")).get(0);
        Map<String, Object> message = (Map<String, Object>) choice.get("message");
        List<Map<String, Object>> chunks = new ArrayList<>();
        chunks.add(chunk(completion, Map.of("role", "assistant", "content", ""), null));
        for (String piece : pieces((String) message.get("content"))) {
            chunks.add(chunk(completion, Map.of("content", piece), null));
        }
        List<Map<String, Object>> calls = (List<Map<String, Object>>) message.getOrDefault("tool_calls", List.of());
        for (int index = 0; index < calls.size(); index++) {
            Map<String, Object> call = calls.get(index);
            Map<String, Object> function = (Map<String, Object>) call.get("function");
            chunks.add(call(completion, Map.of("index", index, "id", call.get("id"), "type", "function", "function", Map.of("name", function.get("name"), "arguments", ""))));
            for (String piece : pieces((String) function.get("arguments"))) {
                chunks.add(call(completion, Map.of("index", index, "function", Map.of("arguments", piece))));
            }
        }
        chunks.add(chunk(completion, Map.of(), choice.get("finish_reason")));
        Map<String, Object> usage = like(completion, List.of());
        usage.put("usage", completion.get("usage"));
        chunks.add(usage);
        return chunks;
    }

    private static Map<String, Object> call(Map<String, Object> completion, Map<String, Object> call) {
        return chunk(completion, Map.of("tool_calls", List.of(call)), null);
    }

    private static Map<String, Object> chunk(Map<String, Object> completion, Map<String, Object> delta, Object finishReason) {
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("delta", delta);
        choice.put("finish_reason", finishReason);
        return like(completion, List.of(choice));
    }

    private static Map<String, Object> like(Map<String, Object> completion, List<Object> choices) {
        Map<String, Object> chunk = new LinkedHashMap<>();
        chunk.put("id", completion.get("id"));
        chunk.put("object", "chat.completion.chunk");
        chunk.put("created", completion.get("created"));
        chunk.put("model", completion.get("model"));
        chunk.put("choices", choices);
        return chunk;
    }

    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); from += PIECE) {
            pieces.add(text.substring(from, Math.min(text.length(), from + PIECE)));
        }
        return pieces;
    }
}
