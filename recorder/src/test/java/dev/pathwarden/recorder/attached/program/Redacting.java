package dev.pathwarden.recorder.attached.program;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.pathwarden.api.Pathwarden;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An agent whose tools' arguments and results hold addresses: of the MCP Java SDK, of a home-made loop, and of LangChain4j. Prints {@code <tool>: <what it gave, or the messages of what it threw>}. */
public final class Redacting {

    private static final String TO = "ann@example.com";
    private static final long CARD = 4111111111111111L;

    private Redacting() {
    }

    /** Something that a tool does. */
    private interface Call {
        Object make() throws Exception;
    }

    /** A result of a class that is the program's own. */
    public record Person(String address) {
    }

    /** Argument: a directory. */
    public static void main(String[] arguments) throws Exception {
        agent("send letters", Path.of(arguments[0]));
    }

    static void agent(String task, Path directory) throws Exception {
        mcp(directory);
        homeMade();
        langChain4j();
    }

    private static void mcp(Path directory) {
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), RedactedMcpHost.class.getName(),
                directory.resolve("given.txt").toString());
        try (McpSyncClient client = McpClient.sync(transport(command)).build()) {
            client.initialize();
            for (String tool : List.of("mail", "openly", "served", "servedOpenly", "servedObject", "failing", "servedFailing", "failingOpenly")) {
                attempt("mcp " + tool, () -> text(client.callTool(new CallToolRequest(tool, Map.of("to", TO, "times", 2)))));
            }
            attempt("mcp number", () -> text(client.callTool(new CallToolRequest("mail", Map.of("card", CARD)))));
            attempt("mcp resource", () -> ((TextResourceContents) client.readResource(new ReadResourceRequest("letters://all")).contents().get(0)).text());
            attempt("mcp prompt", () -> ((TextContent) client.getPrompt(new GetPromptRequest("write", Map.of("to", TO))).messages().get(0).content()).text());
        }
        McpAsyncClient client = McpClient.async(transport(command)).build();
        attempt("mcp async", () -> client.callTool(new CallToolRequest("mail", Map.of("to", TO))).map(Redacting::text).block());
        client.closeGracefully().block();
    }

    private static StdioClientTransport transport(List<String> command) {
        return new StdioClientTransport(ServerParameters.builder(command.get(0)).args(command.subList(1, command.size())).build(), McpJsonDefaults.getMapper());
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text() + " " + result.structuredContent();
    }

    private static void homeMade() {
        attempt("home text", () -> Pathwarden.tool("home_text", Map.of("id", 7), () -> "of text@example.org"));
        attempt("home map", () -> {
            TreeMap<String, List<String>> sorted = Pathwarden.tool("home_map", Map.of(), () -> new TreeMap<>(Map.of("rows", List.of("of map@example.org"))));
            return sorted;
        });
        attempt("home number", () -> {
            Long card = Pathwarden.tool("home_number", Map.of(), () -> CARD);
            return card;
        });
        attempt("home object", () -> Pathwarden.tool("home_object", Map.of(), () -> new Person("object@example.org")).address());
        attempt("home nothing", () -> Pathwarden.tool("home_nothing", Map.of("id", 7), () -> null));
        attempt("home arguments", () -> Pathwarden.tool("home_arguments", Map.of("to", TO), () -> "the tool ran"));
        attempt("home fails", () -> Pathwarden.tool("home_fails", Map.of(), () -> {
            throw new IllegalStateException("there is no mailbox fails@example.org");
        }));
        attempt("home openly", () -> Pathwarden.tool("home_Openly", Map.of("to", TO), () -> "of openly@example.org"));
    }

    /** Sends a letter. */
    public static String letter(String to) {
        return "letter to " + to;
    }

    /** Charges a card. */
    public static String charge(long card) {
        return "charged " + card;
    }

    /** Cannot be done. */
    public static String fail(String to) {
        throw new IllegalStateException("there is no mailbox " + to.length() + "chain@example.org");
    }

    private static void langChain4j() throws ReflectiveOperationException {
        execute("letter", String.class, "{\"to\":\"" + TO + "\"}", "letter");
        execute("letterOpenly", String.class, "{\"to\":\"" + TO + "\"}", "letter");
        execute("number", String.class, "{\"to\":" + CARD + "}", "letter");
        execute("charge", long.class, "{\"card\":" + CARD + "}", "charge");
        execute("fail", String.class, "{\"to\":\"x\"}", "fail");
        execute("failOpenly", String.class, "{\"to\":\"x\"}", "fail");
    }

    private static void execute(String tool, Class<?> parameter, String arguments, String method) throws ReflectiveOperationException {
        var reflected = Redacting.class.getMethod(method, parameter);
        ToolExecutor executor = new DefaultToolExecutor.Builder().object(new Object()).originalMethod(reflected).methodToInvoke(reflected).propagateToolExecutionExceptions(true).build();
        attempt("chain " + tool, () -> executor.execute(ToolExecutionRequest.builder().id("1").name("chain_" + tool).arguments(arguments).build(), "memory"));
    }

    private static void attempt(String what, Call call) {
        try {
            System.out.println(what + ": " + call.make());
        } catch (Exception failed) {
            System.out.println(what + ": failed " + Stream.iterate((Throwable) failed, one -> one != null, Throwable::getCause).map(Throwable::getMessage).toList());
        }
    }
}
