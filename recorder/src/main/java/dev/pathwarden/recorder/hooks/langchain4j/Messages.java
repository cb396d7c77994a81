package dev.pathwarden.recorder.hooks.langchain4j;

import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.model.ChatMessage;
import dev.pathwarden.recorder.hooks.model.ModelAnswer;
import java.util.Collection;
import java.util.Locale;

/** The library's chat messages. */
final class Messages {

    private static final int MOST_PARTS = 64;

    private Messages() {
    }

    /** One message: its role and what it says. */
    static ChatMessage read(Object message) {
        String type = Mirror.constant(message, "type");
        return switch (type == null ? "" : type) {
            case "SYSTEM" -> ChatMessage.of("system", Mirror.text(message, "text"));
            case "USER" -> ChatMessage.of("user", contents(Mirror.all(message, "contents")));
            case "AI" -> withCalls(ChatMessage.of("assistant", Mirror.text(message, "text")), message);
            case "TOOL_EXECUTION_RESULT" -> ChatMessage.of("tool", Mirror.text(message, "text")).answers(Mirror.text(message, "id"), Mirror.text(message, "toolName"));
            default -> ChatMessage.of(type == null ? "unknown" : type.toLowerCase(Locale.ROOT), null);
        };
    }

    /** Reads a response, as far as there is one. */
    static void readAnswer(Object response, ModelAnswer answer) {
        Object message = Mirror.get(response, "aiMessage");
        answer.text(Mirror.text(message, "text"));
        for (Object request : Mirror.all(message, "toolExecutionRequests")) {
            answer.call(Mirror.text(request, "id"), Mirror.text(request, "name"), Mirror.text(request, "arguments"), request);
        }
        readUsage(Mirror.get(response, "tokenUsage"), answer);
    }

    /** Providers count cached tokens each in its way: Anthropic's are not among the input tokens, the others' are. */
    private static void readUsage(Object usage, ModelAnswer answer) {
        Long input = Mirror.integer(usage, "inputTokenCount");
        Long apart = Mirror.integer(usage, "cacheReadInputTokens");
        Long written = Mirror.integer(usage, "cacheCreationInputTokens");
        Long cached = apart;
        if (apart == null) {
            cached = Mirror.integer(Mirror.get(usage, "inputTokensDetails"), "cachedTokens");
        }
        if (cached == null) {
            cached = Mirror.integer(usage, "cachedContentTokenCount");
        }
        Long all = input == null ? null : (Long) (input + (apart == null ? 0 : apart) + (written == null ? 0 : written));
        answer.tokens(all, Mirror.integer(usage, "outputTokenCount"), cached);
    }

    private static ChatMessage withCalls(ChatMessage read, Object message) {
        for (Object request : Mirror.all(message, "toolExecutionRequests")) {
            read.call(Mirror.text(request, "id"), Mirror.text(request, "name"), Mirror.text(request, "arguments"));
        }
        return read;
    }

    private static String contents(Collection<?> contents) {
        StringBuilder text = new StringBuilder();
        int parts = 0;
        for (Object content : contents) {
            if (++parts > MOST_PARTS) {
                break;
            }
            String part = Mirror.text(content, "text");
            text.append(text.isEmpty() ? "" : "\n").append(part == null ? "[" + content.getClass().getSimpleName() + "]" : StepDraft.bounded(part));
        }
        return text.toString();
    }
}
