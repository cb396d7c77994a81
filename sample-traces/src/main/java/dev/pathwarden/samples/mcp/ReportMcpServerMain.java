package dev.pathwarden.samples.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/**
 * MCP server on stdio with the tools of {@link ReportServices}. Its one argument is the file that everything it receives is written to.
 *
 * <p>Ends when its stdin ends.
 */
public final class ReportMcpServerMain {

    private ReportMcpServerMain() {
    }

    /** Serves until stdin ends. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 1) {
            System.err.println("One argument is needed: the file for the log of requests.");
            System.exit(2);
        }
        CountDownLatch ended = new CountDownLatch(1);
        try (OutputStream log = Files.newOutputStream(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            LoggedInput input = new LoggedInput(System.in, log, ended::countDown);
            McpSyncServer server = McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper(), input, System.out))
                    .serverInfo("report-services", "1.0.0")
                    .capabilities(ServerCapabilities.builder().tools(false).build())
                    .tools(ReportServices.tools())
                    .build();
            ended.await();
            server.closeGracefully();
        }
        System.exit(0);
    }
}
