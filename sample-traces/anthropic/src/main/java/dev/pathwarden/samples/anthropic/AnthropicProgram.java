package dev.pathwarden.samples.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.BetaRunnableTool;
import com.anthropic.helpers.BetaToolRunner;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.BetaTool;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import com.anthropic.models.beta.messages.ToolRunnerCreateParams;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Lets the client's tool runner do a task, and then asks for a first answer in each of the ways that the client has. */
public final class AnthropicProgram {

    private static final String MODEL = "scripted-claude";
    private static final String SYSTEM = "You keep notes.";
    private static final String WISH = "Tidy up my notes.";
    private static final long MOST_TOKENS = 1000;

    private static AnthropicClient client;
    private static Path notes;

    private AnthropicProgram() {
    }

    /** @param args URL of the model's server, and directory with the notes */
    public static void main(String[] args) {
        client = AnthropicOkHttpClient.builder().baseUrl(args[0]).apiKey("not-a-real-key").maxRetries(0).build();
        notes = Path.of(args[1]);
        for (String way : List.of("runner", "blocking", "streamed", "future", "pushed")) {
            System.out.println(way + ": " + tidy(way));
        }
        System.exit(0);
    }

    /** The agent. @param way how it asks the model */
    static String tidy(String way) {
        return switch (way) {
            case "runner" -> byRunner();
            case "blocking" -> text(client.messages().create(first()));
            case "streamed" -> streamed();
            case "future" -> client.async().messages().create(first()).thenApply(AnthropicProgram::text).join();
            default -> pushed();
        };
    }

    private static String byRunner() {
        var params = com.anthropic.models.beta.messages.MessageCreateParams.builder()
                .model(MODEL).maxTokens(MOST_TOKENS).system(SYSTEM).addUserMessage(WISH)
                .addTool(tool("read_note", name -> Files.readString(notes.resolve(name))))
                .addTool(tool("count_notes", name -> "there are " + notes.toFile().list().length + " notes"))
                .addTool(tool("archive_note", name -> "archived " + Files.copy(notes.resolve(name), notes.resolve(name + ".archived")).getFileName()))
                .addTool(tool("delete_note", AnthropicProgram::delete)).build();
        // Without a thread at the provider, each request carries the whole conversation.
        BetaToolRunner runner = client.beta().messages().toolRunner(ToolRunnerCreateParams.builder().initialMessageParams(params).thread(false).build());
        StringBuilder answer = new StringBuilder();
        for (BetaMessage message : runner) {
            answer.setLength(0);
            message.content().forEach(block -> block.text().ifPresent(text -> answer.append(text.text())));
        }
        return answer.toString();
    }

    private static String delete(String name) throws IOException {
        Files.delete(notes.resolve(name));
        return "deleted";
    }

    /** What a tool does with the name of a note. */
    private interface OnNote {
        String apply(String name) throws IOException;
    }

    private static BetaRunnableTool tool(String name, OnNote action) {
        Function<String, BetaToolResultBlockParam.Content> run = input -> {
            try {
                return BetaToolResultBlockParam.Content.ofString(action.apply(input.replaceAll(".*\"name\"\\s*:\\s*\"([^\"]*)\".*", "$1")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return BetaRunnableTool.of(BetaTool.builder().name(name).description("Does something with a note.").inputSchema(BetaTool.InputSchema.builder().build()).build(), run);
    }

    private static MessageCreateParams first() {
        MessageCreateParams.Builder params = MessageCreateParams.builder().model(MODEL).maxTokens(MOST_TOKENS).system(SYSTEM).addUserMessage(WISH);
        for (String name : List.of("read_note", "count_notes", "archive_note", "delete_note")) {
            params.addTool(Tool.builder().name(name).inputSchema(Tool.InputSchema.builder().build()).build());
        }
        return params.build();
    }

    private static String text(Message message) {
        StringBuilder text = new StringBuilder();
        message.content().forEach(block -> block.text().ifPresent(part -> text.append(part.text())));
        return text.toString();
    }

    private static String streamed() {
        StringBuilder text = new StringBuilder();
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(first())) {
            stream.stream().forEach(event -> add(text, event));
        }
        return text.toString();
    }

    private static String pushed() {
        StringBuilder text = new StringBuilder();
        CompletableFuture<Void> end = client.async().messages().createStreaming(first()).subscribe(event -> add(text, event)).onCompleteFuture();
        end.join();
        return text.toString();
    }

    private static void add(StringBuilder text, RawMessageStreamEvent event) {
        event.contentBlockDelta().flatMap(delta -> delta.delta().text()).ifPresent(delta -> text.append(delta.text()));
    }
}
