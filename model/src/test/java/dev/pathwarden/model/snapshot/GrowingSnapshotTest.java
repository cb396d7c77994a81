package dev.pathwarden.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.search.StepFacet;
import dev.pathwarden.model.search.StepFilter;
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
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingSnapshotTest {

    private static final RunId ONE = new RunId(1, 1);
    private static final RunId OTHER = new RunId(2, 2);
    private static final long HERE = ProcessHandle.current().pid();
    /** No process has that number here: it is more than the largest. */
    private static final long NOWHERE = 5_000_000;

    @TempDir
    Path directory;

    @Property(tries = 60)
    void lookedAtAtAnyTime_itIsWhatIsReadAtOnce(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Path recording = Files.createTempDirectory("growing");
        List<JournalWriter> writers = new ArrayList<>();
        List<List<JournalEvent>> left = new ArrayList<>();
        try {
            for (int process = 0; process < 1 + random.nextInt(3); process++) {
                writers.add(JournalWriter.create(recording.toFile(), 100 + process, 10 + process));
                left.add(events(process, random));
            }
            try (GrowingSnapshot growing = Snapshots.follow(recording)) {
                while (left.stream().anyMatch(events -> !events.isEmpty())) {
                    int process = random.nextInt(writers.size());
                    for (int i = random.nextInt(8); i > 0 && !left.get(process).isEmpty(); i--) {
                        writers.get(process).append(left.get(process).remove(0));
                    }
                    if (random.nextInt(3) == 0) {
                        growing.look();
                        if (random.nextBoolean()) {
                            isAsReadAtOnce(growing, recording);
                        }
                    }
                }
                writers.forEach(JournalWriter::close);
                growing.look();
                isAsReadAtOnce(growing, recording);
            }
        } finally {
            writers.forEach(JournalWriter::close);
            delete(recording);
        }
    }

    private static void isAsReadAtOnce(GrowingSnapshot growing, Path recording) {
        try (Snapshot whole = Snapshots.open(recording)) {
            assertThat(growing.runs()).containsExactlyInAnyOrderElementsOf(whole.runs());
            for (RunSummary summary : whole.runs()) {
                assertThat(growing.run(summary.run().id())).isEqualTo(whole.run(summary.run().id()));
            }
            assertThat(growing.processes()).isEqualTo(whole.processes());
            assertThat(growing.count(null, done -> { })).isEqualTo(whole.count(null, done -> { }));
            assertThat(growing.damages()).containsExactlyInAnyOrderElementsOf(whole.damages());
        }
    }

    /** What a process appends of three runs, shuffled a little as threads do. */
    private static List<JournalEvent> events(int process, Random random) {
        List<JournalEvent> events = new ArrayList<>();
        long pid = 100 + process;
        events.add(new JournalEvent.ProcessSeen(new ProcessInfo(pid, 10 + process, "Agent", "25", null, null, List.of(), 0, 0)));
        long ticket = 0;
        for (int i = 0; i < random.nextInt(30); i++) {
            RunId run = new RunId(9, 1 + random.nextInt(3));
            switch (random.nextInt(12)) {
                case 0 -> events.add(new JournalEvent.RunStarted(new Run(run, "agent", "name " + process, null, Status.UNFINISHED, 50L + random.nextInt(20), null, Map.of("in", "p" + process))));
                case 1 -> events.add(new JournalEvent.RunEnded(run, 900 + random.nextInt(20), Status.OK));
                case 2 -> events.add(new JournalEvent.ProcessSeen(new ProcessInfo(pid, 10 + process, "Agent", "25", random.nextBoolean() ? run : null, random.nextBoolean() ? new StepId(1) : null, List.of(), i, 0)));
                case 3, 4, 5 -> events.add(new JournalEvent.StepEnded(run, new StepId(1 + random.nextInt(40)), new Outcome(++ticket, 3L, random.nextBoolean() ? Status.OK : Status.ERROR, null, "r" + i, Facts.NONE, Set.of("l" + random.nextInt(3)))));
                default -> {
                    StepId parent = random.nextInt(3) == 0 ? null : new StepId(1 + random.nextInt(40));
                    events.add(new JournalEvent.StepDecided(Step.of(run, new StepId(1 + random.nextInt(40)), Operation.TOOL_CALL, "t" + i).startNanos(100L + random.nextInt(200)).parent(parent).build(),
                            new Decision(++ticket, 100L + random.nextInt(200), "", null, Set.of(), List.of(), List.of())));
                }
            }
            if (random.nextInt(4) == 0) {
                int at = random.nextInt(events.size());
                events.add(at, events.remove(events.size() - 1));
            }
        }
        return events;
    }

    @Test
    void look_whenARunGrows_putsOnlyThatTogetherAgain_andKeepsItsStepsOfWhichNothingCame() throws IOException {
        try (JournalWriter writer = begun(HERE); GrowingSnapshot growing = Snapshots.follow(directory)) {
            step(writer, ONE, 1, "read_orders");
            step(writer, OTHER, 2, "other");
            assertThat(growing.runs()).extracting(RunSummary::steps).containsExactly(0, 0);
            assertThat(growing.look().runs()).containsExactlyInAnyOrder(ONE, OTHER);
            RecordedRun before = growing.run(ONE);
            RecordedRun other = growing.run(OTHER);

            assertThat(growing.look().runs()).isEmpty();
            assertThat(growing.run(ONE)).isSameAs(before);
            step(writer, ONE, 3, "send_mail");
            assertThat(growing.run(ONE)).isSameAs(before);
            assertThat(growing.look().runs()).containsExactly(ONE);

            assertThat(growing.run(OTHER)).isSameAs(other);
            assertThat(growing.run(ONE).steps()).extracting(step -> step.step().name()).containsExactly("read_orders", "send_mail");
            assertThat(growing.run(ONE).steps().get(0)).isSameAs(before.steps().get(0));
            assertThat(growing.runs()).extracting(RunSummary::steps).containsExactly(2, 1);
        }
    }

    @Test
    void look_whenAStepEnds_tellsHowItEnded() throws IOException {
        try (JournalWriter writer = begun(HERE); GrowingSnapshot growing = Snapshots.follow(directory)) {
            writer.append(decided(ONE, 1, "slow", 1));
            growing.look();
            assertThat(growing.run(ONE).steps().get(0).status()).isEqualTo(Status.UNFINISHED);

            writer.append(ended(ONE, 1, 2));
            writer.append(new JournalEvent.RunEnded(ONE, 99, Status.OK));
            growing.look();

            assertThat(growing.run(ONE).steps().get(0).status()).isEqualTo(Status.OK);
            assertThat(growing.run(ONE).run().status()).isEqualTo(Status.OK);
        }
    }

    @Test
    void only_givesTheRunsThatWereNamed() throws IOException {
        try (JournalWriter writer = begun(HERE); GrowingSnapshot growing = Snapshots.follow(directory)) {
            step(writer, ONE, 1, "read");
            step(writer, OTHER, 2, "read");
            growing.look();

            Snapshot one = growing.only(Set.of(ONE));

            assertThat(one.runs()).extracting(summary -> summary.run().id()).containsExactly(ONE);
            assertThat(one.find(StepFilter.ALL, done -> { }).runs()).containsExactly(ONE);
            assertThatThrownBy(() -> one.run(OTHER)).isInstanceOf(SnapshotException.class);
        }
    }

    @Test
    void count_afterARunGrew_countsItsNewStepsToo() throws IOException {
        try (JournalWriter writer = begun(HERE); GrowingSnapshot growing = Snapshots.follow(directory)) {
            step(writer, ONE, 1, "read");
            growing.look();
            assertThat(growing.count(null, done -> { }).of(StepFacet.NAME)).containsExactly(Map.entry("read", 1L));
            step(writer, ONE, 2, "read");
            growing.look();
            assertThat(growing.count(null, done -> { }).of(StepFacet.NAME)).containsExactly(Map.entry("read", 2L));
        }
    }

    @Test
    void written_isWhetherAProcessIsThereThatHasNotClosedItsJournal() throws IOException {
        GrowingSnapshot growing;
        try (JournalWriter writer = begun(HERE)) {
            growing = Snapshots.follow(directory);
            assertThat(growing.look().written()).isTrue();
        }
        assertThat(growing.look().written()).isFalse();
        growing.close();
    }

    @Test
    void damages_ofACutJournal_areToldOnlyWhenNobodyWritesItAnyMore() throws IOException {
        try (JournalWriter here = begun(HERE); GrowingSnapshot growing = Snapshots.follow(directory)) {
            cut(HERE);
            growing.look();
            assertThat(growing.damages()).isEmpty();
        }
        delete(directory);
        try (JournalWriter gone = begun(NOWHERE); GrowingSnapshot growing = Snapshots.follow(directory)) {
            cut(NOWHERE);
            growing.look();
            assertThat(growing.damages()).singleElement().asString().contains("is cut at byte 1000");
        }
    }

    @Test
    void look_whenTheJournalsVanish_saysSoOnceMore_andKeepsWhatWasRead() throws IOException {
        Path journal = directory.resolve("journal");
        try (JournalWriter writer = begun(journal, HERE); GrowingSnapshot growing = Snapshots.follow(directory)) {
            step(writer, ONE, 1, "read");
            growing.look();
            delete(journal);

            assertThat(growing.look().problem()).isEqualTo("The journals in " + journal + " are no longer there; what was read of them stays shown.");
            assertThat(growing.run(ONE).steps()).hasSize(1);

            // Its process still has the file.
            step(writer, ONE, 2, "write");
            assertThat(growing.look().runs()).containsExactly(ONE);
            assertThat(growing.run(ONE).steps()).hasSize(2);

            Files.writeString(journal, "no directory");
            assertThat(growing.look().problem()).isEqualTo("The journals in " + journal + " cannot be read now, it is no directory any more; what was read of them stays shown, and it is tried again.");
        }
    }

    @Test
    void look_onceTheRecordingIsSealed_saysSo_andNothingMoreComes() throws IOException {
        try (JournalWriter writer = begun(directory.resolve("journal"), HERE); GrowingSnapshot growing = Snapshots.follow(directory)) {
            assertThat(growing.look().sealed()).isFalse();
            Snapshots.create(directory.resolve("snapshot")).close();

            assertThat(growing.look().sealed()).isTrue();
            assertThat(growing.look().sealed()).isTrue();
            assertThat(growing.runs()).hasSize(2);
        }
    }

    @Test
    void look_whileWhoeverSealsItStillHoldsTheSnapshot_awaitsThatItCanBeOpened() throws IOException {
        Path store = directory.resolve("snapshot");
        try (JournalWriter writer = begun(directory.resolve("journal"), HERE); GrowingSnapshot growing = Snapshots.follow(directory)) {
            Snapshots.create(store).close();
            try (OwnerLock held = OwnerLock.take(store.resolve(Snapshots.LOCK_FILE))) {
                step(writer, ONE, 1, "read");
                assertThat(growing.look().sealed()).isFalse();
                assertThat(growing.run(ONE).steps()).hasSize(1);
                assertThat(held).isNotNull();
            }

            assertThat(growing.look().sealed()).isTrue();
            Snapshots.open(directory).close();
        }
    }

    @Test
    void follow_ofWhatDoesNotGrow_saysSo() throws IOException {
        assertThatThrownBy(() -> Snapshots.follow(directory)).isInstanceOf(SnapshotException.class).hasMessageContaining("is no snapshot");
        Snapshots.create(directory.resolve("done")).close();
        assertThatThrownBy(() -> Snapshots.follow(directory.resolve("done"))).isInstanceOf(SnapshotException.class);
    }

    private void cut(long pid) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pid + "-*.pwj")) {
            for (Path file : files) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(1000);
                }
            }
        }
    }

    private JournalWriter begun(long pid) throws IOException {
        return begun(directory, pid);
    }

    /** The journal of a process that has begun two runs. It began recording so late that no process can have taken over its number. */
    private static JournalWriter begun(Path journal, long pid) throws IOException {
        long start = pid == HERE ? System.currentTimeMillis() * 1_000_000 : 7;
        JournalWriter writer = JournalWriter.create(journal.toFile(), pid, start);
        writer.append(new JournalEvent.ProcessSeen(new ProcessInfo(pid, start, "Agent", "25", null, null, List.of(), 0, 0)));
        writer.append(new JournalEvent.RunStarted(new Run(ONE, "agent", "mailer", "v1", Status.UNFINISHED, 5L, null, Map.of())));
        writer.append(new JournalEvent.RunStarted(new Run(OTHER, "agent", "mailer", "v1", Status.UNFINISHED, 6L, null, Map.of())));
        return writer;
    }

    private static void step(JournalWriter writer, RunId run, long id, String name) {
        writer.append(decided(run, id, name, 2 * id));
        writer.append(ended(run, id, 2 * id + 1));
    }

    private static JournalEvent decided(RunId run, long id, String name, long ticket) {
        return new JournalEvent.StepDecided(Step.of(run, new StepId(id), Operation.TOOL_CALL, name).startNanos(id).build(), new Decision(ticket, id, "", null, Set.of(), List.of(), List.of()));
    }

    private static JournalEvent ended(RunId run, long id, long ticket) {
        return new JournalEvent.StepEnded(run, new StepId(id), new Outcome(ticket, 1L, Status.OK, null, null, Facts.NONE, Set.of()));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
