package dev.pathwarden.recorder.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalDrainTest {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    /** More than a kernel gives out. */
    private static final long NOBODY = 1L << 40;

    @TempDir
    private Path directory;

    @Test
    void journalsOfProcessesThatAreGone_andThoseThatAreWhole_areNotHeldOpen_andAreReadToTheEnd() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(DESCRIPTORS), "the system does not tell of open files");
        long here = ProcessHandle.current().pid();
        JournalWriter going = journal(here, 1);
        for (int i = 2; i < 12; i++) {
            journal(here, i).close();
            journal(NOBODY, i);
        }
        try (JournalDrain drain = JournalDrain.startReleasing(directory)) {
            drain.awaitDrained(21);

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> held().size() == 1);
            assertThat(held()).containsExactly(here + "-1.0.pwj");
            event(going, 99);

            JournalContents all = drain.finish();
            assertThat(all.damages()).isEmpty();
            assertThat(all.events()).hasSize(22);
        }
    }

    @Test
    void journalOfAProcessThatIsOutOfSight_isReadToItsEnd() throws Exception {
        JournalWriter unseen = journal(NOBODY, 1);
        try (JournalDrain drain = JournalDrain.startReleasing(directory)) {
            drain.awaitDrained(1);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> held().isEmpty());
            event(unseen, 2);

            assertThat(drain.finish().events()).hasSize(2);
        }
    }

    private JournalWriter journal(long pid, long startNanos) throws IOException {
        JournalWriter journal = JournalWriter.create(directory.toFile(), pid, startNanos);
        event(journal, startNanos);
        return journal;
    }

    private static void event(JournalWriter journal, long run) {
        journal.append(new JournalEvent.RunStarted(new Run(new RunId(1, run), null, "test", null, Status.UNFINISHED, 1_000L, null, Map.of())));
    }

    private List<String> held() throws IOException {
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.map(JournalDrainTest::target).filter(target -> target.startsWith(directory.toString()) && target.endsWith(".pwj")).map(target -> Path.of(target).getFileName().toString()).toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
