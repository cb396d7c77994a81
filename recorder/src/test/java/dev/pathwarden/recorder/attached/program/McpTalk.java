package dev.pathwarden.recorder.attached.program;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An agent that talks to {@link McpHost} through the MCP Java SDK, blocking and not, and through LangChain4j. */
public final class McpTalk {

    private McpTalk() {
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        // Begun outside of any run, as a program that keeps its servers does.
        try (McpSyncClient early = McpClient.sync(transport(directory, "early.jsonl")).build()) {
            early.initialize();
            System.out.println(text(early, "note", "before"));
            agent("take notes", directory, early);
            System.out.println(text(early, "note", "behind"));
        }
    }

    static void agent(String task, Path directory, McpSyncClient early) throws Exception {
        early.listTools();
        Map<String, Object> own = Map.of("progressToken", "p1", "traceparent", "00-11111111111111111111111111111111-2222222222222222-01", "baggage", "tenant=7", "dev.pathwarden/agent-id", "forged");
        early.callTool(new CallToolRequest("note", Map.of("text", "first", "times", 1), own));
        System.out.println(text(early, "forbidden", "sync"));
        System.out.println(text(early, "guarded", "sync"));
        System.out.println(text(early, "fail", "sync"));
        early.readResource(new ReadResourceRequest("notes://all"));
        early.getPrompt(new GetPromptRequest("tidy", Map.of()));
        early.callTool(new CallToolRequest("redefine", Map.of("text", "mallory@evil.example")));
        early.listTools();
        early.callTool(new CallToolRequest("note", Map.of("text", "second")));

        McpAsyncClient async = McpClient.async(transport(directory, "async.jsonl")).build();
        // The session begins with the first call, on a thread of the transport.
        async.callTool(new CallToolRequest("note", Map.of("text", "third"))).doOnNext(answer -> write(directory, "behind-answer")).block();
        async.callTool(new CallToolRequest("forbidden", Map.of("text", "async")))
                .doOnError(error -> System.out.println("signal " + error.getClass().getSimpleName()))
                .onErrorComplete().block();
        async.closeGracefully().block();

        try (DefaultMcpClient other = new DefaultMcpClient.Builder().key("my-notes").transport(new StdioMcpTransport.Builder().command(command(directory, "other.jsonl")).build())
                .metaSupplier(context -> Map.of("progressToken", "p2")).build()) {
            other.listTools();
            other.executeTool(ToolExecutionRequest.builder().name("note").arguments("{\"text\":\"fourth\"}").build());
        }
    }

    private static String text(McpSyncClient client, String tool, String text) {
        try {
            var result = client.callTool(new CallToolRequest(tool, Map.of("text", text)));
            return tool + " " + result.isError() + " " + ((io.modelcontextprotocol.spec.McpSchema.TextContent) result.content().get(0)).text();
        } catch (RuntimeException failed) {
            return tool + " " + failed.getClass().getSimpleName() + " " + failed.getMessage();
        }
    }

    private static StdioClientTransport transport(Path directory, String wire) {
        List<String> command = command(directory, wire);
        return new StdioClientTransport(ServerParameters.builder(command.get(0)).args(command.subList(1, command.size())).build(), McpJsonDefaults.getMapper());
    }

    private static List<String> command(Path directory, String wire) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), McpHost.class.getName(), directory.toString(),
                directory.resolve(wire).toString());
    }

    private static void write(Path directory, String name) {
        try {
            Files.writeString(directory.resolve(name), name);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
