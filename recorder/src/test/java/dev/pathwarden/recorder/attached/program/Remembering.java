package dev.pathwarden.recorder.attached.program;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.memory.ChatMemoryAccess;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;

/** A service of LangChain4j that lets the program look into its memory, and an agent that evaluates code with GraalVM. Prints what comes of each. */
public final class Remembering {

    /** The service. */
    public interface Assistant extends ChatMemoryAccess {
        /** Asks it. */
        String chat(@MemoryId String user, @UserMessage String message);
    }

    private Remembering() {
    }

    public static void main(String[] args) throws Exception {
        ChatModel model = new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                return ChatResponse.builder().aiMessage(AiMessage.from("remembered")).build();
            }
        };
        Assistant assistant = AiServices.builder(Assistant.class).chatModel(model).chatMemoryProvider(user -> MessageWindowChatMemory.withMaxMessages(10)).build();
        System.out.println(assistant.chat("ada", "Remember this."));
        System.out.println("memory " + assistant.getChatMemory("ada").messages().size());
        System.out.println("evicted " + assistant.evictChatMemory("ada"));
        agent("compute");
    }

    static void agent(String task) throws Exception {
        try (Context context = Context.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build()) {
            attempt("text", () -> context.eval("js", "'evaluated ' + 6 * 7").asString());
            attempt("source", () -> context.eval(Source.newBuilder("js", "'evaluated ' + 6 * 8", "eight.js").build()).asString());
            attempt("parsed", () -> context.parse("js", "'evaluated ' + 6 * 9").execute().asString());
            attempt("forbidden text", () -> context.eval("js", "'forbidden ' + 1").asString());
            attempt("forbidden source", () -> context.eval(Source.newBuilder("js", "'forbidden ' + 2", "two.js").build()).asString());
            attempt("forbidden parsed", () -> context.parse("js", "'forbidden ' + 3").execute().asString());
        }
    }

    /** Something that gives a text. */
    private interface Attempt {
        String make() throws Exception;
    }

    private static void attempt(String what, Attempt attempt) {
        try {
            System.out.println(what + ": " + attempt.make());
        } catch (Exception thrown) {
            System.out.println(what + ": " + thrown.getClass().getSimpleName());
        }
    }
}
