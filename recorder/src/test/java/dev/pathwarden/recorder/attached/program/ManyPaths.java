package dev.pathwarden.recorder.attached.program;

import io.a2a.A2A;
import io.a2a.client.Client;
import io.a2a.client.config.ClientConfig;
import io.a2a.client.transport.jsonrpc.JSONRPCTransport;
import io.a2a.client.transport.jsonrpc.JSONRPCTransportConfig;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * An agent that works on all kinds of threads, over HTTP, through an MCP server that it starts, and with another agent. Its arguments: the directory for its files, and the ports of
 * {@link A2aWriter}.
 */
public final class ManyPaths {

    private static final String NAME = "ManyPaths";

    private final EffectLog effects;
    private final Path directory;
    private final String peer;
    private final String servlets;
    private final ExecutorService pool;
    private final HttpClient http = HttpClient.newHttpClient();

    private ManyPaths(Path directory, String peer, String servlets, ExecutorService pool) throws Exception {
        this.directory = directory;
        this.peer = "http://127.0.0.1:" + peer + "/";
        this.servlets = "http://127.0.0.1:" + servlets + "/";
        this.pool = pool;
        effects = new EffectLog(directory);
    }

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        // Threads of the pool that began before any run do not belong to it.
        for (int i = 0; i < 3; i++) {
            pool.submit(() -> { }).get();
        }
        ManyPaths program = new ManyPaths(Path.of(args[0]), args[1], args[2], pool);
        agent("go everywhere", program);
        program.http.send(program.request(program.peer, "stop"), BodyHandlers.discarding());
        pool.shutdown();
        System.exit(0);
    }

    static void agent(String task, ManyPaths program) throws Exception {
        program.onThreads();
        program.overHttp();
        program.overMcp();
        program.overA2a();
    }

    private void onThreads() throws Exception {
        effects.write(NAME, "caller");
        Thread thread = new Thread(() -> effects.write(NAME, "thread"));
        thread.start();
        thread.join();
        pool.submit(() -> effects.write(NAME, "pool")).get();
        CompletableFuture.runAsync(() -> effects.write(NAME, "future")).thenRun(() -> effects.write(NAME, "future-then")).get();
        CompletableFuture.supplyAsync(() -> "x", pool).thenApplyAsync(x -> {
            effects.write(NAME, "future-pool");
            return x;
        }, pool).get();
        ForkJoinPool.commonPool().submit(() -> effects.write(NAME, "fork-join")).get();
        IntStream.range(0, 4).parallel().forEach(i -> effects.write(NAME, "parallel-" + i));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        timer.schedule(() -> effects.write(NAME, "scheduled"), 10, TimeUnit.MILLISECONDS).get();
        timer.shutdown();
        pool.invokeAll(List.of(() -> {
            effects.write(NAME, "invoked");
            return 1;
        }));
        if (Runtime.version().feature() >= 21) {
            Thread virtual = (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable) () -> effects.write(NAME, "virtual"));
            virtual.join();
        }
    }

    private void overHttp() throws Exception {
        http.send(request(peer, "work?name=http-blocking"), BodyHandlers.ofString());
        http.sendAsync(request(peer, "work?name=http-async"), BodyHandlers.ofString()).thenAccept(answer -> effects.write(NAME, "behind-http-async")).get();
        pool.submit(() -> http.send(request(peer, "work?name=http-pool"), BodyHandlers.ofString())).get();
        http.send(request(servlets, "work?name=http-servlet"), BodyHandlers.ofString());
    }

    private void overMcp() throws Exception {
        List<String> arguments = List.of("-cp", System.getProperty("java.class.path"), McpHost.class.getName(), directory.toString(), directory.resolve("wire.jsonl").toString());
        McpAsyncClient client = McpClient.async(new StdioClientTransport(ServerParameters.builder(Path.of(System.getProperty("java.home"), "bin", "java").toString()).args(arguments).build(),
                McpJsonDefaults.getMapper())).build();
        client.callTool(note("mcp-first")).block();
        pool.submit(() -> client.callTool(note("mcp-pool")).block()).get();
        Mono.defer(() -> client.callTool(note("mcp-scheduler"))).subscribeOn(Schedulers.boundedElastic()).doOnNext(answer -> effects.write(NAME, "behind-mcp")).block();
        CountDownLatch both = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            client.callTool(note("mcp-parallel-" + i)).subscribe(answer -> both.countDown());
        }
        both.await();
        client.closeGracefully().block();
    }

    private static CallToolRequest note(String text) {
        return new CallToolRequest("note", Map.of("text", text));
    }

    private void overA2a() throws Exception {
        Client client = Client.builder(A2aWriter.card("writer", peer)).withTransport(JSONRPCTransport.class, new JSONRPCTransportConfig())
                .clientConfig(new ClientConfig.Builder().setStreaming(false).build())
                .addConsumer((event, card) -> effects.write(NAME, "heard")).build();
        pool.submit(() -> {
            client.sendMessage(A2A.toUserMessage("a2a"));
            return 1;
        }).get();
        client.close();
    }

    private HttpRequest request(String server, String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).build();
    }
}
