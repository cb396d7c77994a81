package dev.pathwarden.samples.springai;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.tool.function.FunctionToolCallback;
import reactor.core.publisher.Flux;

/** Asks a model in several ways and calls a tool of its own accord, each whatever became of the others. Prints what they gave, and the exception where there was one. */
public final class SpringAiStepsProgram {

    private SpringAiStepsProgram() {
    }

    /** Something that is tried. */
    private interface Attempt {
        Object make();
    }

    /** A model of the program's own. */
    static final class OwnChatModel implements ChatModel {
        @Override
        public ChatResponse call(Prompt prompt) {
            return new ChatResponse(List.of(new Generation(new AssistantMessage("model ran"))));
        }

        @Override
        public Flux<ChatResponse> stream(Prompt prompt) {
            return Flux.fromIterable(List.of(prompt)).map(this::call);
        }
    }

    /** A prompt whose messages can be counted and not read. */
    private static final class UnreadablePrompt extends Prompt {
        UnreadablePrompt() {
            super(List.of(new UserMessage("Count.")));
        }

        @Override
        public List<Message> getInstructions() {
            return new AbstractList<>() {
                @Override
                public Message get(int index) {
                    throw new IllegalStateException("unreadable");
                }

                @Override
                public int size() {
                    return 1;
                }
            };
        }
    }

    public static void main(String[] args) {
        agent("Count.");
        System.exit(0);
    }

    /** The agent. */
    static void agent(String task) {
        ChatModel model = new OwnChatModel();
        attempt("call", () -> model.call(new Prompt(task)).getResult().getOutput().getText());
        attempt("stream", () -> model.stream(new Prompt(task)).blockLast().getResult().getOutput().getText());
        attempt("unreadable call", () -> model.call(new UnreadablePrompt()).getResult().getOutput().getText());
        attempt("unreadable stream", () -> model.stream(new UnreadablePrompt()).blockLast().getResult().getOutput().getText());
        attempt("tool", () -> FunctionToolCallback.builder("count", (Map<?, ?> input) -> "tool ran").description("Counts.").inputType(Map.class).build().call("{}"));
    }

    private static void attempt(String what, Attempt attempt) {
        try {
            System.out.println(what + ": " + attempt.make());
        } catch (RuntimeException failed) {
            System.out.println(what + ": " + failed.getClass().getSimpleName());
        }
    }
}
