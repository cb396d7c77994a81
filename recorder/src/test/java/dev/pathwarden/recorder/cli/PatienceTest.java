package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.recorder.crash.LosingDisk;
import dev.pathwarden.recorder.drain.Recording;
import dev.pathwarden.recorder.drain.RecordingDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PatienceTest {

    @TempDir
    private Path directory;

    /** A disk that goes on only when the user was told that it takes long. */
    @Test
    void snapshot_onASlowDisk_isMade_andThatItTakesLongIsSaidOnce() throws Exception {
        LosingDisk disk = new LosingDisk(Files.createDirectory(directory.resolve("disk")));
        CountDownLatch told = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        try (Recording recording = Recording.begin(new RecordingDirectory(disk.root().resolve("recorded")), new byte[] {1})) {
            SampleJournal.write(disk.real().resolve("recorded").resolve("journal"));
            disk.beforeForce(() -> await(told));
            Patience patience = Patience.of(Duration.ofMillis(1), () -> {
                times.incrementAndGet();
                told.countDown();
            });

            recording.finish(run -> { }, Seal.NONE);

            patience.close();
        }
        assertThat(times).hasValue(1);
        try (Snapshot made = Snapshots.open(disk.real().resolve("recorded").resolve("snapshot"))) {
            assertThat(made.runs()).hasSize(2);
        }
    }

    @Test
    void patience_thatIsNotTried_saysNothing() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        Patience patience = Patience.of(Duration.ofDays(1), said::countDown);
        patience.close();
        patience.join();

        assertThat(said.getCount()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
