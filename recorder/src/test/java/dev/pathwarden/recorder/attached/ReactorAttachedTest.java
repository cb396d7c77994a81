package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pathwarden.api.Pathwarden;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.recorder.attached.program.Reacting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that share the threads of Reactor and Netty: each step stands under its agent and the tool that caused it, and requests of WebClient are decided before they are sent. */
class ReactorAttachedTest {

    private static final String NOT_THERE = guardrail("not-there", "step.http.url.contains('/denied/')");
    private static final String NO_SECRETS = guardrail("no-secrets", "has(step.args.body) && step.args.body == 'secret words'");
    private static final int VIRTUAL_THREADS = 21;

    @TempDir
    static Path directory;
    static Map<String, RecordedRun> runs = new ConcurrentHashMap<>();
    static Queue<String> served = new ConcurrentLinkedQueue<>();

    private static String guardrail(String id, String when) {
        return """
                id: %s
                title: Not everywhere
                on: [data.http]
                when: "%s"
                action: block
                mode: enforce
                """.formatted(id, when);
    }

    @BeforeAll
    static void react() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            served.add(exchange.getRequestMethod() + " " + path + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (path.startsWith("/redirect/")) {
                exchange.getResponseHeaders().set("Location", "/redirected/" + path.substring("/redirect/".length()));
            }
            byte[] body = "answer".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.startsWith("/redirect/") ? 302 : path.startsWith("/missing/") ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            WatchedJvm jvm = new WatchedJvm(directory).libraries().library(Pathwarden.class).guardrails(NOT_THERE, NO_SECRETS);
            if (Runtime.version().feature() >= VIRTUAL_THREADS) {
                jvm.jvmArgument("-Dreactor.schedulers.defaultBoundedElasticOnVirtualThreads=true");
            }
            WatchedJvm.Ended ended = jvm.run(Reacting.class, Files.createDirectory(directory.resolve("files")), server.getAddress().getPort());
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.process().hooks()).filteredOn(hook -> hook.detail().contains("fault")).isEmpty();
        } finally {
            server.stop(0);
        }
        Snapshot snapshot = Snapshots.open(directory.resolve("journal"));
        for (var summary : snapshot.runs()) {
            RecordedRun run = snapshot.run(summary.run().id());
            runs.put(run.run().agentName(), run);
        }
        assertThat(runs).containsOnlyKeys("alpha", "beta");
    }

    @Test
    void everyEffect_standsUnderItsAgentAndTool() {
        assertThat(Files.exists(directory.resolve("files/alpha-web-nobody"))).isTrue();
        runs.forEach((agent, run) -> {
            List<RecordedStep> tools = run.steps().stream().filter(step -> step.step().operation() == Operation.TOOL_CALL).toList();
            assertThat(tools).hasSize(22);
            assertThat(tools).allSatisfy(tool -> {
                RecordedStep write = write(run, agent + "-" + tool.step().name());
                assertThat(write.step().parent()).as("what %s hangs on, of %s", write.step(), tool.step()).isEqualTo(tool.step().id());
                assertThat(write.step().agent()).isEqualTo(run.run().agent());
            });
            assertThat(run.steps()).allSatisfy(step -> assertThat(step.step().agent()).isEqualTo(run.run().agent()));
        });
    }

    @Test
    void requestOfWebClient_isAStepWithItsStatus() {
        runs.forEach((agent, run) -> {
            RecordedStep get = request(run, "/" + agent + "-web-get");

            assertThat(get.step().facts().asMap()).containsEntry(Field.HTTP_METHOD, "GET").containsEntry(Field.HTTP_HOST, "127.0.0.1");
            assertThat(get.outcome().facts().asMap()).containsEntry(Field.HTTP_STATUS, 200L);
            assertThat(request(run, "/missing/" + agent + "-web-missing").outcome().facts().asMap()).containsEntry(Field.HTTP_STATUS, 404L);
            assertThat(request(run, "/redirect/" + agent + "-web-redirected").outcome().facts().asMap()).containsEntry(Field.HTTP_STATUS, 302L);
            assertThat(request(run, "/redirected/" + agent + "-web-redirected").step().arguments()).containsEntry("redirect", true);
            assertThat(request(run, "/" + agent + "-web-nobody").outcome().status()).isEqualTo(Status.ERROR);
        });
    }

    @Test
    void body_isDecidedInAStepThatContinuesTheFirst() {
        runs.forEach((agent, run) -> {
            RecordedStep post = request(run, "/" + agent + "-web-post");
            RecordedStep body = run.steps().stream().filter(step -> ("words of " + agent + "-web-post").equals(step.step().arguments().get("body"))).findFirst().orElseThrow();

            assertThat(post.step().facts().asMap()).containsEntry(Field.HTTP_CONTENT_KNOWN, false);
            assertThat(body.step().links()).contains(Link.to(post.step().id(), LinkKind.CONTINUES));
            assertThat(body.step().facts().asMap()).containsEntry(Field.HTTP_CONTENT_KNOWN, true);
        });
    }

    @Test
    void deniedRequest_isNotSent() {
        runs.forEach((agent, run) -> {
            assertThat(request(run, "/denied/" + agent + "-web-denied").status()).isEqualTo(Status.BLOCKED);
            assertThat(request(run, "/" + agent + "-web-denied-body").status()).isEqualTo(Status.BLOCKED);
        });
        assertThat(served).anyMatch(line -> line.startsWith("POST /alpha-web-post words of")).noneMatch(line -> line.contains("denied"));
    }

    @Test
    void connection_isDecidedOnTheResolvedAddressWithinTheRequest() {
        runs.forEach((agent, run) -> {
            for (String path : List.of("-web-nio", "-web-nobody")) {
                RecordedStep request = request(run, "/" + agent + path);
                assertThat(run.steps()).as(path).filteredOn(step -> step.step().operation() == Operation.DATA_NET && request.step().id().equals(step.step().parent())).isNotEmpty()
                        .allSatisfy(connect -> assertThat(connect.step().facts().asMap()).containsEntry(Field.NET_ADDRESS, "127.0.0.1").containsEntry(Field.NET_KIND, "connect"));
            }
        });
    }

    private static RecordedStep request(RecordedRun run, String path) {
        return run.steps().stream().filter(step -> step.step().operation() == Operation.DATA_HTTP && step.step().arguments().get("url").toString().replaceFirst("http://[^/]*", "").equals(path)).findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not in " + run.steps().stream().map(step -> step.step().operation() + " " + step.step().name()).toList()));
    }

    private static RecordedStep write(RecordedRun run, String file) {
        return run.steps().stream().filter(step -> step.step().operation() == Operation.DATA_FILE_WRITE && step.step().name().equals(file)).findFirst()
                .orElseThrow(() -> new AssertionError(file + " is not in " + run.steps().stream().map(step -> step.step().operation() + " " + step.step().name()).toList()));
    }
}
