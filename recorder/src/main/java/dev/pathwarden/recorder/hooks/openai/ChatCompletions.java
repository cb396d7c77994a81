package dev.pathwarden.recorder.hooks.openai;

import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.mirror.Optionals;
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
        ModelRequest request = ModelRequest.to("openai", Optionals.text(parameters, "model", "asString"));
        Optionals.all(parameters, "tools").forEach(tool -> {
            String function = Optionals.text(tool, "function", "function", "name");
            request.tool(function != null ? function : Optionals.text(tool, "custom", "custom", "name"));
        });
        Long most = Optionals.integer(parameters, "maxCompletionTokens");
        request.parameter("temperature", Optionals.number(parameters, "temperature"));
        request.parameter("topP", Optionals.number(parameters, "topP"));
        request.parameter("maxTokens", most != null ? most : Optionals.integer(parameters, "maxTokens"));
        request.parameter("seed", Optionals.integer(parameters, "seed"));
        // The library makes new objects of the same messages, so they are known by what they say.
        Optionals.all(parameters, "messages").forEach(message -> request.message(null, () -> message(message)));
        return request;
    }

    private static ChatMessage message(Object union) {
        for (String role : ROLES) {
            Object message = Optionals.get(union, role);
            if (message != null) {
                ChatMessage read = ChatMessage.of(role, content(Optionals.get(message, "content")));
                if (role.equals("tool")) {
                    read.answers(Optionals.text(message, "toolCallId"), null);
                }
                Optionals.all(message, "toolCalls").forEach(call -> {
                    Object function = Optionals.get(call, "function");
                    read.call(Optionals.text(function, "id"), Optionals.text(function, "function", "name"), Optionals.text(function, "function", "arguments"));
                });
                return read;
            }
        }
        return ChatMessage.of("unknown", null);
    }

    private static String content(Object content) {
        String text = content instanceof String plain ? plain : Optionals.text(content, "text");
        if (text != null || content == null) {
            return text;
        }
        StringBuilder parts = new StringBuilder();
        int number = 0;
        for (Object part : Optionals.all(content, "arrayOfContentParts")) {
            if (++number > MOST_PARTS) {
                break;
            }
            // A part is a union where there can be others than texts, and a text where there can not.
            String said = Optionals.get(part, "text") instanceof String plain ? plain : Optionals.text(part, "text", "text");
            parts.append(parts.isEmpty() ? "" : "\n").append(said == null ? "[no text]" : StepDraft.bounded(said));
        }
        return parts.toString();
    }

    @Override
    public void answer(Object completion, ModelAnswer answer) {
        Object message = first(completion, "message");
        String text = Optionals.text(message, "content");
        answer.text(text != null ? text : Optionals.text(message, "refusal"));
        Optionals.all(message, "toolCalls").forEach(call -> {
            Object function = Optionals.get(call, "function");
            answer.call(Optionals.text(function, "id"), Optionals.text(function, "function", "name"), Optionals.text(function, "function", "arguments"), call);
        });
        readUsage(completion, answer);
    }

    @Override
    public void part(Object chunk, ModelAnswer answer) {
        Object delta = first(chunk, "delta");
        answer.text(Optionals.text(delta, "content")).text(Optionals.text(delta, "refusal"));
        Optionals.all(delta, "toolCalls").forEach(call -> {
            Long index = Optionals.integer(call, "index");
            answer.callPart(index == null ? 0 : index.intValue(), Optionals.text(call, "id"), Optionals.text(call, "function", "name"), Optionals.text(call, "function", "arguments"));
        });
        readUsage(chunk, answer);
    }

    private static Object first(Object target, String part) {
        for (Object choice : Optionals.all(target, "choices")) {
            return Optionals.get(choice, part);
        }
        return null;
    }

    private static void readUsage(Object target, ModelAnswer answer) {
        Object usage = Optionals.get(target, "usage");
        answer.tokens(Optionals.integer(usage, "promptTokens"), Optionals.integer(usage, "completionTokens"), Optionals.integer(usage, "promptTokensDetails", "cachedTokens"));
    }
}
