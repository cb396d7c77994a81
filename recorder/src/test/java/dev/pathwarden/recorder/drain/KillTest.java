package dev.pathwarden.recorder.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills watched processes and recorders at random instants, and compares what is there afterwards with what was acknowledged. With {@code -Pdeep} 1,000 of each, otherwise 25; the seed is printed, and
 * {@code -Dpathwarden.seed=N} takes the same one again, though no instant is ever the same.
 */
@Timeout(600)
class KillTest {

    private static final int KILLS = Boolean.getBoolean("pathwarden.deep") ? 1_000 : 25;
    private static final RunId RUN = new RunId(1, 1);
    private static final int MOST_STEPS = 400;
    private static final int ENDED_BY_KILL = 137;

    @TempDir
    private Path temporary;
    private final long seed = Long.getLong("pathwarden.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void watchedProcess_killedAtAnyInstant_losesAndDoublesNothing() throws Exception {
        long acknowledgedInAll = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            RecordingDirectory directory = new RecordingDirectory(temporary.resolve("watched" + kill));
            TreeSet<Long> acknowledged = new TreeSet<>();
            try (Recording recording = Recording.begin(directory, new byte[0])) {
                Process watched = start(Watched.class, directory.journal());
                try (BufferedReader lines = reader(watched)) {
                    int killAfter = 1 + random.nextInt(3000);
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        // The line that was being printed at the kill may be cut; each ends with a mark.
                        if (line.endsWith(".")) {
                            acknowledged.add(Long.parseLong(line.substring(0, line.length() - 1)));
                        }
                        if (acknowledged.size() == killAfter) {
                            // Through the handle: Process.destroyForcibly would close the pipe we still read.
                            watched.toHandle().destroyForcibly();
                        }
                    }
                    assertThat(watched.waitFor()).as("killed, not ended").isEqualTo(ENDED_BY_KILL);
                } finally {
                    watched.destroyForcibly();
                }
                assertThat(recording.finish().damages()).allSatisfy(damage -> assertThat(damage).contains("begun and not finished"));
            }
            List<Long> there = steps(directory.root());
            assertThat(there).as(told(kill)).doesNotHaveDuplicates().containsAll(acknowledged);
            // The few that were appended and not yet acknowledged may be there too, and nothing else.
            assertThat(there.size() - acknowledged.size()).as(told(kill)).isLessThanOrEqualTo(Watched.THREADS + 1);
            acknowledgedInAll += acknowledged.size();
            Disk.delete(directory.root());
        }
        System.out.println("KillTest: " + KILLS + " watched processes killed, " + acknowledgedInAll + " steps acknowledged, none lost, none doubled, -Dpathwarden.seed=" + seed);
    }

    @Test
    void recorder_killedAtAnyInstant_losesAndDoublesNothing() throws Exception {
        int whileRecording = 0;
        int whileSealing = 0;
        int afterwards = 0;
        long longestNanos = 1_000_000_000L;
        for (int kill = 0; kill < KILLS; kill++) {
            RecordingDirectory directory = new RecordingDirectory(temporary.resolve("recorder" + kill));
            int steps = 1 + random.nextInt(MOST_STEPS);
            Process recorder = start(Recorder.class, directory.root());
            boolean made = false;
            try (BufferedReader lines = reader(recorder)) {
                assertThat(lines.readLine()).isEqualTo("ready");
                // One in four dies while the program it watches goes on.
                int killAfter = random.nextInt(4) == 0 ? 1 + random.nextInt(steps) : -1;
                try (JournalWriter journal = JournalWriter.create(directory.journal().toFile(), ProcessHandle.current().pid(), kill)) {
                    journal.append(new JournalEvent.RunStarted(new Run(RUN, null, "test", null, Status.UNFINISHED, 1_000L, null, Map.of())));
                    for (int i = 1; i <= steps; i++) {
                        StepJournal.step(journal, RUN, i);
                        if (i == killAfter) {
                            recorder.toHandle().destroyForcibly();
                        }
                    }
                }
                if (killAfter < 0) {
                    long begin = System.nanoTime();
                    recorder.getOutputStream().write('\n');
                    recorder.getOutputStream().flush();
                    long instant = begin + (long) (random.nextDouble() * longestNanos * 1.2);
                    while (System.nanoTime() < instant && recorder.isAlive()) {
                        LockSupport.parkNanos(100_000);
                    }
                    boolean ended = !recorder.isAlive();
                    longestNanos = ended ? (longestNanos + System.nanoTime() - begin) / 2 : longestNanos * 21 / 20;
                    recorder.toHandle().destroyForcibly();
                }
                made = "made".equals(lines.readLine());
                recorder.waitFor();
                whileRecording += killAfter >= 0 ? 1 : 0;
                whileSealing += killAfter < 0 && !made ? 1 : 0;
                afterwards += made ? 1 : 0;
            } finally {
                recorder.destroyForcibly();
            }
            List<Long> expected = java.util.stream.LongStream.rangeClosed(1, steps).boxed().toList();
            assertThat(steps(directory.root())).as(told(kill)).isEqualTo(expected);
            if (Snapshots.isFree(directory.snapshot())) {
                assertThat(made).as(told(kill)).isFalse();
                assertThat(SnapshotMaker.make(directory.journal(), directory.snapshot(), Seal.NONE).damages()).as(told(kill)).isEmpty();
            }
            assertThat(steps(directory.snapshot())).as(told(kill)).isEqualTo(expected);
            Disk.delete(directory.root());
        }
        System.out.println("KillTest: " + KILLS + " recorders killed, " + whileRecording + " while they recorded, " + whileSealing + " while they made the snapshot, " + afterwards
                + " when it was made; nothing lost, nothing doubled, -Dpathwarden.seed=" + seed);
        assertThat(whileSealing).as("kills that hit the making of a snapshot").isPositive();
    }

    @Test
    void rotatingRecorder_killedAtAnyInstantAndBegunAgain_losesAndDoublesNothing() throws Exception {
        Path root = temporary.resolve("rotating");
        Path journals = root.resolve("journals");
        Disk.makeDirectories(journals);
        Disk.makeDirectories(root.resolve("parts"));
        int kills = Boolean.getBoolean("pathwarden.deep") ? KILLS : KILLS / 3;
        long number = 0;
        try (JournalWriter journal = JournalWriter.create(journals.toFile(), ProcessHandle.current().pid(), 1)) {
            for (int kill = 0; kill <= kills; kill++) {
                Process recorder = start(Rotator.class, root);
                try (BufferedReader lines = reader(recorder)) {
                    assertThat(lines.readLine()).isEqualTo("ready");
                    if (kill < kills) {
                        long instant = System.nanoTime() + (long) (random.nextDouble() * 4_000_000_000L);
                        while (System.nanoTime() < instant) {
                            number = steps(journal, number);
                            LockSupport.parkNanos(20_000_000);
                        }
                        recorder.toHandle().destroyForcibly();
                    } else {
                        recorder.getOutputStream().write('\n');
                        recorder.getOutputStream().flush();
                        assertThat(lines.lines()).as("the last one, which ended in order").contains("made");
                    }
                    recorder.waitFor();
                } finally {
                    recorder.destroyForcibly();
                }
            }
        }
        assertThat(steps(root.resolve("parts"))).as(told(kills)).isEqualTo(java.util.stream.LongStream.rangeClosed(1, number).boxed().toList());
        List<Long> ended = new ArrayList<>();
        List<Path> parts = Parts.in(root.resolve("parts"));
        for (Path part : parts) {
            ended.addAll(steps(part));
        }
        System.out.println("KillTest: " + kills + " recorders killed that make parts, " + number + " steps in " + parts.size() + " parts, none lost, none doubled, -Dpathwarden.seed=" + seed);
        assertThat(ended).as("each step is in one part, " + told(kills)).hasSize((int) number);
        assertThat(parts).hasSizeGreaterThan(2);
    }

    /** A run of a few steps, from that number on. */
    private long steps(JournalWriter journal, long number) {
        RunId run = new RunId(1, number + 1);
        journal.append(new JournalEvent.RunStarted(new Run(run, null, "test", null, Status.UNFINISHED, 1_000L + number, null, Map.of())));
        int steps = 1 + random.nextInt(3);
        for (int i = 1; i <= steps; i++) {
            Step step = Step.of(run, new StepId(number + i), Operation.TOOL_CALL, "tool").arguments(Map.of("text", "x".repeat(random.nextInt(500)))).build();
            journal.append(new JournalEvent.StepDecided(step, new Decision(2 * i, null, "", null, Set.of(), List.of(), List.of())));
            journal.append(new JournalEvent.StepEnded(run, step.id(), new Outcome(2 * i + 1, null, Status.OK, null, null, Facts.NONE, Set.of())));
        }
        journal.append(new JournalEvent.RunEnded(run, 2_000L + number, Status.OK));
        return number + steps;
    }

    private String told(int kill) {
        return "kill " + kill + ", seed " + seed;
    }

    private static Process start(Class<?> program, Path directory) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx96m", "-cp", System.getProperty("java.class.path"),
                program.getName(), directory.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** The numbers of the steps that are there, in order, each as often as it is there. */
    private static List<Long> steps(Path location) {
        List<Long> numbers = new ArrayList<>();
        try (Snapshot snapshot = Snapshots.open(location)) {
            snapshot.runs().forEach(run -> snapshot.run(run.run().id()).steps().forEach(step -> numbers.add(step.step().id().value() & 0xFFFFFFFFL)));
        }
        numbers.sort(null);
        return numbers;
    }

    /** Appends steps from three threads, and prints the number of each once it was appended. */
    static final class Watched {
        static final int THREADS = 3;

        public static void main(String[] arguments) throws IOException {
            JournalWriter journal = JournalWriter.create(Path.of(arguments[0]).toFile(), ProcessHandle.current().pid(), System.currentTimeMillis() * 1_000_000);
            journal.append(new JournalEvent.RunStarted(new Run(RUN, null, "test", null, Status.UNFINISHED, 1_000L, null, Map.of())));
            new Thread(journal::keepAhead).start();
            for (int t = 0; t < THREADS; t++) {
                int first = t + 1;
                new Thread(() -> {
                    for (int number = first; ; number += THREADS) {
                        StepJournal.step(journal, RUN, number);
                        byte[] line = (number + ".\n").getBytes(StandardCharsets.US_ASCII);
                        synchronized (journal) {
                            System.out.write(line, 0, line.length);
                            System.out.flush();
                        }
                    }
                }).start();
            }
        }
    }

    /** Makes parts until it reads a line, as fast as it can. */
    static final class Rotator {
        public static void main(String[] arguments) throws IOException {
            Path root = Path.of(arguments[0]);
            Rotation rotation = new Rotation(Duration.ofMillis(200), 1 << 20, Duration.ofMillis(20), Duration.ofDays(1), 1 << 20, 4 << 20);
            try (RotatingDrain drain = RotatingDrain.begin(root.resolve("journals"), root.resolve("parts"), rotation, Seal.NONE, System::nanoTime, InstantSource.system(), part -> { })) {
                System.out.println("ready");
                while (System.in.available() == 0) {
                    drain.drain();
                    LockSupport.parkNanos(5_000_000);
                }
                drain.finish();
                System.out.println("made");
            }
        }
    }

    /** Records until it reads a line, then makes the snapshot. */
    static final class Recorder {
        public static void main(String[] arguments) throws IOException {
            try (Recording recording = Recording.begin(new RecordingDirectory(Path.of(arguments[0])), new byte[0])) {
                System.out.println("ready");
                System.in.read();
                recording.finish();
                System.out.println("made");
            }
        }
    }
}
