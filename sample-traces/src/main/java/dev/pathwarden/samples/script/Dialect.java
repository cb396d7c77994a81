package dev.pathwarden.samples.script;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How one provider's API says what a chat completion says. */
interface Dialect {

    /** What the request is as one to {@code /chat/completions}. */
    JsonNode asked(JsonNode request);

    /** The body that says what the completion says. */
    Map<String, Object> answer(Map<String, Object> completion);

    /** The server-sent events of a streamed answer: bodies, each with its event's name as {@code type} where the API has names. */
    List<Map<String, Object>> events(Map<String, Object> completion);
}
