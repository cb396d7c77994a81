package dev.pathwarden.recorder.hooks.anthropic;

import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.mirror.Optionals;
import dev.pathwarden.recorder.hooks.mirror.RecordedValues;
import dev.pathwarden.recorder.hooks.model.ChatMessage;
import dev.pathwarden.recorder.hooks.model.ModelAnswer;
import dev.pathwarden.recorder.hooks.model.ModelRequest;
import dev.pathwarden.recorder.hooks.sdk.ApiShape;
import java.util.Collection;
import java.util.List;

/** The messages API, and its beta twin, whose types have the same methods. Thoughts are not recorded. */
final class MessagesApi implements ApiShape {

    private static final int MOST_PARTS = 64;
    private static final int MOST_STOPS = 16;

    @Override
    public ModelRequest request(Object parameters) {
        ModelRequest request = ModelRequest.to("anthropic", Optionals.text(parameters, "model", "asString"))
                .parameter("maxTokens", Optionals.integer(parameters, "maxTokens"))
                .parameter("temperature", Optionals.number(parameters, "temperature"))
                .parameter("topP", Optionals.number(parameters, "topP"))
                .parameter("topK", Optionals.integer(parameters, "topK"))
                .parameter("stop", stops(parameters));
        Optionals.all(parameters, "tools").forEach(tool -> {
            String name = Optionals.text(tool, "tool", "name");
            name = name != null ? name : Optionals.text(tool, "betaTool", "name");
            request.tool(name != null ? name : Optionals.text(tool, "name"));
        });
        Object system = Optionals.get(parameters, "system");
        if (system != null) {
            request.message(null, () -> ChatMessage.of("system", systemText(system)));
        }
        // The library makes new objects of the same messages, so they are known by what they say.
        Optionals.all(parameters, "messages").forEach(message -> add(request, message));
        return request;
    }

    private static List<?> stops(Object parameters) {
        Collection<?> stops = Optionals.all(parameters, "stopSequences");
        return stops.isEmpty() ? null : stops.stream().limit(MOST_STOPS).filter(String.class::isInstance).toList();
    }

    private static String systemText(Object system) {
        String text = Optionals.text(system, "string");
        Collection<?> parts = Optionals.all(system, "textBlockParams");
        return text != null ? text : texts(parts.isEmpty() ? Optionals.all(system, "betaTextBlockParams") : parts);
    }

    /** A message, and each tool's result in it as one of its own. */
    private static void add(ModelRequest request, Object message) {
        Object content = Optionals.get(message, "content");
        Collection<?> parts = Optionals.all(content, "contentBlockParams");
        List<Object> results = parts.stream().limit(MOST_PARTS).map(part -> Optionals.get(part, "toolResult")).filter(java.util.Objects::nonNull).toList();
        results.forEach(result -> request.message(null, () -> ChatMessage.of("tool", resultText(Optionals.get(result, "content"))).answers(Optionals.text(result, "toolUseId"), null)));
        if (results.size() < parts.size() || parts.isEmpty()) {
            request.message(null, () -> message(Optionals.text(message, "role", "asString"), Optionals.text(content, "string"), parts));
        }
    }

    private static ChatMessage message(String role, String text, Collection<?> parts) {
        ChatMessage message = ChatMessage.of(role == null ? "user" : role, text != null ? text : texts(parts.stream().map(part -> Optionals.get(part, "text")).toList()));
        parts.stream().limit(MOST_PARTS).map(part -> Optionals.get(part, "toolUse")).filter(java.util.Objects::nonNull)
                .forEach(call -> message.call(Optionals.text(call, "id"), Optionals.text(call, "name"), RecordedValues.json(JsonFields.object(Optionals.get(call, "input")))));
        return message;
    }

    private static String resultText(Object content) {
        String text = Optionals.text(content, "string");
        return text != null ? text : texts(Optionals.all(content, "blocks").stream().map(block -> Optionals.get(block, "text")).toList());
    }

    private static String texts(Collection<?> parts) {
        StringBuilder texts = new StringBuilder();
        parts.stream().limit(MOST_PARTS).forEach(part -> {
            String text = Optionals.text(part, "text");
            if (text != null) {
                texts.append(texts.isEmpty() ? "" : "\n").append(StepDraft.bounded(text));
            }
        });
        return texts.toString();
    }

    @Override
    public void answer(Object message, ModelAnswer answer) {
        for (Object block : Optionals.all(message, "content")) {
            answer.text(Optionals.text(block, "text", "text"));
            Object call = Optionals.get(block, "toolUse");
            if (call != null) {
                answer.call(Optionals.text(call, "id"), Optionals.text(call, "name"), RecordedValues.json(JsonFields.object(Optionals.get(call, "_input"))), call);
            }
        }
        addUsage(Optionals.get(message, "usage"), answer);
    }

    @Override
    public void part(Object event, ModelAnswer answer) {
        addUsage(Optionals.get(event, "messageStart", "message", "usage"), answer);
        addUsage(Optionals.get(event, "messageDelta", "usage"), answer);
        Object start = Optionals.get(event, "contentBlockStart");
        Object call = Optionals.get(start, "contentBlock", "toolUse");
        if (call != null) {
            answer.callPart(index(start), Optionals.text(call, "id"), Optionals.text(call, "name"), null);
        }
        answer.text(Optionals.text(start, "contentBlock", "text", "text"));
        Object delta = Optionals.get(event, "contentBlockDelta");
        answer.text(Optionals.text(delta, "delta", "text", "text"));
        String arguments = Optionals.text(delta, "delta", "inputJson", "partialJson");
        if (arguments != null) {
            answer.callPart(index(delta), null, null, arguments);
        }
    }

    private static int index(Object event) {
        Long index = Optionals.integer(event, "index");
        return index == null ? 0 : index.intValue();
    }

    /** The provider counts tokens from and into its cache apart. */
    private static void addUsage(Object usage, ModelAnswer answer) {
        Long input = Optionals.integer(usage, "inputTokens");
        Long cached = Optionals.integer(usage, "cacheReadInputTokens");
        Long written = Optionals.integer(usage, "cacheCreationInputTokens");
        answer.tokens(input == null ? null : Long.valueOf(input + (cached == null ? 0 : cached) + (written == null ? 0 : written)), Optionals.integer(usage, "outputTokens"), cached);
    }
}
