package dev.pathwarden.recorder.hooks.genai;

import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.RecordedValues;
import dev.pathwarden.recorder.hooks.model.ChatMessage;
import dev.pathwarden.recorder.hooks.model.ModelAnswer;
import dev.pathwarden.recorder.hooks.model.ModelRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The library's contents, and what belongs to a request, read. Google ADK uses the same types. */
public final class Contents {

    private static final int MOST_PARTS = 64;
    private static final int MOST_STOPS = 16;

    private Contents() {
    }

    /** Adds what a {@code GenerateContentConfig} says to a request: the system instruction, parameters and tools; null adds nothing. */
    public static void addConfig(ModelRequest request, Object config) {
        Object system = optional(config, "systemInstruction");
        if (system != null) {
            request.message(null, () -> ChatMessage.of("system", text(system)));
        }
        request.parameter("temperature", number(config, "temperature")).parameter("topP", number(config, "topP")).parameter("topK", number(config, "topK"))
                .parameter("maxTokens", number(config, "maxOutputTokens")).parameter("seed", number(config, "seed")).parameter("stop", stops(config));
        for (Object tool : list(config, "tools")) {
            list(tool, "functionDeclarations").forEach(declared -> request.tool(optionalText(declared, "name")));
            list(tool, "functions").forEach(method -> request.tool(Mirror.text(method, "getName")));
        }
    }

    /** Adds the messages of a {@code Content}: its text and calls, and each function's response as one of its own. The library makes contents anew for each request. */
    public static void addContent(ModelRequest request, Object content) {
        List<Object> responses = parts(content, "functionResponse");
        responses.forEach(response -> request.message(null,
                () -> ChatMessage.of("tool", RecordedValues.json(optional(response, "response"))).answers(optionalText(response, "id"), optionalText(response, "name"))));
        if (responses.isEmpty() || !text(content).isEmpty()) {
            request.message(null, () -> message(content));
        }
    }

    private static ChatMessage message(Object content) {
        String role = optionalText(content, "role");
        ChatMessage message = ChatMessage.of(role == null ? "user" : role.equals("model") ? "assistant" : role, text(content));
        parts(content, "functionCall").forEach(call -> message.call(optionalText(call, "id"), optionalText(call, "name"), arguments(call)));
        return message;
    }

    /** What a {@code Content} says, without thoughts; empty where that is nothing. */
    public static String text(Object content) {
        StringBuilder text = new StringBuilder();
        for (Object part : list(content, "parts")) {
            if (!Boolean.TRUE.equals(optional(part, "thought"))) {
                String said = optionalText(part, "text");
                text.append(said == null ? "" : said);
            }
        }
        return text.toString();
    }

    /** Adds what a {@code Content} says to an answer. @param withText whether its text is new */
    public static void addTo(ModelAnswer answer, Object content, boolean withText) {
        String text = withText ? text(content) : "";
        answer.text(text.isEmpty() ? null : text);
        parts(content, "functionCall").forEach(call -> answer.call(optionalText(call, "id"), optionalText(call, "name"), arguments(call), optional(call, "args")));
    }

    /** Adds the tokens that a {@code GenerateContentResponseUsageMetadata} counts; thoughts are paid for as answers. */
    public static void addUsage(ModelAnswer answer, Object usage) {
        Long said = integer(usage, "candidatesTokenCount");
        Long thought = integer(usage, "thoughtsTokenCount");
        answer.tokens(integer(usage, "promptTokenCount"), said == null ? thought : thought == null ? said : Long.valueOf(said + thought), integer(usage, "cachedContentTokenCount"));
    }

    /** What the method, which returns an {@code Optional}, holds; null for nothing. */
    public static Object optional(Object target, String method) {
        return RecordedValues.orNull(Mirror.get(target, method));
    }

    /** As {@link #optional}, null for anything but text. */
    public static String optionalText(Object target, String method) {
        return optional(target, method) instanceof String text ? text : null;
    }

    private static Long integer(Object target, String method) {
        return optional(target, method) instanceof Integer count ? Long.valueOf(count) : null;
    }

    private static String arguments(Object call) {
        return optional(call, "args") instanceof Map<?, ?> arguments ? RecordedValues.json(arguments) : null;
    }

    private static List<Object> parts(Object content, String kind) {
        return list(content, "parts").stream().map(part -> optional(part, kind)).filter(java.util.Objects::nonNull).toList();
    }

    private static List<Object> list(Object target, String method) {
        return optional(target, method) instanceof Collection<?> found ? found.stream().limit(MOST_PARTS).<Object>map(item -> item).toList() : List.of();
    }

    private static Number number(Object config, String method) {
        Object value = optional(config, method);
        return value instanceof Float number ? Double.valueOf(number.toString()) : value instanceof Integer number ? number : null;
    }

    private static List<Object> stops(Object config) {
        List<Object> stops = list(config, "stopSequences");
        return stops.isEmpty() ? null : stops.stream().limit(MOST_STOPS).filter(String.class::isInstance).toList();
    }
}
