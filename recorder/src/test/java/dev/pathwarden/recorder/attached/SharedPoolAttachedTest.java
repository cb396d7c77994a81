package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pathwarden.api.Pathwarden;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.attached.program.SharedPool;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of threads that ask a pool of Reactor Netty for one address at once, any may open the connections of all: each hangs on the request that it is opened for all the same. */
class SharedPoolAttachedTest {

    private static final int WIDE_ROUNDS = 300;
    private static final int NARROW_ROUNDS = 100;
    private static final int ASKING = 3;

    @TempDir
    static Path directory;
    static List<RecordedRun> runs = new ArrayList<>();

    @BeforeAll
    static void ask() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        Map<String, CyclicBarrier> rounds = new ConcurrentHashMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/wide-")) {
                // Nobody is answered before all have asked, so that none can use the connection of another.
                try {
                    rounds.computeIfAbsent(path.substring(0, path.lastIndexOf('/')), round -> new CyclicBarrier(ASKING)).await(60, TimeUnit.SECONDS);
                } catch (Exception late) {
                    throw new IllegalStateException(path, late);
                }
            }
            exchange.getResponseHeaders().set("Connection", "close");
            byte[] body = "answer".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            WatchedJvm.Ended ended = new WatchedJvm(directory).libraries().library(Pathwarden.class).run(SharedPool.class, server.getAddress().getPort(), WIDE_ROUNDS, NARROW_ROUNDS);
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.process().hooks()).filteredOn(hook -> hook.detail().contains("fault")).isEmpty();
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
        Snapshot snapshot = Snapshots.open(directory.resolve("journal"));
        for (var summary : snapshot.runs()) {
            runs.add(snapshot.run(summary.run().id()));
        }
        assertThat(runs).extracting(run -> run.run().agentName()).containsExactlyInAnyOrder("alpha", "beta");
    }

    @Test
    void connection_hangsOnTheRequestItIsOpenedFor() {
        assertThat(runs).extracting(run -> requestsByConnections(run, "/wide-")).containsOnly(Map.of(1L, (long) WIDE_ROUNDS));
    }

    @Test
    void connectionThatWaitedForTheEndOfAnother_hangsOnTheRequestItIsOpenedFor() {
        assertThat(runs).extracting(run -> requestsByConnections(run, "/narrow-")).containsOnly(Map.of(1L, (long) NARROW_ROUNDS));
    }

    @Test
    void connectionOfNoRun_isInNone() {
        assertThat(runs).extracting(run -> run.steps().stream().filter(step -> step.step().operation() == Operation.DATA_NET).count()).containsOnly((long) WIDE_ROUNDS + NARROW_ROUNDS);
    }

    /** How many requests of that kind there are by the number of connections below them. */
    private static Map<Long, Long> requestsByConnections(RecordedRun run, String kind) {
        Map<StepId, Long> connections = run.steps().stream().filter(step -> step.step().operation() == Operation.DATA_NET)
                .collect(Collectors.groupingBy(step -> step.step().parent(), Collectors.counting()));
        return run.steps().stream().filter(step -> step.step().operation() == Operation.DATA_HTTP && url(step).contains(kind))
                .collect(Collectors.groupingBy(step -> connections.getOrDefault(step.step().id(), 0L), Collectors.counting()));
    }

    private static String url(RecordedStep step) {
        return step.step().arguments().get("url").toString();
    }
}
