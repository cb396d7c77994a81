package dev.pathwarden.recorder.hooks.openai;

import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.model.ChatMessage;
import dev.pathwarden.recorder.hooks.model.ModelAnswer;
import dev.pathwarden.recorder.hooks.model.ModelRequest;
import dev.pathwarden.recorder.hooks.sdk.ApiShape;

/** The chat completions API. Of several choices the first is the answer. */
final class ChatCompletions implements ApiShape {

    private static final int MOST_PARTS = 64;
    private static final String[] ROLES = {"system", "developer", "user", "assistant", "tool", "function"};

    @Override
    public ModelRequest request(Object parameters) {
        ModelRequest request = ModelRequest.to("openai", Maybe.text(parameters, "model", "asString"));
        Maybe.all(parameters, "tools").forEach(tool -> {
            String function = Maybe.text(tool, "function", "function", "name");
            request.tool(function != null ? function : Maybe.text(tool, "custom", "custom", "name"));
        });
        Long most = Maybe.integer(parameters, "maxCompletionTokens");
        request.parameter("temperature", Maybe.number(parameters, "temperature"));
        request.parameter("topP", Maybe.number(parameters, "topP"));
        request.parameter("maxTokens", most != null ? most : Maybe.integer(parameters, "maxTokens"));
        request.parameter("seed", Maybe.integer(parameters, "seed"));
        // The library makes new objects of the same messages, so they are known by what they say.
        Maybe.all(parameters, "messages").forEach(message -> request.message(null, () -> message(message)));
        return request;
    }

    private static ChatMessage message(Object union) {
        for (String role : ROLES) {
            Object message = Maybe.get(union, role);
            if (message != null) {
                ChatMessage read = ChatMessage.of(role, content(Maybe.get(message, "content")));
                if (role.equals("tool")) {
                    read.answers(Maybe.text(message, "toolCallId"), null);
                }
                Maybe.all(message, "toolCalls").forEach(call -> {
                    Object function = Maybe.get(call, "function");
                    read.call(Maybe.text(function, "id"), Maybe.text(function, "function", "name"), Maybe.text(function, "function", "arguments"));
                });
                return read;
            }
        }
        return ChatMessage.of("unknown", null);
    }

    private static String content(Object content) {
        String text = content instanceof String plain ? plain : Maybe.text(content, "text");
        if (text != null || content == null) {
            return text;
        }
        StringBuilder parts = new StringBuilder();
        int number = 0;
        for (Object part : Maybe.all(content, "arrayOfContentParts")) {
            if (++number > MOST_PARTS) {
                break;
            }
            // A part is a union where there can be others than texts, and a text where there can not.
            String said = Maybe.get(part, "text") instanceof String plain ? plain : Maybe.text(part, "text", "text");
            parts.append(parts.isEmpty() ? "" : "\n").append(said == null ? "[no text]" : StepDraft.bounded(said));
        }
        return parts.toString();
    }

    @Override
    public void answer(Object completion, ModelAnswer answer) {
        Object message = first(completion, "message");
        String text = Maybe.text(message, "content");
        answer.text(text != null ? text : Maybe.text(message, "refusal"));
        Maybe.all(message, "toolCalls").forEach(call -> {
            Object function = Maybe.get(call, "function");
            answer.call(Maybe.text(function, "id"), Maybe.text(function, "function", "name"), Maybe.text(function, "function", "arguments"), call);
        });
        readUsage(completion, answer);
    }

    @Override
    public void part(Object chunk, ModelAnswer answer) {
        Object delta = first(chunk, "delta");
        answer.text(Maybe.text(delta, "content")).text(Maybe.text(delta, "refusal"));
        Maybe.all(delta, "toolCalls").forEach(call -> {
            Long index = Maybe.integer(call, "index");
            answer.callPart(index == null ? 0 : index.intValue(), Maybe.text(call, "id"), Maybe.text(call, "function", "name"), Maybe.text(call, "function", "arguments"));
        });
        readUsage(chunk, answer);
    }

    private static Object first(Object target, String part) {
        for (Object choice : Maybe.all(target, "choices")) {
            return Maybe.get(choice, part);
        }
        return null;
    }

    private static void readUsage(Object target, ModelAnswer answer) {
        Object usage = Maybe.get(target, "usage");
        answer.tokens(Maybe.integer(usage, "promptTokens"), Maybe.integer(usage, "completionTokens"), Maybe.integer(usage, "promptTokensDetails", "cachedTokens"));
    }
}
