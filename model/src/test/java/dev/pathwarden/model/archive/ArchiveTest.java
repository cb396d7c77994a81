package dev.pathwarden.model.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    @TempDir
    Path directory;

    private final ProcessInfo process = new Events(12).process();

    @Test
    void open_ofWhatWasWritten_givesRunsProcessesAndDamages() {
        List<RecordedRun> runs = new Events(3).runs(60, 400);
        Path file = directory.resolve("runs.pathwarden");
        Archives.write(file, runs.iterator(), List.of(process), List.of("Something was lost."));
        try (Snapshot snapshot = Snapshots.open(file)) {
            assertThat(snapshot.runs()).containsExactlyInAnyOrderElementsOf(runs.stream().map(RunSummary::of).toList());
            for (RecordedRun run : runs) {
                assertThat(snapshot.run(run.run().id())).isEqualTo(run);
            }
            assertThat(snapshot.processes()).containsExactly(process);
            assertThat(snapshot.damages()).containsExactly("Something was lost.");
        }
    }

    @Test
    void write_ofAStore_takesAllOfIt() {
        List<RecordedRun> runs = new Events(8).runs(5, 5);
        Path store = directory.resolve("store");
        try (SnapshotWriter writer = Snapshots.create(store)) {
            runs.forEach(writer::add);
            writer.add(process);
        }
        Path file = directory.resolve("a");
        try (Snapshot snapshot = Snapshots.open(store)) {
            Archives.write(file, snapshot);
        }
        try (Snapshot first = Snapshots.open(store); Snapshot second = Snapshots.open(file)) {
            assertThat(second.runs()).isEqualTo(first.runs());
            assertThat(second.processes()).isEqualTo(first.processes());
        }
    }

    @Test
    void run_askedForInAnyOrder_isTheOneOfThatId() {
        List<RecordedRun> runs = new Events(8).runs(40, 5);
        Path file = directory.resolve("a");
        Archives.write(file, runs.iterator(), List.of());
        List<RecordedRun> backwards = new ArrayList<>(runs);
        Collections.reverse(backwards);
        List<RecordedRun> mixed = new ArrayList<>(runs);
        Collections.shuffle(mixed, new Random(8));
        for (List<RecordedRun> order : List.of(runs, backwards, mixed)) {
            try (Snapshot snapshot = Snapshots.open(file)) {
                assertThat(order).hasSizeGreaterThan(3).allSatisfy(run -> assertThat(snapshot.run(run.run().id())).isEqualTo(run));
            }
        }
    }

    @Test
    void open_ofEveryTruncation_isRefused() throws IOException {
        byte[] whole = small();
        Path file = directory.resolve("cut");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Archives.open(file)).isInstanceOfSatisfying(SnapshotException.class,
                    e -> assertThat(e.kind()).isEqualTo(SnapshotException.Cause.INPUT)).hasMessageStartingWith("The archive " + file + " was not opened: ");
        }
    }

    @Test
    void open_ofEveryFlippedByte_isRefusedOrItsSegmentIs() throws IOException {
        byte[] whole = small();
        Path file = directory.resolve("flipped");
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x10;
            Files.write(file, flipped);
            assertThatThrownBy(() -> {
                try (Snapshot snapshot = Archives.open(file)) {
                    snapshot.runs().forEach(run -> snapshot.run(run.run().id()));
                }
            }).as("byte %d", i).isInstanceOf(SnapshotException.class);
        }
    }

    @Test
    void open_ofALaterVersion_saysSo() throws IOException {
        byte[] later = small();
        later[7] = 4;
        Path file = Files.write(directory.resolve("later"), later);
        assertThatThrownBy(() -> Snapshots.open(file)).hasMessage("The archive " + file
                + " was not opened: it has format version 4, and this Pathwarden reads versions 1 to 3; get it again from where it came from.");
    }

    @Test
    void write_ontoAFile_isRefusedAndLeavesItAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("mine"), "mine");
        assertThatThrownBy(() -> Archives.write(file, List.<RecordedRun>of().iterator(), List.of())).isInstanceOf(SnapshotException.class).hasMessageContaining("is there already");
        assertThat(Files.readString(file)).isEqualTo("mine");
    }

    @Test
    void write_thatFails_leavesNothing() throws IOException {
        Path file = directory.resolve("failed");
        Stream<RecordedRun> failing = Stream.of(1).map(i -> {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "the source is damaged");
        });
        assertThatThrownBy(() -> Archives.write(file, failing.iterator(), List.of())).hasMessage("the source is damaged");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    private byte[] small() throws IOException {
        Path file = directory.resolve("small");
        Archives.write(file, new Events(5).runs(1, 3).iterator(), List.of(process));
        return Files.readAllBytes(file);
    }
}
