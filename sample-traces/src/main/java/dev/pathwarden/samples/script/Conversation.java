package dev.pathwarden.samples.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What an agent has told the model so far, as one chat completion request shows it.
 *
 * @param turnsPlayed answers of the model that the request carries
 * @param unanswered ids of tool calls in the model's last answer that no tool message answers
 * @param results last result of each tool, by tool name
 * @param allResults every tool result, oldest first
 * @param offered names of the tools that the agent offers
 */
record Conversation(int turnsPlayed, Set<String> unanswered, Map<String, String> results, List<String> allResults, Set<String> offered) {

    /** Reads the body of a request to {@code /chat/completions}. */
    static Conversation of(JsonNode request) {
        int turns = 0;
        Map<String, String> toolOfCall = new HashMap<>();
        Set<String> unanswered = new TreeSet<>();
        Map<String, String> results = new LinkedHashMap<>();
        List<String> allResults = new ArrayList<>();
        for (JsonNode message : request.path("messages")) {
            String role = message.path("role").asString("");
            if (role.equals("assistant")) {
                turns++;
                unanswered.clear();
                for (JsonNode call : message.path("tool_calls")) {
                    String id = call.path("id").asString("");
                    toolOfCall.put(id, call.path("function").path("name").asString(""));
                    unanswered.add(id);
                }
            } else if (role.equals("tool")) {
                String id = message.path("tool_call_id").asString("");
                String text = text(message.path("content"));
                unanswered.remove(id);
                results.put(toolOfCall.getOrDefault(id, ""), text);
                allResults.add(text);
            }
        }
        Set<String> offered = new TreeSet<>();
        request.path("tools").forEach(tool -> offered.add(tool.path("function").path("name").asString("")));
        return new Conversation(turns, unanswered, results, allResults, offered);
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        StringBuilder all = new StringBuilder();
        content.forEach(part -> all.append(part.path("text").asString("")));
        return all.toString();
    }
}
