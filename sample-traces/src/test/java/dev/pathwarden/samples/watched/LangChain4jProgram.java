package dev.pathwarden.samples.watched;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Agents of LangChain4j, one after the other: streamed answers, a model that asks another, a system of agents. Prints what each caller got. */
public final class LangChain4jProgram {

    private final ChatModel model;
    private final StreamingChatModel streaming;
    private final Path directory;

    private LangChain4jProgram(String baseUrl, Path directory) {
        model = OpenAiChatModel.builder().baseUrl(baseUrl).apiKey("no-key").modelName("scripted-gpt").temperature(0.2).maxTokens(100).build();
        streaming = OpenAiStreamingChatModel.builder().baseUrl(baseUrl).apiKey("no-key").modelName("scripted-gpt").temperature(0.2).build();
        this.directory = directory;
    }

    /** Runs all agents: base URL of the model, and a directory to write to. */
    public static void main(String[] arguments) throws Exception {
        LangChain4jProgram program = new LangChain4jProgram(arguments[0], Path.of(arguments[1]));
        program.stream("What is the weather in Rome?");
        program.stream("Please break off.");
        program.stream("Say what is refused.");
        program.stream("Say the last word.");
        program.cancel("Say hello.");
        program.askThrough("Say hello.");
        program.system();
        System.exit(0);
    }

    /** An agent whose answer is a stream. */
    public interface Streamer {
        TokenStream ask(String question);
    }

    /** Its tool. */
    public static final class Weather {
        @Tool("Looks up the weather")
        String weather(@P("city") String city) {
            return "sunny in " + city;
        }
    }

    private void stream(String question) throws Exception {
        Streamer agent = AiServices.builder(Streamer.class).streamingChatModel(streaming).tools(new Weather()).build();
        CompletableFuture<String> answer = new CompletableFuture<>();
        TokenStream stream = agent.ask(question);
        try {
            // On another thread than the one that asked, which is no part of the run any more.
            CompletableFuture<Void> started = new CompletableFuture<>();
            Thread starter = new Thread(() -> {
                try {
                    stream.onPartialResponse(part -> { })
                            .onCompleteResponse(response -> answer.complete(response.aiMessage().text()))
                            .onError(error -> answer.complete("failed: " + error.getMessage()))
                            .start();
                    started.complete(null);
                } catch (RuntimeException error) {
                    started.completeExceptionally(error);
                }
            });
            starter.start();
            started.get(1, TimeUnit.MINUTES);
            System.out.println(question + " -> " + answer.get(1, TimeUnit.MINUTES).lines().findFirst().orElse(""));
        } catch (java.util.concurrent.ExecutionException refused) {
            System.out.println(question + " -> thrown: " + refused.getCause().getMessage());
        }
    }

    /** A home-made agent that has enough of the answer after its first part, and writes that down. */
    public String cancel(String question) throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(1);
        streaming.chat(ChatRequest.builder().messages(dev.langchain4j.data.message.UserMessage.from(question)).build(), new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
                context.streamingHandle().cancel();
                try {
                    Files.writeString(directory.resolve("first-part.txt"), part.text());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                enough.countDown();
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                enough.countDown();
            }

            @Override
            public void onError(Throwable error) {
                enough.countDown();
            }
        });
        enough.await(1, TimeUnit.MINUTES);
        return "cancelled";
    }

    /** An agent whose model asks another. */
    public interface Asker {
        String ask(String question);
    }

    /** A model that asks another. */
    static final class RoutingModel implements ChatModel {
        private final ChatModel other;

        RoutingModel(ChatModel other) {
            this.other = other;
        }

        @Override
        public ChatResponse doChat(ChatRequest request) {
            return other.chat(request);
        }
    }

    private void askThrough(String question) {
        System.out.println("through -> " + AiServices.create(Asker.class, new RoutingModel(model)).ask(question));
    }

    /** Writes. */
    public interface Writer {
        @SystemMessage("You write.")
        @UserMessage("Write about {{topic}}.")
        @Agent("writes")
        String write(@V("topic") String topic);
    }

    /** Edits. */
    public interface Editor {
        @SystemMessage("You edit.")
        @UserMessage("Edit {{draft}}.")
        @Agent("edits")
        String edit(@V("draft") String draft);
    }

    /** Both, one after the other. */
    public interface Newsroom {
        @Agent
        String publish(@V("topic") String topic);
    }

    private void system() {
        Writer writer = AgenticServices.agentBuilder(Writer.class).chatModel(model).outputKey("draft").build();
        Editor editor = AgenticServices.agentBuilder(Editor.class).chatModel(model).name("chief editor").async(true).outputKey("text").build();
        Newsroom newsroom = AgenticServices.sequenceBuilder(Newsroom.class).subAgents(writer, editor).outputKey("text").build();
        System.out.println("newsroom -> " + newsroom.publish("frogs"));
    }
}
