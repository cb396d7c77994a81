package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.recorder.attached.program.HttpHosts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which hosts a request tells of its run, as the server on the other end got it. */
class HttpHeadersAttachedTest {

    private static final String SEALED = "pathwarden-context";

    @TempDir
    static Path directory;
    static Map<String, Headers> received = new ConcurrentHashMap<>();
    static List<Step> requests;
    static String agent;

    @BeforeAll
    static void ask() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = server.getAddress().getPort();
        server.createContext("/", exchange -> {
            received.put(exchange.getRequestURI().getPath(), exchange.getRequestHeaders());
            if (exchange.getRequestURI().getPath().equals("/redirect")) {
                exchange.getResponseHeaders().set("Location", "http://shop.example:" + port + "/redirected");
            }
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/redirect") ? 302 : 204, -1);
            exchange.close();
        });
        server.start();
        try {
            Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 shop.example tools.internal\n");
            WatchedJvm.Ended ended = new WatchedJvm(directory).option("agent", HttpHosts.class.getName() + ".agent").option("propagate", "tools.internal+*.corp.example")
                    .jvmArgument("-Djdk.net.hosts.file=" + hosts).run(HttpHosts.class, port);
            assertThat(ended.code()).as(ended.err()).isZero();
            requests = ended.steps().stream().filter(step -> step.operation() == Operation.DATA_HTTP).toList();
            agent = ended.steps().get(0).agent();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void namedHost_isToldOfRunStepAndAgent() {
        Headers headers = received.get("/named");
        Step request = request("/named");

        assertThat(headers.getFirst("traceparent")).isEqualTo("00-" + request.run() + "-" + request.id() + "-01");
        assertThat(headers.getFirst("baggage")).isEqualTo("dev.pathwarden.agent-id=" + agent);
        assertThat(headers.getFirst(SEALED)).contains(request.run().toString(), request.id().toString());
        assertThat(headers.getFirst("x-own")).isEqualTo("1");
        assertThat(request.arguments()).containsEntry("body", "body");
    }

    @Test
    void ownHeadersOfTheProgram_stay() {
        Headers headers = received.get("/loopback");

        assertThat(headers.get("traceparent")).containsExactly("00-11111111111111111111111111111111-2222222222222222-01");
        assertThat(headers.get("baggage")).containsExactly("tenant=7,dev.pathwarden.agent-id=" + agent);
        assertThat(headers.getFirst(SEALED)).contains(request("/loopback").id().toString());
    }

    @Test
    void otherHosts_areToldNothing() {
        assertThat(received.get("/elsewhere")).doesNotContainKeys("Traceparent", "Baggage", "Pathwarden-context");
    }

    @Test
    void redirectToAnotherHost_takesNothingAlong() {
        assertThat(received.get("/redirect").getFirst(SEALED)).contains(request("/redirect").id().toString());
        assertThat(received.get("/redirect").getFirst("baggage")).startsWith("tenant=8,");
        assertThat(received.get("/redirected")).doesNotContainKeys("Traceparent", "Pathwarden-context");
        assertThat(received.get("/redirected").getFirst("baggage")).isEqualTo("tenant=8");
    }

    @Test
    void everyRequest_isOneStep() {
        assertThat(requests).extracting(step -> step.arguments().get("url").toString().replaceFirst(".*/", "/")).containsExactly("/loopback", "/named", "/elsewhere", "/redirect", "/redirected");
    }

    private static Step request(String path) {
        return requests.stream().filter(step -> step.arguments().get("url").toString().endsWith(path)).findFirst().orElseThrow();
    }
}
