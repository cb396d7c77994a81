package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.pathwarden.recorder.attached.program.HttpBodies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a request carries is decided wherever in its body it stands, a body that nobody sees is known to be such, and what an answer brought counts from the moment that the program has it.
 */
class HttpBodiesAttachedTest {

    private static final String[] GUARDRAILS = {
        Blocking.of("no-personal-bodies", "data.http", "step.labels.exists(l, l.startsWith('pii.'))"),
        Blocking.of("no-unseen-bodies", "data.http", "!step.http.contentKnown && step.http.url.contains('/unseen-')"),
        Blocking.of("no-sinks", "data.file.write", "step.name.startsWith('answer-') && labels.exists(l, l == 'untrusted')")};

    @Test
    void request_isDecidedByAllOfItsBody(@TempDir Path directory) throws Exception {
        Map<String, Long> received = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/later")) {
                await().until(() -> Files.exists(directory.resolve("go")));
            }
            received.put(path, exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream()));
            byte[] answer = "words".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try (WebSocketServer sockets = new WebSocketServer(received)) {
            WatchedJvm.Ended ended = new WatchedJvm(directory).option("agent", HttpBodies.class.getName() + ".agent").guardrails(GUARDRAILS)
                    .libraries("httpclient5", "httpcore5", "httpcore5-h2", "okhttp-jvm", "okio-jvm", "kotlin-stdlib", "slf4j-api", "slf4j-nop")
                    .run(HttpBodies.class, server.getAddress().getPort(), directory, sockets.port());

            assertThat(ended.code()).as(ended.err()).isZero();
            SoftAssertions.assertSoftly(softly -> ended.lines().forEach(line -> {
                String way = line.substring(0, line.indexOf(' '));
                softly.assertThat(line).as(steps(ended, way)).isEqualTo(way + (way.startsWith("harmless-") ? " done" : " blocked"));
                if (!way.startsWith("harmless-")) {
                    softly.assertThat(received).as("bytes that came").doesNotContainKey("/" + way);
                }
            }));
            assertThat(ended.lines()).hasSizeGreaterThan(17);
            await().untilAsserted(() -> assertThat(received).containsKeys("/harmless-frame-text", "/harmless-frame-binary"));
            assertThat(received).containsKeys("/later", "/harmless-get-HttpClient");
            assertThat(received).containsEntry("/harmless-post-HttpClient", 400_000L)
                    .containsEntry("/harmless-post-apache-stream", 1L).containsEntry("/harmless-post-HttpURLConnection", 1L);
            assertThat(directory.resolve("answer-applied")).doesNotExist();
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    /** What is recorded of a way, for people. */
    private static String steps(WatchedJvm.Ended ended, String way) {
        return ended.steps().stream().filter(step -> step.arguments().toString().contains(way)).map(step -> step.operation() + " " + step.facts()).toList().toString();
    }
}
