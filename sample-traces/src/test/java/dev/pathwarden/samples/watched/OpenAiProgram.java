package dev.pathwarden.samples.watched;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientAsync;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClientAsync;
import com.openai.core.JsonValue;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A home-made agent over openai-java: each run asks in another way. Prints what each got. */
public final class OpenAiProgram {

    /** The ways, in the order in which they are taken. */
    static final List<String> WAYS = List.of("chat", "chat stream", "chat async", "chat async stream", "response", "response stream", "response async", "response async stream",
            "closed early", "raw", "raw async stream", "refused", "refused async");

    private static final String WEATHER = "What is the weather in Rome?";

    private final OpenAIClient client;
    private final OpenAIClientAsync async;
    private final Path directory;

    private OpenAiProgram(String baseUrl, Path directory) {
        client = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("no-key").maxRetries(0).build();
        async = OpenAIOkHttpClientAsync.builder().baseUrl(baseUrl).apiKey("no-key").maxRetries(0).build();
        this.directory = directory;
    }

    /** Asks in every way: base URL of the model, and a directory to write to. */
    public static void main(String[] arguments) {
        OpenAiProgram program = new OpenAiProgram(arguments[0], Path.of(arguments[1]));
        for (String way : WAYS) {
            String answer;
            try {
                answer = program.agent(way);
            } catch (RuntimeException error) {
                answer = "thrown: " + error.getMessage();
            }
            System.out.println(way + " -> " + answer);
        }
        System.exit(0);
    }

    /** The agent. */
    public String agent(String way) {
        return switch (way) {
            case "chat" -> chat();
            case "chat stream" -> chatStream();
            case "chat async" -> async.chat().completions().create(hello().build()).thenApply(completion -> written(text(completion))).join();
            case "chat async stream" -> chatAsyncStream();
            case "response" -> text(client.responses().create(response(WEATHER).build()));
            case "response stream" -> responseStream();
            case "response async" -> async.responses().create(response("Hello.").build()).thenApply(answered -> written(text(answered))).join();
            case "response async stream" -> responseAsyncStream();
            case "closed early" -> closedEarly();
            case "raw" -> text(client.chat().completions().withRawResponse().create(hello().build()).parse());
            case "raw async stream" -> async.chat().completions().withRawResponse().createStreaming(hello().build()).thenApply(response -> joined(response.parse())).join();
            case "refused async" -> async.chat().completions().create(hello().addUserMessage("This is refused.").build()).handle((answer, error) -> "failed: " + error.getMessage()).join();
            default -> text(client.chat().completions().create(ChatCompletionCreateParams.builder().model("scripted-gpt").addUserMessage("This is refused.").build()));
        };
    }

    private static ChatCompletionCreateParams.Builder hello() {
        return ChatCompletionCreateParams.builder().model("scripted-gpt").temperature(0.3).maxCompletionTokens(50).addSystemMessage("Be brief.").addUserMessage("Hello.");
    }

    /** Asks for the weather, and goes on with what the tool said. */
    private String chat() {
        FunctionDefinition weather = FunctionDefinition.builder().name("weather").description("Looks up the weather")
                .parameters(FunctionParameters.builder().putAdditionalProperty("type", JsonValue.from("object")).build()).build();
        ChatCompletionCreateParams.Builder asked = ChatCompletionCreateParams.builder().model("scripted-gpt").addFunctionTool(weather).addUserMessage(WEATHER);
        ChatCompletionMessage message = client.chat().completions().create(asked.build()).choices().get(0).message();
        String id = message.toolCalls().orElseThrow().get(0).asFunction().id();
        asked.addMessage(message).addMessage(ChatCompletionToolMessageParam.builder().toolCallId(id).content("sunny").build());
        return text(client.chat().completions().create(asked.build()));
    }

    private String chatStream() {
        return joined(client.chat().completions().createStreaming(hello().build()));
    }

    private static String joined(StreamResponse<ChatCompletionChunk> streamed) {
        try (StreamResponse<ChatCompletionChunk> chunks = streamed) {
            return chunks.stream().flatMap(chunk -> chunk.choices().stream()).map(choice -> choice.delta().content().orElse("")).collect(Collectors.joining());
        }
    }

    private String chatAsyncStream() {
        StringBuffer text = new StringBuffer();
        AsyncStreamResponse<ChatCompletionChunk> chunks = async.chat().completions().createStreaming(hello().build());
        chunks.subscribe(chunk -> {
            chunk.choices().forEach(choice -> text.append(choice.delta().content().orElse("")));
            written(text.toString());
        }).onCompleteFuture().join();
        return text.toString();
    }

    private static ResponseCreateParams.Builder response(String input) {
        FunctionTool weather = FunctionTool.builder().name("weather").strict(false)
                .parameters(FunctionTool.Parameters.builder().putAllAdditionalProperties(Map.of("type", JsonValue.from("object"))).build()).build();
        return ResponseCreateParams.builder().model("scripted-gpt").instructions("Be brief.").input(input).addTool(weather)
                .prompt(com.openai.models.responses.ResponsePrompt.builder().id("pmpt_report").version("7").build());
    }

    private String responseStream() {
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(response("Hello.").build())) {
            return events.stream().map(event -> event.outputTextDelta().map(delta -> delta.delta()).orElse("")).collect(Collectors.joining());
        }
    }

    private String responseAsyncStream() {
        StringBuffer text = new StringBuffer();
        async.responses().createStreaming(response(WEATHER).build())
                .subscribe(event -> event.outputItemDone().flatMap(done -> done.item().functionCall()).ifPresent(call -> text.append(call.name()))).onCompleteFuture().join();
        return text.toString();
    }

    private String closedEarly() {
        try (StreamResponse<ChatCompletionChunk> chunks = client.chat().completions().createStreaming(hello().build())) {
            return chunks.stream().findFirst().orElseThrow().choices().get(0).delta().content().orElse("");
        }
    }

    private static String text(ChatCompletion completion) {
        return completion.choices().get(0).message().content().orElse("");
    }

    private static String text(Response response) {
        return response.output().stream().map(item -> item.functionCall().map(call -> call.name()).orElseGet(() -> item.asMessage().content().get(0).asOutputText().text()))
                .collect(Collectors.joining());
    }

    /** Writes the answer down, so that it can be seen where that happens. */
    private String written(String text) {
        try {
            Files.writeString(directory.resolve("answer.txt"), text);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
