package dev.pathwarden.recorder.attached.program;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An MCP server on stdio whose tools write down what they are given, and answer with an address. Its argument: the file for that. */
public final class RedactedMcpHost {

    private static final List<String> TOOLS = List.of("mail", "openly", "served", "servedOpenly", "servedObject", "failing", "servedFailing", "failingOpenly");

    private RedactedMcpHost() {
    }

    public static void main(String[] args) throws Exception {
        Path given = Path.of(args[0]);
        CountDownLatch ended = new CountDownLatch(1);
        McpSyncServer server = McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper(), new Input(System.in, ended), System.out))
                .serverInfo("letters", "1.0.0")
                .capabilities(ServerCapabilities.builder().tools(true).resources(false, false).prompts(false).build())
                .tools(TOOLS.stream().map(name -> tool(name, given)).toList())
                .resources(new SyncResourceSpecification(Resource.builder("letters://all", "all").mimeType("text/plain").build(),
                        (exchange, request) -> new ReadResourceResult(List.of(new TextResourceContents("letters://all", "text/plain", "a letter of resource@example.org")))))
                .prompts(new SyncPromptSpecification(new Prompt("write", "Writes.", List.of()), (exchange, request) -> {
                    write(given, "write", request.arguments());
                    return new GetPromptResult("", List.of(new PromptMessage(Role.USER, new TextContent("write to prompt@example.org"))));
                }))
                .build();
        ended.await();
        server.closeGracefully();
        System.exit(0);
    }

    private static SyncToolSpecification tool(String name, Path given) {
        return SyncToolSpecification.builder().tool(Tool.builder(name, Map.of("type", "object")).description("Sends letters.").build())
                .callHandler((exchange, request) -> answer(request, given)).build();
    }

    private static CallToolResult answer(CallToolRequest request, Path given) {
        String name = request.name();
        write(given, name, request.arguments());
        if (name.toLowerCase(java.util.Locale.ROOT).contains("failing")) {
            throw new IllegalStateException("there is no mailbox " + name + "@example.org");
        }
        Object structured = name.equals("servedObject") ? new StringBuilder("from the program") : Map.of("copy", "structured-" + name + "@example.org");
        return CallToolResult.builder().addTextContent("{\"copy\":\"" + name + "\\u0040example.org\"}").structuredContent(structured).build();
    }

    private static void write(Path given, String tool, Map<String, Object> arguments) {
        try {
            Files.writeString(given, tool + " " + arguments + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class Input extends FilterInputStream {
        private final CountDownLatch ended;

        Input(InputStream in, CountDownLatch ended) {
            super(in);
            this.ended = ended;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count < 0) {
                ended.countDown();
            }
            return count;
        }
    }
}
