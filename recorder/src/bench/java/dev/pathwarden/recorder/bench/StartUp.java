package dev.pathwarden.recorder.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What an agent adds to the start of a program that does nothing: wall clock of the whole process, and processor time up to its first line. */
final class StartUp {

    private static final List<Peer> PEERS = List.of(Peer.NONE, Peer.PATHWARDEN, Peer.OPENTELEMETRY, Peer.DATADOG);
    private static final double TICK_MILLIS = 10;
    private static final double NANOS_PER_MILLI = 1e6;

    private StartUp() {
    }

    static String measure(Map<String, Path> jdks, int rounds) throws IOException, InterruptedException {
        Table table = new Table("Start-up, Hello World (added milliseconds, median of " + rounds + " runs each, in turn)", "JDK", "agent", "wall", "CPU", "Pathwarden's wall / this", "Pathwarden's CPU / this");
        for (Map.Entry<String, Path> jdk : jdks.entrySet()) {
            Map<Peer, double[]> wall = new EnumMap<>(Peer.class);
            Map<Peer, double[]> cpu = new EnumMap<>(Peer.class);
            PEERS.forEach(peer -> {
                wall.put(peer, new double[rounds]);
                cpu.put(peer, new double[rounds]);
            });
            // The first round fills the page cache and does not count.
            for (int round = -1; round < rounds; round++) {
                for (Peer peer : PEERS) {
                    MeasuredJvm.Finished finished = new MeasuredJvm(jdk.getValue(), peer, null).run(HelloProgram.class);
                    if (round >= 0) {
                        wall.get(peer)[round] = finished.wallNanos() / NANOS_PER_MILLI;
                        cpu.get(peer)[round] = Long.parseLong(finished.out().get(finished.out().size() - 1).trim()) * TICK_MILLIS;
                    }
                }
            }
            for (Peer peer : PEERS) {
                double addedWall = added(wall, peer);
                double addedCpu = added(cpu, peer);
                boolean none = peer == Peer.NONE;
                table.row(jdk.getKey(), peer.title(), none ? Table.number(Table.median(wall.get(peer)), 0) + " in all" : Table.number(addedWall, 0),
                        none ? Table.number(Table.median(cpu.get(peer)), 0) + " in all" : Table.number(addedCpu, 0),
                        none ? "" : Table.number(added(wall, Peer.PATHWARDEN) / addedWall, 2), none ? "" : Table.number(added(cpu, Peer.PATHWARDEN) / addedCpu, 2));
            }
        }
        return table.toString();
    }

    private static double added(Map<Peer, double[]> all, Peer peer) {
        return Table.median(all.get(peer)) - Table.median(all.get(Peer.NONE));
    }
}
