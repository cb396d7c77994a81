package dev.pathwarden.samples.customerreport;

import dev.langchain4j.mcp.McpToolProvider;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.pathwarden.samples.mcp.ReportMcpServerMain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Runs the customer report agent once, in this JVM.
 *
 * <pre>java -cp ... dev.pathwarden.samples.customerreport.CustomerReportMain --script customer-report/plaintext --out DIR</pre>
 *
 * <p>The scripted model and the loopback service run in a process of their own, the MCP server in another. Both logs lie in DIR; the
 * reports go to the JVM's temporary directory ({@code -Djava.io.tmpdir}). Exit codes: 0 the agent answered and the script was played to its
 * end; 1 it was not; 2 wrong usage.
 */
public final class CustomerReportMain {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REQUEST = "Please make the customer report: every customer with contact and payment details, as a file that the finance team can open.";

    private CustomerReportMain() {
    }

    /** Runs the agent; prints its answer on stdout and problems on stderr. */
    public static void main(String[] args) throws Exception {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(options));
    }

    private static int run(Options options) throws Exception {
        Files.createDirectories(options.out());
        Path reports = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        Files.createDirectories(reports);
        try (Stage stage = Stage.start(options.script(), options.out());
                CustomerDatabase database = CustomerDatabase.open();
                McpClient mcp = mcpClient(options.out().resolve("mcp-server.log"))) {
            System.out.println("The model is scripted: " + stage.title());
            String answer = agent(stage.model(), new ReportTools(database, stage.service(), reports), mcp).answer(REQUEST);
            System.out.println("The agent's answer: " + answer);
            return stage.end();
        }
    }

    private static CustomerReportAgent agent(URI modelUrl, ReportTools tools, McpClient mcp) {
        ChatModel model = OpenAiChatModel.builder()
                .baseUrl(modelUrl.toString())
                .apiKey("not-checked-by-the-scripted-model")
                .modelName("scripted-gpt")
                .temperature(0.0)
                .timeout(PATIENCE)
                .maxRetries(0)
                .build();
        return AiServices.builder(CustomerReportAgent.class)
                .chatModel(model)
                .tools(tools)
                .toolProvider(McpToolProvider.builder().mcpClients(mcp).build())
                .build();
    }

    private static McpClient mcpClient(Path log) throws IOException {
        StdioMcpTransport transport = new StdioMcpTransport.Builder()
                .command(JavaCommand.of(ReportMcpServerMain.class, log.toString()))
                .environment(Map.of())
                .build();
        return DefaultMcpClient.builder()
                .key("report-services")
                .transport(transport)
                .initializationTimeout(PATIENCE)
                .toolExecutionTimeout(PATIENCE)
                .autoHealthCheck(false)
                .build();
    }

    /** What the command line asks for. */
    record Options(String script, Path out) {
        static Options parse(String[] args) {
            String script = "customer-report/plaintext";
            Path out = null;
            for (int i = 0; i < args.length; i += 2) {
                if (i + 1 == args.length) {
                    throw new IllegalArgumentException("The option " + args[i] + " needs a value.");
                }
                switch (args[i]) {
                    case "--script" -> script = args[i + 1];
                    case "--out" -> out = Path.of(args[i + 1]).toAbsolutePath();
                    default -> throw new IllegalArgumentException("There is no option " + args[i] + "; use --script NAME and --out DIR.");
                }
            }
            if (out == null) {
                throw new IllegalArgumentException("The option --out DIR is missing; logs of the model and of the MCP server go there.");
            }
            return new Options(script, out);
        }
    }
}
