package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.recorder.attached.program.HttpClients;
import dev.pathwarden.recorder.attached.program.HttpServed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever client an agent asks with: a server of the same deployment goes on in its run, and nobody else learns of it. Two JVMs, and what the server says came to it. */
class HttpClientsAttachedTest {

    private static final String SEALED = "pathwarden-context=";

    @TempDir
    static Path directory;
    static RecordedRun run;

    @BeforeAll
    static void ask() throws Exception {
        Process server = new WatchedJvm(directory).named("server").start(HttpServed.class, directory);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(directory.resolve("port")) || !server.isAlive());
            assertThat(directory.resolve("port")).as(Files.readString(directory.resolve("stderr-server"))).exists();
            String port = Files.readString(directory.resolve("port"));
            Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost shop.example tools.internal\n");
            WatchedJvm.Ended ended = new WatchedJvm(directory)
                    .libraries()
                    .option("agent", HttpClients.class.getName() + ".agent").option("propagate", "tools.internal").jvmArgument("-Djdk.net.hosts.file=" + hosts)
                    .run(HttpClients.class, port);
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.process().hooks()).filteredOn(hook -> hook.detail().contains("fault")).isEmpty();
            HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/stop")).build(), HttpResponse.BodyHandlers.discarding());
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.destroyForcibly();
        }
        Snapshot snapshot = Snapshots.open(directory.resolve("journal"));
        assertThat(snapshot.damages()).isEmpty();
        assertThat(snapshot.runs()).hasSize(1);
        run = snapshot.run(snapshot.runs().get(0).run().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "url-connection", "apache", "apache-async", "okhttp", "reactor-netty"})
    void namedHost_goesOnInTheRunBelowTheRequest(String client) throws IOException {
        RecordedStep request = request(client + "-told");
        RecordedStep served = served(client + "-told@tools.internal");

        assertThat(served.step().parent()).isEqualTo(request.step().id());
        assertThat(served.step().links()).contains(Link.to(request.step().id(), LinkKind.JOINED));
        assertThat(served.step().pid()).isNotEqualTo(request.step().pid());
        assertThat(served.step().agent()).isEqualTo(run.run().agent());
        assertThat(came(client + "-told@tools.internal")).hasSize(3)
                .contains("traceparent=00-" + request.step().run() + "-" + request.step().id() + "-01", "baggage=dev.pathwarden.agent-id=" + run.run().agent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "url-connection", "apache", "apache-async", "okhttp", "reactor-netty"})
    void ownHeadersOfTheProgram_stay(String client) throws IOException {
        assertThat(came(client + "-own@localhost")).hasSize(3)
                .contains("traceparent=00-11111111111111111111111111111111-2222222222222222-01", "baggage=tenant=7,dev.pathwarden.agent-id=" + run.run().agent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "url-connection", "apache", "apache-async", "okhttp", "reactor-netty"})
    void stranger_isToldNothing(String client) throws IOException {
        assertThat(came(client + "-stranger@shop.example")).containsExactly("baggage=tenant=8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "url-connection", "apache", "apache-async", "okhttp", "reactor-netty"})
    void redirectToAStranger_takesNothingAlong(String client) throws IOException {
        assertThat(came(client + "-away@localhost")).anyMatch(header -> header.startsWith(SEALED));
        assertThat(came(client + "-away-redirected@shop.example")).containsExactly("baggage=tenant=9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"url-connection", "apache", "apache-async", "okhttp", "reactor-netty"})
    void redirectToANamedHost_hangsBelowTheRedirectedRequest(String client) throws IOException {
        RecordedStep redirected = request(client + "-on-redirected");

        assertThat(served(client + "-on-redirected@tools.internal").step().parent()).isEqualTo(redirected.step().id());
        assertThat(came(client + "-on-redirected@tools.internal")).hasSize(3).anyMatch(header -> header.startsWith(SEALED) && header.contains(redirected.step().id().toString()));
    }

    @Test
    void requestObjectOfTheProgram_takesNothingToTheNextHost() throws IOException {
        assertThat(came("again@localhost")).anyMatch(header -> header.startsWith(SEALED));
        assertThat(came("again-elsewhere@localhost")).isEmpty();
        assertThat(request("again-elsewhere").step().arguments().get("url").toString()).startsWith("http://shop.example:");
    }

    private static List<String> came(String file) throws IOException {
        return Files.readAllLines(directory.resolve(file));
    }

    private static RecordedStep request(String path) {
        return run.steps().stream().filter(step -> step.step().operation() == Operation.DATA_HTTP && step.step().arguments().get("url").toString().endsWith("/" + path)).findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not in " + run.steps().stream().map(step -> step.step().operation() + " " + step.step().name()).toList()));
    }

    private static RecordedStep served(String file) {
        return run.steps().stream().filter(step -> step.step().operation() == Operation.DATA_FILE_WRITE && step.step().name().equals(file)).findFirst()
                .orElseThrow(() -> new AssertionError(file + " is not in " + run.steps().stream().map(step -> step.step().operation() + " " + step.step().name()).toList()));
    }
}
