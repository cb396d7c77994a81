package dev.pathwarden.samples.script;

import dev.pathwarden.samples.script.Script.Call;
import dev.pathwarden.samples.script.Script.Line;
import dev.pathwarden.samples.script.Script.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers chat completion requests from a script. Which turn is next is read from the request itself, so an agent that starts
 * over, or repeats a request, gets the same answer again.
 */
final class ScriptedModel {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{result:([A-Za-z0-9_.-]+)}}");
    private static final int CHARS_PER_TOKEN = 4;

    private final Script script;
    private final JsonMapper json;

    ScriptedModel(Script script, JsonMapper json) {
        this.script = script;
        this.json = json;
    }

    /**
     * The answer to a request, as the body of an OpenAI chat completion.
     *
     * @throws DeviationException if the script does not foresee the request
     */
    Map<String, Object> answer(JsonNode request) throws DeviationException {
        Conversation conversation = Conversation.of(request);
        int number = conversation.turnsPlayed();
        if (number >= script.turns().size()) {
            throw new DeviationException("the agent asks for turn " + (number + 1) + ", and the script ends with turn " + script.turns().size());
        }
        if (!conversation.unanswered().isEmpty()) {
            throw new DeviationException("turn " + (number + 1) + ": the agent did not say what came of the tool calls " + conversation.unanswered());
        }
        Turn turn = script.turns().get(number);
        List<Map<String, Object>> calls = new ArrayList<>();
        for (Call call : turn.calls()) {
            if (!conversation.offered().contains(call.tool())) {
                throw new DeviationException("turn " + (number + 1) + ": the script calls " + call.tool() + ", and the agent offers " + conversation.offered());
            }
            calls.add(toolCall("call_" + (number + 1) + "_" + (calls.size() + 1), call, conversation));
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", text(turn, conversation));
        if (!calls.isEmpty()) {
            message.put("tool_calls", calls);
        }
        return completion(number, message, calls.isEmpty() ? "stop" : "tool_calls", request);
    }

    /** Whether the request asks for the last turn. */
    boolean isLast(JsonNode request) {
        return Conversation.of(request).turnsPlayed() == script.turns().size() - 1;
    }

    private Map<String, Object> completion(int number, Map<String, Object> message, String finish, JsonNode request) {
        long asked = tokens(json.writeValueAsString(request.path("messages")));
        long answered = tokens(json.writeValueAsString(message));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", "chatcmpl-scripted-" + (number + 1));
        body.put("object", "chat.completion");
        body.put("created", System.currentTimeMillis() / 1000);
        body.put("model", script.model());
        body.put("choices", List.of(Map.of("index", 0, "message", message, "finish_reason", finish)));
        body.put("usage", Map.of("prompt_tokens", asked, "completion_tokens", answered, "total_tokens", asked + answered));
        return body;
    }

    private Map<String, Object> toolCall(String id, Call call, Conversation conversation) throws DeviationException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (Map.Entry<String, Object> argument : new java.util.TreeMap<>(call.arguments()).entrySet()) {
            arguments.put(argument.getKey(), filled(argument.getValue(), conversation));
        }
        return Map.of("id", id, "type", "function", "function", Map.of("name", call.tool(), "arguments", json.writeValueAsString(arguments)));
    }

    private static Object filled(Object value, Conversation conversation) throws DeviationException {
        if (!(value instanceof String text)) {
            return value;
        }
        Matcher placeholder = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (placeholder.find()) {
            String result = conversation.results().get(placeholder.group(1));
            if (result == null) {
                throw new DeviationException("the script needs a result of " + placeholder.group(1) + ", and the agent reported none");
            }
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(result));
        }
        return placeholder.appendTail(filled).toString();
    }

    private static String text(Turn turn, Conversation conversation) {
        for (Line line : turn.lines()) {
            if (line.ifResultContains() == null || conversation.allResults().stream().anyMatch(result -> result.contains(line.ifResultContains()))) {
                return line.text();
            }
        }
        return "";
    }

    private static long tokens(String text) {
        return (text.length() + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
    }
}
