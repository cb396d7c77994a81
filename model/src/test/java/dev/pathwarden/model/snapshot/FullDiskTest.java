package dev.pathwarden.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalReader;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when there is no room: a child JVM writes under a limit on the size of files, which the operating system enforces like a full disk. */
class FullDiskTest {

    private static final int LIMIT_BYTES = 2 << 20;

    @TempDir
    Path directory;

    @Test
    void journal_onAFullDisk_countsWhatItDrops_andKeepsTheRest() throws Exception {
        String said = run("journal");
        long dropped = Long.parseLong(said.replaceAll("(?s).*dropped=(\\d+).*", "$1"));
        JournalContents contents = JournalReader.read(directory);
        assertThat(dropped).isPositive();
        assertThat(contents.events()).hasSize((int) (Child.EVENTS - dropped)).hasSizeGreaterThan(1000);
        assertThat(contents.processes()).singleElement().satisfies(process -> assertThat(process.lost()).isEqualTo(dropped));
        assertThat(contents.damages()).singleElement().asString().contains(" " + dropped + " events could not be written");
    }

    @Test
    void snapshot_onAFullDisk_saysSo_andLeavesNothing() throws Exception {
        Path store = directory.resolve("snapshot");
        assertThat(run("snapshot")).contains("ENVIRONMENT The snapshot " + store + " could not be written: ").contains("Nothing is left of it; make room or get the rights, and make it again.");
        assertThat(store).doesNotExist();
    }

    @Test
    void open_whereTheCopyFindsNoRoom_saysSo() throws Exception {
        Path store = directory.resolve("snapshot");
        Child.snapshot(store);
        assertThat(run("open")).contains("ENVIRONMENT " + store + " could not be read: no copy of it could be made in ").contains("; make room there.");
        Snapshots.open(store).close();
    }

    @Test
    void archive_onAFullDisk_saysSo_andLeavesNothing() throws Exception {
        assertThat(run("archive")).contains("ENVIRONMENT The archive " + directory.resolve("archive") + " could not be written: ");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    private String run(String what) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // POSIX counts the limit in blocks of 512 bytes.
        Process child = new ProcessBuilder("sh", "-c", "ulimit -f " + LIMIT_BYTES / 512 + "; exec \"$@\"", "sh", java, "-XX:-UsePerfData", "-Xmx256m", "-cp",
                System.getProperty("java.class.path"), Child.class.getName(), what, directory.toString()).redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        return said;
    }

    /** Writes more than there is room for, and prints what it was told. */
    static final class Child {
        static final int EVENTS = 20_000;

        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[1]);
            try {
                switch (arguments[0]) {
                    case "journal" -> journal(directory.toFile());
                    case "snapshot" -> snapshot(directory.resolve("snapshot"));
                    case "open" -> Snapshots.open(directory.resolve("snapshot")).close();
                    default -> Archives.write(directory.resolve("archive"), runs().iterator(), List.of());
                }
            } catch (SnapshotException e) {
                System.out.println(e.kind() + " " + e.getMessage());
            }
        }

        private static void journal(File directory) throws IOException {
            try (JournalWriter writer = JournalWriter.create(directory, 1, 2)) {
                for (int i = 1; i <= EVENTS; i++) {
                    writer.append(new JournalEvent.RunStarted(new Run(new RunId(1, i), "agent", null, null, Status.OK, null, null, Map.of("text", "x".repeat(200)))));
                }
                System.out.println("dropped=" + writer.dropped());
            }
        }

        private static void snapshot(Path directory) {
            try (SnapshotWriter writer = Snapshots.create(directory)) {
                runs().forEach(writer::add);
            }
        }

        private static Stream<RecordedRun> runs() {
            Random random = new Random(1);
            Events events = new Events(1);
            return Stream.generate(() -> {
                byte[] noise = new byte[100_000];
                random.nextBytes(noise);
                Run run = new Run(events.runId(), null, null, null, Status.OK, null, null, Map.of("noise", new String(noise, StandardCharsets.ISO_8859_1)));
                return new RecordedRun(run, List.of(), List.of());
            }).limit(60);
        }
    }
}
