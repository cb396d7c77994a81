package dev.pathwarden.recorder.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What an agent adds to a single effect: outside of a run, where Pathwarden only counts, and within one, where it records and decides. */
final class Effects {

    private static final List<Peer> PEERS = List.of(Peer.NONE, Peer.PATHWARDEN, Peer.PATHWARDEN_RUN, Peer.OPENTELEMETRY);
    private static final int CALLS = 20_000;

    /** A fixed heap of which every page is there from the start: else each call pays for memory it is the first to touch, and whoever allocates more pays more often, until the first collection. */
    private static final List<String> HEAP = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");
    private static final double NANOS_PER_MICRO = 1e3;

    private Effects() {
    }

    static String measure(Map<String, Path> jdks, Path bundle, int rounds) throws IOException, InterruptedException {
        Table table = new Table("One effect (microseconds, medians of " + rounds + " processes each, in turn; " + CALLS + " calls after as many to warm up, a quarter of that for HTTP)", "JDK", "agent", "effect", "p50", "p99");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        server.setExecutor(threads);
        byte[] page = "{\"rate\": 1.09}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try {
            for (Map.Entry<String, Path> jdk : jdks.entrySet()) {
                measure(table, jdk.getKey(), jdk.getValue(), bundle, "http://127.0.0.1:" + server.getAddress().getPort() + "/rate", rounds);
            }
        } finally {
            server.stop(0);
            threads.shutdown();
        }
        return table.toString();
    }

    private static void measure(Table table, String title, Path jdk, Path bundle, String url, int rounds) throws IOException, InterruptedException {
        Map<Peer, Map<String, List<double[]>>> all = new EnumMap<>(Peer.class);
        for (int round = 0; round < rounds; round++) {
            for (Peer peer : PEERS) {
                MeasuredJvm.Finished finished = new MeasuredJvm(jdk, peer, peer == Peer.PATHWARDEN_RUN ? bundle : null).run(HEAP, EffectsProgram.class, url, CALLS);
                for (String line : finished.out()) {
                    String[] words = line.split(" ");
                    if (words.length == 3) {
                        all.computeIfAbsent(peer, any -> new LinkedHashMap<>()).computeIfAbsent(words[0], any -> new ArrayList<>())
                                .add(new double[] {Long.parseLong(words[1]) / NANOS_PER_MICRO, Long.parseLong(words[2]) / NANOS_PER_MICRO});
                    }
                }
            }
        }
        for (String effect : all.get(Peer.NONE).keySet()) {
            for (Peer peer : PEERS) {
                List<double[]> rows = all.get(peer).get(effect);
                table.row(title, peer.title(), effect, Table.number(Table.median(rows.stream().mapToDouble(row -> row[0]).toArray()), 1),
                        Table.number(Table.median(rows.stream().mapToDouble(row -> row[1]).toArray()), 1));
            }
        }
    }
}
