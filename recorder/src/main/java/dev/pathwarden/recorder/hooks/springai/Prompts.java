package dev.pathwarden.recorder.hooks.springai;

import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.model.ChatMessage;
import dev.pathwarden.recorder.hooks.model.ModelAnswer;
import dev.pathwarden.recorder.hooks.model.ModelRequest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** The library's prompts and chat responses, read. */
final class Prompts {

    private static final String LIBRARY = "org.springframework.ai.";
    private static final String CLASS_NAME_END = "ChatModel";
    private static final String COUNTS_CACHED_APART = "anthropic";
    private static final int MOST_STOPS = 16;

    private Prompts() {
    }

    static ModelRequest request(Object model, Object prompt) {
        Object options = Mirror.get(prompt, "getOptions");
        String name = Mirror.text(options, "getModel");
        ModelRequest request = ModelRequest.to(provider(model), name == null ? Mirror.text(Mirror.get(model, "getOptions"), "getModel") : name).by(model)
                .parameter("temperature", number(options, "getTemperature"))
                .parameter("topP", number(options, "getTopP"))
                .parameter("topK", number(options, "getTopK"))
                .parameter("maxTokens", number(options, "getMaxTokens"))
                .parameter("stop", stops(options));
        Mirror.all(options, "getToolCallbacks").forEach(tool -> request.tool(Mirror.text(Mirror.get(tool, "getToolDefinition"), "name")));
        Mirror.all(prompt, "getInstructions").forEach(message -> add(request, message));
        return request;
    }

    private static Number number(Object options, String method) {
        Object value = Mirror.get(options, method);
        return value instanceof Integer || value instanceof Long || value instanceof Double ? (Number) value : null;
    }

    private static List<?> stops(Object options) {
        Collection<?> stops = Mirror.all(options, "getStopSequences");
        return stops.isEmpty() ? null : stops.stream().limit(MOST_STOPS).filter(String.class::isInstance).toList();
    }

    /** The library copies messages as it goes on, so they are told apart by what they say. */
    private static void add(ModelRequest request, Object message) {
        String type = Mirror.constant(message, "getMessageType");
        Collection<?> responses = Mirror.all(message, "getResponses");
        if (!responses.isEmpty()) {
            responses.forEach(response -> request.message(null,
                    () -> ChatMessage.of("tool", Mirror.text(response, "responseData")).answers(Mirror.text(response, "id"), Mirror.text(response, "name"))));
            return;
        }
        request.message(null, () -> {
            ChatMessage read = ChatMessage.of(type == null ? "unknown" : type.toLowerCase(Locale.ROOT), Mirror.text(message, "getText"));
            Mirror.all(message, "getToolCalls").forEach(call -> read.call(Mirror.text(call, "id"), Mirror.text(call, "name"), Mirror.text(call, "arguments")));
            return read;
        });
    }

    static ModelAnswer answer(Object model, Object response) {
        ModelAnswer answer = new ModelAnswer();
        add(answer, model, response);
        return answer;
    }

    /** Reads a part of a streamed answer of that model. */
    static BiConsumer<ModelAnswer, Object> partOf(Object model) {
        return (answer, part) -> {
            Object response = Mirror.get(part, "chatResponse");
            add(answer, model, response == null ? part : response);
        };
    }

    private static void add(ModelAnswer answer, Object model, Object response) {
        Object message = Mirror.get(Mirror.get(response, "getResult"), "getOutput");
        answer.text(Mirror.text(message, "getText"));
        Mirror.all(message, "getToolCalls").forEach(call -> {
            Object arguments = Mirror.get(call, "arguments");
            // The text is what the tool gets of it, so it is by this object that the tool's call is found.
            answer.call(Mirror.text(call, "id"), Mirror.text(call, "name"), arguments instanceof String text ? text : null, arguments);
        });
        Object usage = Mirror.get(Mirror.get(response, "getMetadata"), "getUsage");
        Long input = Mirror.integer(usage, "getPromptTokens");
        Long output = Mirror.integer(usage, "getCompletionTokens");
        // The library says 0 for "not counted".
        if (input != null && output != null && input + output > 0) {
            Long cached = Mirror.integer(usage, "getCacheReadInputTokens");
            Long written = Mirror.integer(usage, "getCacheWriteInputTokens");
            boolean apart = COUNTS_CACHED_APART.equals(provider(model));
            answer.tokens(apart ? Long.valueOf(input + orZero(cached) + orZero(written)) : input, output, cached);
        }
    }

    private static long orZero(Long tokens) {
        return tokens == null ? 0 : tokens;
    }

    /** From the library's class names, such as {@code OpenAiChatModel}; null for a program's own. */
    private static String provider(Object model) {
        String type = model.getClass().getName();
        if (!type.startsWith(LIBRARY) || !type.endsWith(CLASS_NAME_END)) {
            return null;
        }
        String simple = type.substring(type.lastIndexOf('.') + 1, type.length() - CLASS_NAME_END.length());
        return simple.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
