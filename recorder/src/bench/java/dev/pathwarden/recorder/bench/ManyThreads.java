package dev.pathwarden.recorder.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Sixteen threads in one run, a million steps: how fast, how much of the time threads stand before locks, and the heap that stays in use. */
final class ManyThreads {

    private static final int THREADS = 16;
    private static final int STEPS = 1_000_000;
    private static final double MEGABYTE = 1 << 20;
    private static final int PERCENT = 100;

    private ManyThreads() {
    }

    static String measure(Map<String, Path> jdks, Path bundle) throws IOException, InterruptedException {
        Table table = new Table(THREADS + " threads in one run, " + STEPS + " steps (a file opened and closed)", "JDK", "agent", "steps per second", "time blocked, %", "time waiting for locks, %", "heap in use afterwards, MB");
        for (Map.Entry<String, Path> jdk : jdks.entrySet()) {
            for (Peer peer : List.of(Peer.NONE, Peer.PATHWARDEN, Peer.PATHWARDEN_RUN)) {
                MeasuredJvm.Finished finished = new MeasuredJvm(jdk.getValue(), peer, peer == Peer.NONE ? null : bundle).run(List.of("-Xmx256m"), ManyThreadsProgram.class, THREADS, STEPS);
                String[] words = finished.out().stream().filter(line -> line.startsWith("threads ")).findFirst().orElseThrow().split(" ");
                table.row(jdk.getKey(), peer.title(), words[1], Table.number(Double.parseDouble(words[2]) * PERCENT, 2), Table.number(Double.parseDouble(words[3]) * PERCENT, 2),
                        Table.number(Long.parseLong(words[4]) / MEGABYTE, 1));
            }
        }
        return table.toString();
    }
}
