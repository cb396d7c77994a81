package dev.pathwarden.recorder.attached.program;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.pathwarden.api.Pathwarden;
import io.a2a.A2A;
import io.a2a.client.Client;
import io.a2a.client.config.ClientConfig;
import io.a2a.client.transport.jsonrpc.JSONRPCTransport;
import io.a2a.client.transport.jsonrpc.JSONRPCTransportConfig;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * An agent that asks models, tools, MCP servers and another agent through several libraries, one after the other and whatever became of the last. Prints {@code <what> ran} where the effect took place and
 * {@code <what> refused} where it got the refusal.
 */
public final class FaultedLibraries {

    private FaultedLibraries() {
    }

    /** Something that is tried. */
    private interface Attempt {
        void make() throws Exception;
    }

    /** A model of the program's own. */
    public static final class OwnModel implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            ran("model");
            return ChatResponse.builder().aiMessage(AiMessage.from("hello")).build();
        }
    }

    /** A model of the program's own that streams. */
    public static final class OwnStreamingModel implements StreamingChatModel {
        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            ran("streaming model");
            handler.onCompleteResponse(ChatResponse.builder().aiMessage(AiMessage.from("hello")).build());
        }
    }

    /** Arguments that fail when they are read. */
    private static final class Unreadable extends AbstractMap<String, Object> {
        @Override
        public Set<Entry<String, Object>> entrySet() {
            throw new IllegalStateException("unreadable");
        }
    }

    /** Argument: a directory. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), RedactedMcpHost.class.getName(),
                directory.resolve("given.txt").toString());
        try (McpSyncClient client = McpClient.sync(new StdioClientTransport(ServerParameters.builder(command.get(0)).args(command.subList(1, command.size())).build(), McpJsonDefaults.getMapper())).build();
                DefaultMcpClient other = new DefaultMcpClient.Builder().key("letters").transport(new StdioMcpTransport.Builder().command(command).build()).build()) {
            client.initialize();
            agent("ask everybody", directory, client, other);
        }
        System.exit(0);
    }

    static void agent(String task, Path directory, McpSyncClient client, DefaultMcpClient other) throws Exception {
        ChatRequest request = ChatRequest.builder().messages(UserMessage.from("hello")).build();
        attempt("model", () -> new OwnModel().doChat(request));
        attempt("streaming model", () -> new OwnStreamingModel().doChat(request, new Heard()));
        attempt("marked model", () -> Pathwarden.model("home", "own", Map.of("prompt", "hello"), () -> ran("marked model")));
        attempt("marked tool", () -> Pathwarden.tool("send", Map.of(), () -> ran("marked tool")));
        var method = FaultedLibraries.class.getMethod("ran", String.class);
        attempt("tool", () -> new DefaultToolExecutor(new Object(), method).execute(ToolExecutionRequest.builder().id("1").name("ran").arguments("{\"what\":\"tool\"}").build(), "memory"));
        attempt("mcp sdk", () -> seen("mcp sdk", directory, () -> client.callTool(new CallToolRequest("mail", Map.of("from", "mcp sdk")))));
        attempt("mcp", () -> seen("mcp", directory, () -> other.executeTool(ToolExecutionRequest.builder().name("mail").arguments("{\"from\":\"mcp\"}").build())));
        attempt("served", () -> served("served", Map.of()));
        attempt("served unreadable", () -> served("served unreadable", new Unreadable()));
        attempt("handed over", FaultedLibraries::handOver);
    }

    /** Says that it ran. */
    public static String ran(String what) {
        System.out.println(what + " ran");
        return "done";
    }

    /** Whether a server wrote down that it was asked. */
    private static void seen(String from, Path directory, Attempt attempt) throws Exception {
        Exception failed = null;
        try {
            attempt.make();
        } catch (Exception thrown) {
            failed = thrown;
        }
        Path given = directory.resolve("given.txt");
        if (Files.exists(given) && Files.readString(given).contains("{from=" + from + "}")) {
            System.out.println(from + " ran");
        }
        if (failed != null) {
            throw failed;
        }
    }

    private static void served(String what, Map<String, Object> arguments) {
        AsyncToolSpecification specification = AsyncToolSpecification.builder().tool(Tool.builder("tidy", Map.of("type", "object")).description("Tidies.").build())
                .callHandler((exchange, request) -> Mono.fromSupplier(() -> CallToolResult.builder().addTextContent(ran(what)).build())).build();
        CallToolResult result = specification.callHandler().apply(null, new CallToolRequest("tidy", arguments)).block();
        if (Boolean.TRUE.equals(result.isError())) {
            throw new SecurityException("told so by the answer");
        }
    }

    private static void handOver() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try {
                    server.accept().close();
                    System.out.println("handed over ran");
                } catch (java.io.IOException closed) {
                    // Nobody connected.
                }
            });
            answering.start();
            Client client = Client.builder(A2aWriter.card("writer", "http://127.0.0.1:" + server.getLocalPort() + "/")).withTransport(JSONRPCTransport.class, new JSONRPCTransportConfig())
                    .clientConfig(new ClientConfig.Builder().setStreaming(false).build()).addConsumer((event, card) -> { }).build();
            try {
                client.sendMessage(A2A.toUserMessage("hello"));
            } finally {
                server.close();
                answering.join();
            }
        }
    }

    private static void attempt(String what, Attempt attempt) {
        try {
            attempt.make();
        } catch (Exception failed) {
            boolean refused = Stream.iterate((Throwable) failed, one -> one != null, Throwable::getCause).anyMatch(SecurityException.class::isInstance);
            System.out.println(what + (refused ? " refused" : " failed " + failed));
        }
    }

    private static final class Heard implements StreamingChatResponseHandler {
        @Override
        public void onPartialResponse(String part) {
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
        }

        @Override
        public void onError(Throwable error) {
            System.out.println("streaming model failed " + error);
        }
    }
}
