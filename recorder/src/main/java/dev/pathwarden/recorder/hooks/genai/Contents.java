package dev.pathwarden.recorder.hooks.genai;

import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.Optionals;
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
        Object system = Optionals.get(config, "systemInstruction");
        if (system != null) {
            request.message(null, () -> ChatMessage.of("system", text(system)));
        }
        request.parameter("temperature", Optionals.number(config, "temperature")).parameter("topP", Optionals.number(config, "topP")).parameter("topK", Optionals.number(config, "topK"))
                .parameter("maxTokens", Optionals.number(config, "maxOutputTokens")).parameter("seed", Optionals.number(config, "seed")).parameter("stop", stops(config));
        for (Object tool : list(config, "tools")) {
            list(tool, "functionDeclarations").forEach(declared -> request.tool(Optionals.text(declared, "name")));
            list(tool, "functions").forEach(method -> request.tool(Mirror.text(method, "getName")));
        }
    }

    /** Adds the messages of a {@code Content}: its text and calls, and each function's response as one of its own. The library makes contents anew for each request. */
    public static void addContent(ModelRequest request, Object content) {
        List<Object> responses = parts(content, "functionResponse");
        responses.forEach(response -> request.message(null,
                () -> ChatMessage.of("tool", RecordedValues.json(Optionals.get(response, "response"))).answers(Optionals.text(response, "id"), Optionals.text(response, "name"))));
        if (responses.isEmpty() || !text(content).isEmpty()) {
            request.message(null, () -> message(content));
        }
    }

    private static ChatMessage message(Object content) {
        String role = Optionals.text(content, "role");
        ChatMessage message = ChatMessage.of(role == null ? "user" : role.equals("model") ? "assistant" : role, text(content));
        parts(content, "functionCall").forEach(call -> message.call(Optionals.text(call, "id"), Optionals.text(call, "name"), arguments(call)));
        return message;
    }

    /** What a {@code Content} says, without thoughts; empty where that is nothing. */
    public static String text(Object content) {
        StringBuilder text = new StringBuilder();
        for (Object part : list(content, "parts")) {
            if (!Boolean.TRUE.equals(Optionals.get(part, "thought"))) {
                String said = Optionals.text(part, "text");
                text.append(said == null ? "" : said);
            }
        }
        return text.toString();
    }

    /** Adds what a {@code Content} says to an answer. @param withText whether its text is new */
    public static void addTo(ModelAnswer answer, Object content, boolean withText) {
        String text = withText ? text(content) : "";
        answer.text(text.isEmpty() ? null : text);
        parts(content, "functionCall").forEach(call -> answer.call(Optionals.text(call, "id"), Optionals.text(call, "name"), arguments(call), Optionals.get(call, "args")));
    }

    /** Adds the tokens that a {@code GenerateContentResponseUsageMetadata} counts; thoughts are paid for as answers. */
    public static void addUsage(ModelAnswer answer, Object usage) {
        Long said = Optionals.integer(usage, "candidatesTokenCount");
        Long thought = Optionals.integer(usage, "thoughtsTokenCount");
        answer.tokens(Optionals.integer(usage, "promptTokenCount"), said == null ? thought : thought == null ? said : Long.valueOf(said + thought), Optionals.integer(usage, "cachedContentTokenCount"));
    }

    private static String arguments(Object call) {
        return Optionals.get(call, "args") instanceof Map<?, ?> arguments ? RecordedValues.json(arguments) : null;
    }

    private static List<Object> parts(Object content, String kind) {
        return list(content, "parts").stream().map(part -> Optionals.get(part, kind)).filter(java.util.Objects::nonNull).toList();
    }

    private static List<Object> list(Object target, String method) {
        return Optionals.all(target, method).stream().limit(MOST_PARTS).<Object>map(item -> item).toList();
    }

    private static List<Object> stops(Object config) {
        List<Object> stops = list(config, "stopSequences");
        return stops.isEmpty() ? null : stops.stream().limit(MOST_STOPS).filter(String.class::isInstance).toList();
    }
}
