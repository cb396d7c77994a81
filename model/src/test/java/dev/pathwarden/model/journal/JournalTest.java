package dev.pathwarden.model.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Status;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final int STOP_DOES_NOTHING = 20;
    private static final long PID = 4711;
    private static final long START = 1_700_000_000_000_000_000L;

    @TempDir
    Path directory;

    @Test
    void read_ofAJournalThatIsStillWritten_givesAllThatWasAppended() throws IOException {
        List<JournalEvent> appended = events(200);
        try (JournalWriter writer = JournalWriter.create(directory.toFile(), PID, START)) {
            appended.forEach(writer::append);
            JournalContents contents = JournalReader.read(directory);
            assertThat(contents.damages()).isEmpty();
            assertThat(contents.events()).isEqualTo(appended);
            assertThat(writer.dropped()).isZero();
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void append_ofThreadsThatAreStopped_costsOthersNothing() throws Exception {
        Assumptions.assumeTrue(Runtime.version().feature() < STOP_DOES_NOTHING, "from Java 20 on threads cannot be stopped");
        Method stop = Thread.class.getMethod("stop");
        // So large that every few of them change chunks.
        JournalEvent large = new JournalEvent.RunStarted(new Run(new Events(1).runId(), "x".repeat(2 << 20), null, null, Status.OK, null, null, Map.of()));
        List<JournalEvent> small = events(200);
        try (JournalWriter writer = JournalWriter.create(directory.toFile(), PID, START)) {
            for (int i = 0; i < small.size(); i++) {
                CountDownLatch begun = new CountDownLatch(1);
                Thread stopped = new Thread(() -> {
                    begun.countDown();
                    writer.append(large);
                });
                stopped.setUncaughtExceptionHandler((thread, death) -> { });
                stopped.start();
                begun.await();
                for (long end = System.nanoTime() + i * 7_919_000L % 5_000_000L; System.nanoTime() < end; ) {
                    Thread.onSpinWait();
                }
                stop.invoke(stopped);
                stopped.join();
                long before = writer.dropped();
                writer.append(small.get(i));
                assertThat(writer.dropped()).as("after " + i).isEqualTo(before);
            }
            assertThat(JournalReader.read(directory).events()).filteredOn(event -> !event.equals(large)).isEqualTo(small);
        }
    }

    @Test
    void close_cutsTheFileToWhatIsUsed() throws IOException {
        writeClosed(events(5));
        assertThat(Files.size(onlyFile())).isLessThan(20_000);
        assertThat(JournalReader.read(directory).damages()).isEmpty();
    }

    @Test
    void append_beyondTheFirstChunk_goesOnInTheNext() throws IOException {
        List<JournalEvent> appended = events(20_000);
        writeClosed(appended);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.count()).isGreaterThan(1);
        }
        JournalContents contents = JournalReader.read(directory);
        assertThat(contents.damages()).isEmpty();
        assertThat(contents.events()).isEqualTo(appended);
    }

    @Test
    void append_fromManyThreads_losesNothing() throws Exception {
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        Map<JournalEvent, Integer> expected = new HashMap<>();
        try (JournalWriter writer = JournalWriter.create(directory.toFile(), PID, START)) {
            List<Callable<List<JournalEvent>>> tasks = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                Events events = new Events(t);
                tasks.add(() -> {
                    List<JournalEvent> mine = new ArrayList<>();
                    for (int i = 0; i < 2000; i++) {
                        JournalEvent event = events.next();
                        writer.append(event);
                        mine.add(event);
                    }
                    return mine;
                });
            }
            for (var result : executor.invokeAll(tasks)) {
                result.get().forEach(event -> expected.merge(event, 1, Integer::sum));
            }
        } finally {
            executor.shutdownNow();
        }
        JournalContents contents = JournalReader.read(directory);
        assertThat(contents.damages()).isEmpty();
        Map<JournalEvent, Integer> found = new HashMap<>();
        contents.events().forEach(event -> found.merge(event, 1, Integer::sum));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void keepAhead_makesTheNextChunkWhenOneIsHalfFull_andEndsWithTheJournal() throws Exception {
        List<JournalEvent> appended = events(20_000);
        JournalWriter writer = JournalWriter.create(directory.toFile(), PID, START);
        Thread ahead = new Thread(writer::keepAhead);
        ahead.start();
        await().until(() -> ahead.getState() == Thread.State.WAITING);
        File first = ChunkLayout.file(directory.toFile(), PID, START, 0);
        File second = ChunkLayout.file(directory.toFile(), PID, START, 1);
        int next = 0;
        while (JournalReader.read(directory).events().size() == next && !second.exists()) {
            for (int i = 0; i < 100; i++) {
                writer.append(appended.get(next++));
            }
        }
        await().until(second::exists);
        assertThat(first.length()).as("not ended yet").isEqualTo(1 << 20);
        assertThat(JournalReader.read(directory).damages()).isEmpty();
        appended.subList(next, appended.size()).forEach(writer::append);
        writer.close();
        ahead.join(10_000);
        assertThat(ahead.isAlive()).isFalse();
        JournalContents contents = JournalReader.read(directory);
        assertThat(contents.damages()).isEmpty();
        assertThat(contents.events()).isEqualTo(appended);
        assertThat(writer.dropped()).isZero();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).as("nothing is left of a chunk that was made and not used").isLessThan(8 << 20);
        }
    }

    @Test
    void append_byAnInterruptedThread_isWrittenAndTheInterruptIsKept() throws IOException {
        List<JournalEvent> appended = events(20_000);
        try (JournalWriter writer = JournalWriter.create(directory.toFile(), PID, START)) {
            Thread.currentThread().interrupt();
            appended.forEach(writer::append);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(writer.dropped()).isZero();
        }
        assertThat(JournalReader.read(directory).events()).isEqualTo(appended);
    }

    @Test
    void append_ofAnEventThatIsTooLarge_isCountedAndTheRestGoesOn() throws IOException {
        JournalEvent small = new Events(1).next();
        try (JournalWriter writer = JournalWriter.create(directory.toFile(), PID, START)) {
            writer.append(new JournalEvent.RunStarted(new Run(new Events(1).runId(), "x".repeat(ChunkLayout.MAX_EVENT), null, null,
                    Status.OK, null, null, Map.of())));
            writer.append(small);
            assertThat(writer.dropped()).isEqualTo(1);
        }
        JournalContents contents = JournalReader.read(directory);
        assertThat(contents.events()).containsExactly(small);
        assertThat(contents.processes()).singleElement().satisfies(process -> assertThat(process.lost()).isEqualTo(1));
        assertThat(contents.damages()).singleElement().asString().contains(" 1 event could not be written");
    }

    @Test
    void append_afterClose_isCounted() throws IOException {
        JournalWriter writer = JournalWriter.create(directory.toFile(), PID, START);
        writer.close();
        writer.append(new Events(1).next());
        writer.close();
        assertThat(writer.dropped()).isEqualTo(1);
    }

    @Test
    void append_whereTheDirectoryIsGone_isCountedAndHarmsNobody() throws IOException {
        Path gone = directory.resolve("gone");
        JournalWriter writer = JournalWriter.create(gone.toFile(), PID, START);
        Files.delete(gone.resolve(onlyFile(gone).getFileName()));
        Files.delete(gone);
        events(20_000).forEach(writer::append);
        assertThat(writer.dropped()).isPositive();
        writer.close();
    }

    @Test
    void files_areForTheirOwnerOnly() throws IOException {
        Path made = directory.resolve("a/journal");
        JournalWriter.create(made.toFile(), PID, START).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile(made)))).isEqualTo("rw-------");
    }

    @Test
    void read_ofAMissingChunk_namesIt() throws IOException {
        writeClosed(events(20_000));
        File first = ChunkLayout.file(directory.toFile(), PID, START, 0);
        assertThat(first.delete()).isTrue();
        JournalContents contents = JournalReader.read(directory);
        assertThat(contents.damages()).containsExactly("The journal file " + first.getName() + " is missing; what was recorded there is lost.");
        assertThat(contents.events()).isNotEmpty();
    }

    @Test
    void read_ofOneFile_readsOnlyItsProcess() throws IOException {
        List<JournalEvent> mine = events(3);
        writeClosed(mine);
        try (JournalWriter other = JournalWriter.create(directory.toFile(), PID + 1, START)) {
            other.append(new Events(99).next());
        }
        JournalContents contents = JournalReader.read(ChunkLayout.file(directory.toFile(), PID, START, 0).toPath());
        assertThat(contents.processes()).singleElement().satisfies(process -> {
            assertThat(process.pid()).isEqualTo(PID);
            assertThat(process.startNanos()).isEqualTo(START);
            assertThat(process.events()).isEqualTo(mine);
        });
    }

    private void writeClosed(List<JournalEvent> events) throws IOException {
        try (JournalWriter writer = JournalWriter.create(directory.toFile(), PID, START)) {
            events.forEach(writer::append);
        }
    }

    private Path onlyFile() throws IOException {
        return onlyFile(directory);
    }

    static Path onlyFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().get(0);
        }
    }

    private static List<JournalEvent> events(int count) {
        Events events = new Events(count);
        return Stream.generate(events::next).limit(count).toList();
    }
}
