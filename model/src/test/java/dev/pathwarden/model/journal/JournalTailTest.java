package dev.pathwarden.model.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailTest {

    private static final int CAPACITY = 1 << 18;
    private static final Path FILE = Path.of("1-2.0.pwj");

    @TempDir
    Path directory;

    /** A chunk whose file is an array that the test writes into, or cuts. */
    private static final class Image implements ChunkSource {
        private byte[] bytes;

        Image(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int read(long offset, byte[] target, int length) throws IOException {
            return ChunkSource.of(bytes).read(offset, target, length);
        }
    }

    @Property(tries = 150)
    void tail_ofAJournalThatGrowsInAnyOrder_readsWhatAReaderOfTheWholeReads(@ForAll Random random) {
        List<JournalEvent> events = Stream.generate(new Events(random.nextLong())::next).limit(1 + random.nextInt(40)).toList();
        byte[] whole = image(events);
        List<Integer> places = places(whole);
        Image growing = new Image(new byte[whole.length]);
        JournalTail tail = new JournalTail();
        tail.follow(FILE, growing);
        List<JournalEvent> polled = new ArrayList<>(tail.poll());
        System.arraycopy(whole, 0, growing.bytes, 0, ChunkLayout.RECORDS);

        TreeMap<Integer, Boolean> reserved = new TreeMap<>();
        int next = 0;
        while (next < places.size() || !reserved.isEmpty()) {
            if (next < places.size() && (reserved.isEmpty() || random.nextBoolean())) {
                int place = places.get(next++);
                putInt(growing.bytes, place, -intAt(whole, place));
                reserved.put(place, true);
            } else {
                int place = new ArrayList<>(reserved.keySet()).get(random.nextInt(reserved.size()));
                System.arraycopy(whole, place, growing.bytes, place, ChunkLayout.recordSize(intAt(whole, place)));
                reserved.remove(place);
            }
            if (random.nextInt(4) == 0) {
                polled.addAll(tail.poll());
            }
        }
        boolean closes = random.nextBoolean();
        if (closes) {
            int end = places.get(places.size() - 1) + ChunkLayout.recordSize(intAt(whole, places.get(places.size() - 1)));
            putInt(growing.bytes, end, ChunkLayout.END);
            polled.addAll(random.nextBoolean() ? tail.poll() : List.of());
            growing.bytes = Arrays.copyOf(growing.bytes, end + ChunkLayout.ALIGNMENT);
        }
        polled.addAll(tail.poll());
        JournalContents contents = tail.finish(Map.of());

        assertThat(polled).containsExactlyInAnyOrderElementsOf(events);
        assertThat(contents.events()).isEqualTo(events);
        assertThat(contents.damages()).isEmpty();
    }

    @Property(tries = 300)
    void tail_ofAJournalDamagedBeforeItIsRead_namesWhatAReaderOfTheWholeNames(@ForAll Random random) {
        byte[] damaged = image(Stream.generate(new Events(random.nextLong())::next).limit(1 + random.nextInt(12)).toList());
        List<Integer> places = places(damaged);
        int used = places.get(places.size() - 1) + 64;
        switch (random.nextInt(4)) {
            case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(used));
            case 1 -> damaged[random.nextInt(used)] ^= (byte) (1 + random.nextInt(255));
            case 2 -> {
                int place = places.get(random.nextInt(places.size()));
                putInt(damaged, place, -intAt(damaged, place));
            }
            default -> putInt(damaged, places.get(random.nextInt(places.size())), random.nextInt());
        }
        ChunkContents whole = ChunkReader.read(ChunkName.of(FILE).orElseThrow(), damaged);
        JournalTail tail = new JournalTail();
        tail.follow(FILE, new Image(damaged));
        List<JournalEvent> polled = tail.poll();
        JournalContents contents = tail.finish(Map.of());

        assertThat(contents.events()).isEqualTo(whole.events());
        // A length that makes no sense is judged at the end only, and so is what stands behind it.
        assertThat(polled).isEqualTo(contents.events().subList(0, polled.size()));
        assertThat(contents.damages()).isEqualTo(whole.damages());
    }

    @Property(tries = 100)
    void tail_ofAJournalChangedAfterItWasRead_keepsWhatWasReadAndNamesTheChange(@ForAll Random random) {
        List<JournalEvent> events = Stream.generate(new Events(random.nextLong())::next).limit(1 + random.nextInt(12)).toList();
        Image image = new Image(image(events));
        int last = places(image.bytes).get(events.size() - 1);
        int used = last + ChunkLayout.recordSize(intAt(image.bytes, last));
        JournalTail tail = new JournalTail();
        tail.follow(FILE, image);
        List<JournalEvent> polled = tail.poll();
        if (random.nextBoolean()) {
            // The count of lost events may change at any time; it is named in words of its own.
            int place = random.nextInt(used - Long.BYTES);
            image.bytes[place < ChunkLayout.LOST ? place : place + Long.BYTES] ^= (byte) (1 + random.nextInt(255));
        } else {
            image.bytes = Arrays.copyOf(image.bytes, random.nextInt(used));
        }
        JournalContents contents = tail.finish(Map.of());

        assertThat(polled).isEqualTo(events);
        assertThat(contents.events()).isEqualTo(events);
        assertThat(contents.damages().get(0)).contains("The journal file 1-2.0.pwj was changed behind the recorder");
    }

    @Test
    void poll_whileARecordIsWritten_leavesItAndReadsWhatLiesBehind() {
        List<JournalEvent> events = Stream.generate(new Events(5)::next).limit(3).toList();
        Image image = new Image(image(events));
        int second = places(image.bytes).get(1);
        putInt(image.bytes, second, -intAt(image.bytes, second));
        JournalTail tail = new JournalTail();
        tail.follow(FILE, image);
        assertThat(tail.poll()).containsExactly(events.get(0), events.get(2));
        assertThat(tail.poll()).isEmpty();

        putInt(image.bytes, second, -intAt(image.bytes, second));
        assertThat(tail.poll()).containsExactly(events.get(1));
        JournalContents contents = tail.finish(Map.of());
        assertThat(contents.events()).isEqualTo(events);
        assertThat(contents.damages()).isEmpty();
    }

    @Test
    void tail_overManyChunksOfALiveWriter_readsWhatTheReaderReads() throws IOException {
        List<JournalEvent> samples = Stream.generate(new Events(6)::next).limit(20_000).toList();
        JournalTail tail = new JournalTail();
        Map<Path, FileChannel> open = new TreeMap<>();
        List<JournalEvent> polled = new ArrayList<>();
        try (JournalWriter writer = JournalWriter.create(directory.toFile(), 1, 2)) {
            for (int i = 0; i < samples.size(); i++) {
                writer.append(samples.get(i));
                if (i % 1_000 == 999) {
                    followNew(tail, open);
                    polled.addAll(tail.poll());
                }
            }
            assertThat(polled).isEqualTo(samples);
        }
        JournalContents contents = tail.finish(Map.of());
        assertThat(open).hasSizeGreaterThan(1);
        assertThat(contents).isEqualTo(JournalReader.read(directory));
        assertThat(contents.events()).isEqualTo(samples);
        for (FileChannel channel : open.values()) {
            channel.close();
        }
    }

    @Test
    void tail_whileManyWrite_readsEverythingOnceAndNamesNoDamage() throws Exception {
        int each = 8_000;
        int threads = 3;
        List<JournalEvent> samples = Stream.generate(new Events(7)::next).limit(50).toList();
        JournalTail tail = new JournalTail();
        Map<Path, FileChannel> open = new TreeMap<>();
        List<JournalEvent> polled = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (JournalWriter writer = JournalWriter.create(directory.toFile(), 1, 2)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                writers.add(executor.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        writer.append(samples.get(i % samples.size()));
                    }
                }));
            }
            while (!writers.stream().allMatch(Future::isDone)) {
                followNew(tail, open);
                polled.addAll(tail.poll());
            }
            for (Future<?> done : writers) {
                done.get();
            }
        } finally {
            executor.shutdownNow();
        }
        followNew(tail, open);
        polled.addAll(tail.poll());
        assertThat(polled).hasSize(threads * each);
        JournalContents contents = tail.finish(Map.of());
        assertThat(contents).isEqualTo(JournalReader.read(directory));
        assertThat(contents.damages()).isEmpty();
        for (FileChannel channel : open.values()) {
            channel.close();
        }
    }

    @Test
    void finish_namesFilesThatCouldNotBeOpened() {
        JournalContents contents = new JournalTail().finish(Map.of(FILE, new IOException("it is no regular file")));

        assertThat(contents.damages()).containsExactly("The journal file 1-2.0.pwj cannot be read (it is no regular file); its events are missing.");
    }

    private void followNew(JournalTail tail, Map<Path, FileChannel> open) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> !open.containsKey(file)).forEach(file -> {
                try {
                    open.put(file, FileChannel.open(file, StandardOpenOption.READ));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                tail.follow(file, open.get(file));
            });
        }
    }

    /** The bytes of a chunk that is still written. */
    private static byte[] image(List<JournalEvent> events) {
        ByteBuffer image = ByteBuffer.allocate(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);
        image.putLong(0, ChunkLayout.MAGIC).putLong(ChunkLayout.PID, 1).putLong(ChunkLayout.START, 2).putInt(ChunkLayout.NUMBER, 0).putInt(ChunkLayout.CAPACITY, CAPACITY);
        image.putInt(ChunkLayout.HEADER_CRC, ChunkLayout.crc(image.array(), 0, ChunkLayout.HEADER_CRC));
        int place = ChunkLayout.RECORDS;
        for (JournalEvent event : events) {
            ByteSink sink = new ByteSink(64);
            EventCodec.encode(event, sink);
            image.putInt(place, sink.size()).putInt(place + ChunkLayout.CRC, ChunkLayout.crc(sink.array(), 0, sink.size()));
            image.put(place + ChunkLayout.EVENT, sink.array(), 0, sink.size());
            place += ChunkLayout.recordSize(sink.size());
        }
        return image.array();
    }

    private static List<Integer> places(byte[] image) {
        List<Integer> places = new ArrayList<>();
        for (int place = ChunkLayout.RECORDS; intAt(image, place) != 0; place += ChunkLayout.recordSize(intAt(image, place))) {
            places.add(place);
        }
        return places;
    }

    private static int intAt(byte[] bytes, int offset) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
    }

    private static void putInt(byte[] bytes, int offset, int value) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
    }
}
