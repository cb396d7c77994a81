package dev.pathwarden.recorder.hooks.openai;

import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.mirror.Optionals;
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
        ModelRequest request = ModelRequest.to("openai", model(Optionals.get(parameters, "model")))
                .prompt(Optionals.text(parameters, "prompt", "id"), Optionals.text(parameters, "prompt", "version"));
        Optionals.all(parameters, "tools").forEach(tool -> {
            String function = Optionals.text(tool, "function", "name");
            request.tool(function != null ? function : builtIn(tool));
        });
        request.parameter("temperature", Optionals.number(parameters, "temperature"));
        request.parameter("topP", Optionals.number(parameters, "topP"));
        request.parameter("maxTokens", Optionals.integer(parameters, "maxOutputTokens"));
        // What continues an earlier response comes at the same place as what began it, so it is known as an object.
        boolean continues = Optionals.get(parameters, "previousResponseId") != null || Optionals.get(parameters, "conversation") != null;
        String instructions = Optionals.text(parameters, "instructions");
        if (instructions != null) {
            request.message(null, () -> ChatMessage.of("system", instructions));
        }
        String text = Optionals.text(parameters, "input", "text");
        if (text != null) {
            request.message(continues ? parameters : null, () -> ChatMessage.of("user", text));
        }
        Optionals.all(parameters, "input", "response").forEach(item -> request.message(continues ? item : null, () -> item(item)));
        return request;
    }

    private static String model(Object model) {
        String name = Optionals.text(model, "string");
        if (name == null) {
            name = Optionals.text(model, "chat", "asString");
        }
        return name != null ? name : Optionals.text(model, "only", "asString");
    }

    private static String builtIn(Object tool) {
        for (String kind : new String[] {"webSearch", "fileSearch", "codeInterpreter", "mcp", "computer", "shell", "localShell", "custom"}) {
            if (Optionals.get(tool, kind) != null) {
                return kind;
            }
        }
        return "tool";
    }

    private static ChatMessage item(Object item) {
        Object easy = Optionals.get(item, "easyInputMessage");
        Object message = easy != null ? easy : Optionals.get(item, "message");
        if (message != null) {
            Object content = Optionals.get(message, "content");
            String text = Optionals.text(content, "textInput");
            Collection<?> parts = content instanceof Collection<?> list ? list : Optionals.all(content, "responseInputMessageContentList");
            return ChatMessage.of(role(message), text != null ? text : parts(parts, "inputText"));
        }
        Object output = Optionals.get(item, "responseOutputMessage");
        if (output != null) {
            return ChatMessage.of("assistant", parts(Optionals.all(output, "content"), "outputText"));
        }
        Object call = Optionals.get(item, "functionCall");
        if (call != null) {
            return ChatMessage.of("assistant", null).call(Optionals.text(call, "callId"), Optionals.text(call, "name"), Optionals.text(call, "arguments"));
        }
        Object result = Optionals.get(item, "functionCallOutput");
        return result == null ? ChatMessage.of("unknown", null) : ChatMessage.of("tool", Optionals.text(result, "output", "string")).answers(Optionals.text(result, "callId"), null);
    }

    private static String role(Object message) {
        String role = Optionals.text(message, "role", "asString");
        return role == null ? "user" : role;
    }

    private static String parts(Collection<?> parts, String kind) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (Object part : parts) {
            if (++number > MOST_PARTS) {
                break;
            }
            String said = Optionals.text(part, kind, "text");
            text.append(text.isEmpty() ? "" : "\n").append(said == null ? "[no text]" : StepDraft.bounded(said));
        }
        return text.toString();
    }

    @Override
    public void answer(Object response, ModelAnswer answer) {
        for (Object item : Optionals.all(response, "output")) {
            for (Object content : Optionals.all(item, "message", "content")) {
                answer.text(Optionals.text(content, "outputText", "text")).text(Optionals.text(content, "refusal", "refusal"));
            }
            Object call = Optionals.get(item, "functionCall");
            if (call != null) {
                answer.call(Optionals.text(call, "callId"), Optionals.text(call, "name"), Optionals.text(call, "arguments"), call);
            }
        }
        Object usage = Optionals.get(response, "usage");
        answer.tokens(Optionals.integer(usage, "inputTokens"), Optionals.integer(usage, "outputTokens"), Optionals.integer(usage, "inputTokensDetails", "cachedTokens"));
    }

    @Override
    public void part(Object event, ModelAnswer answer) {
        answer.text(Optionals.text(event, "outputTextDelta", "delta"));
        Object call = Optionals.get(event, "outputItemDone", "item", "functionCall");
        if (call != null) {
            Long index = Optionals.integer(event, "outputItemDone", "outputIndex");
            answer.wholeCall(index == null ? 0 : index.intValue(), Optionals.text(call, "callId"), Optionals.text(call, "name"), Optionals.text(call, "arguments"), call);
        }
        Object whole = Optionals.get(event, "completed", "response");
        Object last = whole != null ? whole : Optionals.get(event, "incomplete", "response");
        Object usage = Optionals.get(last, "usage");
        answer.tokens(Optionals.integer(usage, "inputTokens"), Optionals.integer(usage, "outputTokens"), Optionals.integer(usage, "inputTokensDetails", "cachedTokens"));
    }
}
