package dev.pathwarden.recorder.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class RotatingDrainTest {

    private static final Rotation HOURLY = new Rotation(Duration.ofHours(1), 1L << 30, Duration.ofSeconds(5), Duration.ofDays(1), 1L << 30, 1L << 30);
    private static final RunId FIRST = new RunId(1, 1);
    private static final RunId SECOND = new RunId(1, 2);
    private static final int ROUNDS = Boolean.getBoolean("pathwarden.deep") ? 50 : 1;
    private static final String LONG = "x".repeat(4000);

    @TempDir
    private Path directory;
    private long seconds;
    private final List<MadePart> made = new ArrayList<>();

    @Test
    void runThatEnded_isSealed_andItsFilesAreLetGo_whileAnotherGoesOn() throws Exception {
        try (Written written = new Written(1); RotatingDrain drain = begin(HOURLY)) {
            written.process();
            written.begin(FIRST);
            for (int i = 0; i < 1500; i++) {
                written.step(FIRST, LONG);
            }
            written.end(FIRST);
            written.begin(SECOND);
            written.step(SECOND, "text");
            drain.drain();
            assertThat(written.files()).hasSizeGreaterThan(1);

            seconds += 10;
            drain.drain();
            assertThat(made).as("nothing is due yet").isEmpty();
            seconds += 3600;
            drain.drain();

            assertThat(made).hasSize(1);
            assertThat(made.get(0).runs()).isEqualTo(1);
            assertThat(made.get(0).damages()).isEmpty();
            assertThat(written.files()).as("the first has what the process said of itself, the last is being written").contains(written.name(0)).doesNotContain(written.name(1)).hasSizeLessThan(4);
            assertThat(drain.heldBytes()).isLessThan(2000);
            try (Snapshot left = Snapshots.open(journals())) {
                assertThat(left.damages()).as("files that were let go are not missing").isEmpty();
            }

            written.end(SECOND);
            drain.finish();
        }
        assertThat(made).hasSize(2);
        assertWhole();
    }

    @Test
    void runThatNeverEnds_isSealedAsItIs_andIsOneRunWhereThePartsAreRead() throws Exception {
        Rotation small = new Rotation(Duration.ofHours(1), 1L << 30, Duration.ofSeconds(5), Duration.ofDays(1), 100_000, 1L << 30);
        try (Written written = new Written(1); RotatingDrain drain = begin(small)) {
            written.process();
            written.begin(FIRST);
            StepId root = written.open(FIRST, null);
            for (int i = 0; i < 160; i++) {
                written.step(FIRST, LONG, root);
                drain.drain();
            }
            assertThat(made).hasSizeGreaterThan(3).allSatisfy(part -> assertThat(part.goOn()).isEqualTo(1));
            assertThat(drain.heldBytes()).isLessThan(120_000);
            try (Snapshot one = Snapshots.open(made.get(0).location())) {
                assertThat(one.damages()).containsExactly(Parts.goesOn(FIRST));
            }
            written.close(FIRST, root);
            written.end(FIRST);
            drain.finish();
        }
        assertWhole();
        try (Snapshot all = Snapshots.open(parts())) {
            assertThat(all.damages()).isEmpty();
        }
    }

    @Test
    void runWithoutNews_isSealedAfterADay_andWhatComesLaterJoinsIt() throws Exception {
        try (Written written = new Written(1); RotatingDrain drain = begin(HOURLY)) {
            written.begin(FIRST);
            StepId open = written.open(FIRST, null);
            drain.drain();
            seconds += 86_400;
            drain.drain();
            seconds += 3600;
            drain.drain();
            assertThat(made).hasSize(1);

            written.close(FIRST, open);
            written.step(FIRST, "late");
            written.end(FIRST);
            drain.finish();
        }
        assertThat(made).hasSize(2);
        assertWhole();
    }

    @Test
    void whatComesAfterTheEndOfARun_isAPieceOfIt() throws Exception {
        try (Written written = new Written(1); RotatingDrain drain = begin(HOURLY)) {
            written.begin(FIRST);
            written.step(FIRST, "in time");
            written.end(FIRST);
            drain.drain();
            seconds += 10;
            drain.drain();
            written.step(FIRST, "too late");
            drain.finish();
        }
        assertThat(made).as("two pieces of a run are not in one part").hasSize(2);
        assertWhole();
    }

    @Test
    void processesAndRunsAtRandom_withRecordersThatDie_areAsIfNothingHadBeenRotated() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = Long.getLong("pathwarden.seed", System.nanoTime());
            try {
                random(new Random(seed), Files.createDirectory(directory.resolve("round" + round)));
            } catch (AssertionError | Exception e) {
                throw new AssertionError("-Dpathwarden.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private void random(Random random, Path in) throws Exception {
        directory = in;
        made.clear();
        Rotation rotation = new Rotation(Duration.ofSeconds(300), 1_000_000, Duration.ofSeconds(5), Duration.ofSeconds(1000), 100_000 + random.nextInt(100_000), 300_000 + random.nextInt(200_000));
        List<Written> processes = new ArrayList<>();
        Map<RunId, Written> going = new TreeMap<>(java.util.Comparator.comparingLong(RunId::low));
        Map<RunId, List<StepId>> open = new TreeMap<>(java.util.Comparator.comparingLong(RunId::low));
        RotatingDrain drain = begin(rotation);
        long next = 1;
        for (int i = 0; i < 1500; i++) {
            int what = random.nextInt(100);
            if (processes.size() < 3 && what < 10) {
                Written process = new Written(1 + i);
                process.process();
                processes.add(process);
            } else if (!processes.isEmpty() && what < 15) {
                RunId run = new RunId(7, next++);
                Written process = processes.get(random.nextInt(processes.size()));
                process.begin(run);
                going.put(run, process);
                open.put(run, new ArrayList<>());
            } else if (!going.isEmpty() && what < 85) {
                RunId run = List.copyOf(going.keySet()).get(random.nextInt(going.size()));
                List<StepId> steps = open.get(run);
                if (what < 50 || steps.isEmpty()) {
                    steps.add(going.get(run).open(run, steps.isEmpty() ? null : steps.get(steps.size() - 1), "x".repeat(random.nextInt(6000))));
                } else {
                    going.get(run).close(run, steps.remove(random.nextInt(steps.size())));
                }
            } else if (!going.isEmpty() && what < 89) {
                RunId run = List.copyOf(going.keySet()).get(random.nextInt(going.size()));
                going.remove(run).end(run);
            } else if (!processes.isEmpty() && what < 90) {
                Written process = processes.remove(random.nextInt(processes.size()));
                process.close();
                going.values().removeIf(process::equals);
            } else if (what < 91) {
                // Dies without a word, and another one begins.
                drain.close();
                drain = begin(rotation);
            } else if (what < 92) {
                drain.finish();
                drain.close();
                drain = begin(rotation);
            } else {
                seconds += random.nextInt(20);
                drain.drain();
            }
        }
        drain.finish();
        drain.close();
        for (Written process : processes) {
            process.close();
        }
        assertThat(made).hasSizeGreaterThan(3).allSatisfy(part -> assertThat(part.damages()).isEmpty());
        assertWhole();
    }

    @Test
    void filesOfProcessesThatAreOver_areAllLetGo_andSoIsWhatWasWrittenDownOfThem() throws Exception {
        try (RotatingDrain drain = begin(HOURLY)) {
            for (int i = 0; i < 5; i++) {
                try (Written written = new Written(1 + i)) {
                    written.process();
                    written.begin(new RunId(3, i + 1));
                }
            }
            drain.drain();
            drain.drain();
            drain.finish();
            assertThat(made).hasSize(1);
            assertThat(made.get(0).processes()).hasSize(5);
        }
        assertThat(StoredRecording.journalFiles(journals())).isEmpty();
        assertWhole();
    }

    @Test
    void changedBytes_areNamedInThePart_whereverTheyWereChanged() throws Exception {
        try (Written written = new Written(1); RotatingDrain drain = begin(HOURLY)) {
            written.begin(FIRST);
            written.step(FIRST, LONG);
            written.end(FIRST);
            drain.drain();
            written.close();
            Path file = StoredRecording.journalFiles(journals()).get(0);
            byte[] bytes = Files.readAllBytes(file);
            bytes[3000] ^= 1;
            Files.write(file, bytes);
            drain.drain();
            drain.finish();
        }
        assertThat(made).hasSize(1);
        assertThat(made.get(0).damages()).hasSize(1).allSatisfy(damage -> assertThat(damage).contains("was changed behind the recorder"));
        assertWhole();
    }

    @Test
    void partThatIsDamaged_orWasNotFinished_isNamed_andTheOthersAreRead() throws Exception {
        for (RunId run : List.of(FIRST, SECOND)) {
            try (RotatingDrain drain = begin(HOURLY)) {
                try (Written written = new Written(run.low())) {
                    written.begin(run);
                    written.step(run, "text");
                    written.end(run);
                }
                drain.drain();
                drain.finish();
            }
        }
        Path first = made.get(0).location();
        Files.writeString(first.resolve("snapshot.manifest"), "pathwarden-snapshot 1\nend 0\n");
        try (Snapshot left = Snapshots.open(parts())) {
            assertThat(left.runs()).extracting(run -> run.run().id()).containsExactly(SECOND);
            assertThat(left.damages()).hasSize(1).allSatisfy(damage -> assertThat(damage).contains(first.getFileName().toString()).contains("its manifest is cut or changed"));
        }
        Files.delete(first.resolve("snapshot.manifest"));
        try (Snapshot left = Snapshots.open(parts())) {
            assertThat(left.damages()).hasSize(1).allSatisfy(damage -> assertThat(damage).contains("The part " + first.getFileName() + " was not finished"));
        }
    }

    private RotatingDrain begin(Rotation rotation) throws IOException {
        Files.createDirectories(journals());
        return RotatingDrain.begin(journals(), parts(), rotation, Seal.NONE, () -> TimeUnit.SECONDS.toNanos(seconds), InstantSource.system(), made::add);
    }

    private Path journals() {
        return directory.resolve("journals");
    }

    private Path parts() {
        return directory.resolve("parts");
    }

    /** The parts together are what the journals come to that nobody rotated, and no part has twice what another has. */
    private void assertWhole() throws IOException {
        Map<RunId, RecordedRun> expected = runs(directory.resolve("kept"));
        assertThat(runs(parts())).isEqualTo(expected);
        MadePart.Added sum = made.stream().map(MadePart::added).reduce(MadePart.Added.NOTHING, MadePart.Added::and);
        assertThat(sum).as("runs and steps that are in several parts are counted once").isEqualTo(new MadePart.Added(expected.size(), expected.values().stream().mapToLong(run -> run.steps().size()).sum(), 0));
        Set<List<Object>> ends = new TreeSet<>(java.util.Comparator.comparing(Object::toString));
        for (Path part : Parts.in(parts())) {
            try (Snapshot one = Snapshots.open(part)) {
                one.forEachRun(run -> run.steps().stream().filter(step -> step.outcome() != null).forEach(step -> assertThat(ends.add(List.of(run.run().id(), step.id()))).as("an end in one part only: %s of %s in %s", step.id(), run.run().id(), part).isTrue()));
            }
        }
    }

    private static Map<RunId, RecordedRun> runs(Path location) {
        Map<RunId, RecordedRun> runs = new TreeMap<>(java.util.Comparator.comparing(RunId::toString));
        try (Snapshot snapshot = Snapshots.open(location)) {
            snapshot.forEachRun(run -> runs.put(run.run().id(), run));
            assertThat(snapshot.runs()).containsExactlyInAnyOrderElementsOf(runs.values().stream().map(RunSummary::of).toList());
        }
        return runs;
    }

    /** A process that writes a journal which is rotated, and the same one once more, which is not. */
    private final class Written implements AutoCloseable {
        private final long pid;
        private final JournalWriter rotated;
        private final JournalWriter kept;
        private int ticket;

        Written(long number) throws IOException {
            // No process of the system has such an id.
            this.pid = 4_000_000_000L + number;
            this.rotated = JournalWriter.create(journals().toFile(), pid, number);
            this.kept = JournalWriter.create(directory.resolve("kept").toFile(), pid, number);
        }

        private void append(JournalEvent event) {
            rotated.append(event);
            kept.append(event);
        }

        void process() {
            append(new JournalEvent.ProcessSeen(new ProcessInfo(pid, 1, "program", "21", null, null, List.of(), 0, 0)));
        }

        void begin(RunId run) {
            append(new JournalEvent.RunStarted(new Run(run, "agent", "name", null, Status.UNFINISHED, 1_000L * run.low(), null, Map.of("of", "run"))));
        }

        void end(RunId run) {
            append(new JournalEvent.RunEnded(run, 1_000L * run.low() + 999, Status.OK));
        }

        StepId open(RunId run, StepId parent) {
            return open(run, parent, "text");
        }

        StepId open(RunId run, StepId parent, String text) {
            StepId id = new StepId(pid << 20 | ++ticket);
            Step step = Step.of(run, id, Operation.TOOL_CALL, "tool").pid(pid).parent(parent).startNanos(1_000_000L + ticket).arguments(Map.of("text", text)).build();
            append(new JournalEvent.StepDecided(step, new Decision(ticket, step.startNanos(), "", null, Set.of(), List.of(), List.of())));
            return id;
        }

        void close(RunId run, StepId step) {
            append(new JournalEvent.StepEnded(run, step, new Outcome(++ticket, 5L, Status.OK, null, "result", Facts.NONE, Set.of("secret"))));
        }

        void step(RunId run, String text) {
            close(run, open(run, null, text));
        }

        void step(RunId run, String text, StepId parent) {
            close(run, open(run, parent, text));
        }

        String name(int number) {
            return pid + "-" + Long.toHexString(pid - 4_000_000_000L) + "." + number + ".pwj";
        }

        List<String> files() throws IOException {
            return StoredRecording.journalFiles(journals()).stream().map(file -> file.getFileName().toString()).toList();
        }

        @Override
        public void close() {
            rotated.close();
            kept.close();
        }
    }
}
