package dev.pathwarden.model.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalLiveReadTest {

    private static final int WRITERS = 3;
    private static final int EVENTS = 15_000;

    @TempDir
    Path directory;

    @Test
    void read_whileManyWrite_seesEverythingAcknowledgedBefore_andNeverAFalseDamage() throws Exception {
        List<JournalEvent> samples = Stream.generate(new Events(4)::next).limit(50).toList();
        AtomicInteger acknowledged = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        try (JournalWriter writer = JournalWriter.create(directory.toFile(), 1, 2)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int t = 0; t < WRITERS; t++) {
                writers.add(executor.submit(() -> {
                    for (int i = 0; i < EVENTS; i++) {
                        writer.append(samples.get(i % samples.size()));
                        acknowledged.incrementAndGet();
                    }
                }));
            }
            while (!writers.stream().allMatch(Future::isDone)) {
                int before = acknowledged.get();
                JournalContents contents = JournalReader.read(directory);
                assertThat(contents.events()).hasSizeGreaterThanOrEqualTo(before);
                // A record in the making is told, because the same bytes can be what a dead process left.
                assertThat(contents.damages()).allSatisfy(damage -> assertThat(damage).contains("begun and not finished"));
            }
            for (Future<?> done : writers) {
                done.get();
            }
            assertThat(JournalReader.read(directory).events()).hasSize(WRITERS * EVENTS);
        } finally {
            executor.shutdownNow();
        }
    }
}
