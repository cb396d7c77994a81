package dev.pathwarden.recorder.hooks.openai;

import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.model.ChatMessage;
import dev.pathwarden.recorder.hooks.model.ModelAnswer;
import dev.pathwarden.recorder.hooks.model.ModelRequest;
import dev.pathwarden.recorder.hooks.sdk.ApiShape;
import java.util.Collection;

/** The responses API. Of what a model can do itself, as searching the web, only messages and calls of the program's functions are read. */
final class Responses implements ApiShape {

    private static final int MOST_PARTS = 64;

    @Override
    public ModelRequest request(Object parameters) {
        ModelRequest request = ModelRequest.to("openai", model(Maybe.get(parameters, "model")))
                .prompt(Maybe.text(parameters, "prompt", "id"), Maybe.text(parameters, "prompt", "version"));
        Maybe.all(parameters, "tools").forEach(tool -> {
            String function = Maybe.text(tool, "function", "name");
            request.tool(function != null ? function : builtIn(tool));
        });
        request.parameter("temperature", Maybe.number(parameters, "temperature"));
        request.parameter("topP", Maybe.number(parameters, "topP"));
        request.parameter("maxTokens", Maybe.integer(parameters, "maxOutputTokens"));
        // What continues an earlier response comes at the same place as what began it, so it is known as an object.
        boolean continues = Maybe.get(parameters, "previousResponseId") != null || Maybe.get(parameters, "conversation") != null;
        String instructions = Maybe.text(parameters, "instructions");
        if (instructions != null) {
            request.message(null, () -> ChatMessage.of("system", instructions));
        }
        String text = Maybe.text(parameters, "input", "text");
        if (text != null) {
            request.message(continues ? parameters : null, () -> ChatMessage.of("user", text));
        }
        Maybe.all(parameters, "input", "response").forEach(item -> request.message(continues ? item : null, () -> item(item)));
        return request;
    }

    private static String model(Object model) {
        String name = Maybe.text(model, "string");
        if (name == null) {
            name = Maybe.text(model, "chat", "asString");
        }
        return name != null ? name : Maybe.text(model, "only", "asString");
    }

    private static String builtIn(Object tool) {
        for (String kind : new String[] {"webSearch", "fileSearch", "codeInterpreter", "mcp", "computer", "shell", "localShell", "custom"}) {
            if (Maybe.get(tool, kind) != null) {
                return kind;
            }
        }
        return "tool";
    }

    private static ChatMessage item(Object item) {
        Object easy = Maybe.get(item, "easyInputMessage");
        Object message = easy != null ? easy : Maybe.get(item, "message");
        if (message != null) {
            Object content = Maybe.get(message, "content");
            String text = Maybe.text(content, "textInput");
            Collection<?> parts = content instanceof Collection<?> list ? list : Maybe.all(content, "responseInputMessageContentList");
            return ChatMessage.of(role(message), text != null ? text : parts(parts, "inputText"));
        }
        Object output = Maybe.get(item, "responseOutputMessage");
        if (output != null) {
            return ChatMessage.of("assistant", parts(Maybe.all(output, "content"), "outputText"));
        }
        Object call = Maybe.get(item, "functionCall");
        if (call != null) {
            return ChatMessage.of("assistant", null).call(Maybe.text(call, "callId"), Maybe.text(call, "name"), Maybe.text(call, "arguments"));
        }
        Object result = Maybe.get(item, "functionCallOutput");
        return result == null ? ChatMessage.of("unknown", null) : ChatMessage.of("tool", Maybe.text(result, "output", "string")).answers(Maybe.text(result, "callId"), null);
    }

    private static String role(Object message) {
        String role = Maybe.text(message, "role", "asString");
        return role == null ? "user" : role;
    }

    private static String parts(Collection<?> parts, String kind) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (Object part : parts) {
            if (++number > MOST_PARTS) {
                break;
            }
            String said = Maybe.text(part, kind, "text");
            text.append(text.isEmpty() ? "" : "\n").append(said == null ? "[no text]" : StepDraft.bounded(said));
        }
        return text.toString();
    }

    @Override
    public void answer(Object response, ModelAnswer answer) {
        for (Object item : Maybe.all(response, "output")) {
            for (Object content : Maybe.all(item, "message", "content")) {
                answer.text(Maybe.text(content, "outputText", "text")).text(Maybe.text(content, "refusal", "refusal"));
            }
            Object call = Maybe.get(item, "functionCall");
            if (call != null) {
                answer.call(Maybe.text(call, "callId"), Maybe.text(call, "name"), Maybe.text(call, "arguments"), call);
            }
        }
        Object usage = Maybe.get(response, "usage");
        answer.tokens(Maybe.integer(usage, "inputTokens"), Maybe.integer(usage, "outputTokens"), Maybe.integer(usage, "inputTokensDetails", "cachedTokens"));
    }

    @Override
    public void part(Object event, ModelAnswer answer) {
        answer.text(Maybe.text(event, "outputTextDelta", "delta"));
        Object call = Maybe.get(event, "outputItemDone", "item", "functionCall");
        if (call != null) {
            Long index = Maybe.integer(event, "outputItemDone", "outputIndex");
            answer.wholeCall(index == null ? 0 : index.intValue(), Maybe.text(call, "callId"), Maybe.text(call, "name"), Maybe.text(call, "arguments"), call);
        }
        Object whole = Maybe.get(event, "completed", "response");
        Object last = whole != null ? whole : Maybe.get(event, "incomplete", "response");
        Object usage = Maybe.get(last, "usage");
        answer.tokens(Maybe.integer(usage, "inputTokens"), Maybe.integer(usage, "outputTokens"), Maybe.integer(usage, "inputTokensDetails", "cachedTokens"));
    }
}
