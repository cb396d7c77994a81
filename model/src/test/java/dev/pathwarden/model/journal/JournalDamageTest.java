package dev.pathwarden.model.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDamageTest {

    private static final int PAGE = 4 << 10;
    private static final int SECTOR = 512;

    @TempDir
    Path directory;

    private final List<JournalEvent> appended = Stream.generate(new Events(3)::next).limit(12).toList();
    private Path file;
    private byte[] whole;

    @BeforeEach
    void write() throws IOException {
        try (JournalWriter writer = JournalWriter.create(directory.toFile(), 1, 2)) {
            appended.forEach(writer::append);
        }
        file = JournalTest.onlyFile(directory);
        whole = Files.readAllBytes(file);
    }

    @Test
    void read_ofEveryTruncation_givesWhatLiesBeforeTheCutAndNamesTheCut() throws IOException {
        int before = 0;
        for (int length = 1; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            JournalContents contents = JournalReader.read(directory);
            assertThat(contents.damages()).as("length %d", length).singleElement().asString().contains(file.getFileName().toString()).contains(Integer.toString(length));
            assertThat(contents.events()).isEqualTo(appended.subList(0, contents.events().size()));
            assertThat(contents.events().size()).isGreaterThanOrEqualTo(before);
            before = contents.events().size();
        }
        assertThat(before).isEqualTo(appended.size());
    }

    @Test
    void read_ofEveryFlippedByte_noticesItAndKeepsTheRest() throws IOException {
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x41;
            Files.write(file, flipped);
            JournalContents contents = JournalReader.read(directory);
            assertThat(contents.damages()).as("byte %d", i).isNotEmpty();
            List<JournalEvent> foreign = new ArrayList<>(contents.events());
            foreign.removeAll(appended);
            assertThat(foreign).as("byte %d", i).isEmpty();
        }
    }

    @Test
    void read_ofADamagedRecord_leavesOutOnlyThatOne() throws IOException {
        whole[ChunkLayout.RECORDS + ChunkLayout.EVENT + 1] ^= 1;
        Files.write(file, whole);
        JournalContents contents = JournalReader.read(directory);
        assertThat(contents.events()).isEqualTo(appended.subList(1, appended.size()));
        assertThat(contents.damages()).containsExactly("The journal file " + file.getFileName() + " holds a damaged record at offset 64: its checksum does not fit; it was left out.");
    }

    @Test
    void read_ofEveryBitOfALengthFlipped_keepsAllEvents_andTakesNoneOutOfAnArgument() throws IOException {
        RunId run = new RunId(7, 7);
        Step innocent = Step.of(run, new StepId(1), Operation.TOOL_CALL, "before").build();
        ByteSink forged = new ByteSink(100);
        EventCodec.encode(new JournalEvent.RunEnded(run, 1, Status.OK), forged);
        byte[] frame = ChunkBytes.of(List.of(forged.toByteArray()));
        // A record with a checksum that fits, over and over, at every place of eight; as a text of UTF-16 it is in the file byte by byte.
        StringBuilder payload = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            for (int at = ChunkLayout.RECORDS; at + 1 < frame.length - ChunkLayout.ALIGNMENT; at += 2) {
                payload.append((char) (frame[at] & 0xFF | frame[at + 1] << 8));
            }
            payload.append(i % 5 == 0 ? "\uD800" : "");
        }
        Step hostile = Step.of(run, new StepId(2), Operation.TOOL_CALL, "hostile").arguments(Map.of("text", payload.toString())).build();
        Decision decision = new Decision(1, null, "", null, Set.of(), List.of(), List.of());
        List<JournalEvent> events = List.of(new JournalEvent.StepDecided(innocent, decision), new JournalEvent.StepDecided(hostile, decision), new JournalEvent.StepDecided(innocent, decision));
        Path other = Files.createDirectory(directory.resolve("other"));
        try (JournalWriter writer = JournalWriter.create(other.toFile(), 1, 2)) {
            events.forEach(writer::append);
        }
        Path chunk = JournalTest.onlyFile(other);
        byte[] bytes = Files.readAllBytes(chunk);
        int second = ChunkLayout.RECORDS + ChunkLayout.recordSize(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(ChunkLayout.RECORDS));
        for (int place : new int[] {ChunkLayout.RECORDS, second}) {
            for (int bit = 0; bit < Integer.SIZE - 1; bit++) {
                byte[] flipped = bytes.clone();
                flipped[place + bit / 8] ^= 1 << bit % 8;
                Files.write(chunk, flipped);
                JournalContents contents = JournalReader.read(other);
                assertThat(contents.events()).as("bit %d at %d", bit, place).isEqualTo(events);
                assertThat(contents.damages()).containsExactly("The journal file " + chunk.getFileName() + " holds a damaged record at offset " + place
                        + ": its length is not that of its event, which was read all the same.");
            }
        }
        bytes[second] = 0;
        bytes[second + 1] = 0;
        bytes[second + ChunkLayout.EVENT + 40] ^= 1;
        Files.write(chunk, bytes);
        JournalContents contents = JournalReader.read(other);
        assertThat(contents.events()).as("its length and its event are damaged: nothing behind it can be told from what a step was given").containsExactly(events.get(0));
        assertThat(contents.damages()).singleElement().asString().endsWith("zeros stand where a record should; what follows in this file was not read.");
    }

    @Test
    void read_ofMoreDamagedRecordsThanAreLookedInto_endsInTime() throws IOException {
        int records = 200_000;
        byte[] chunk = new byte[ChunkLayout.RECORDS + records * ChunkLayout.recordSize(1)];
        ByteBuffer bytes = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < records; i++) {
            bytes.putInt(ChunkLayout.RECORDS + i * ChunkLayout.recordSize(1), 1);
        }
        chunk = ChunkBytes.repaired(chunk);
        for (int i = 0; i < records; i++) {
            chunk[ChunkLayout.RECORDS + i * ChunkLayout.recordSize(1) + ChunkLayout.CRC] ^= 1;
        }
        byte[] damaged = chunk;
        JournalContents contents = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> ChunkBytes.read(damaged));
        assertThat(contents.events()).isEmpty();
        assertThat(contents.damages()).hasSizeLessThan(2_000).endsWith("The journal file 7-b.0.pwj holds " + (records - 1024) + " more records that are damaged or unfinished.");
    }

    @Test
    void read_ofATornLastPage_givesWhatLiesBeforeIt() throws IOException {
        Path torn = Files.createDirectory(directory.resolve("torn"));
        List<JournalEvent> many = Stream.generate(new Events(5)::next).limit(400).toList();
        byte[] chunk;
        try (JournalWriter writer = JournalWriter.create(torn.toFile(), 1, 2)) {
            many.forEach(writer::append);
            // As the disk has it where the machine died: not closed, and the last pages did not get there.
            chunk = Files.readAllBytes(torn.resolve("1-2.0.pwj"));
        }
        int before = many.size();
        int end = JournalReader.read(torn).events().size() == many.size() ? (int) Files.size(torn.resolve("1-2.0.pwj")) : 0;
        assertThat(end).isGreaterThan(3 * PAGE);
        for (int page = (end - 1) / PAGE; page > 0; page--) {
            java.util.Arrays.fill(chunk, page * PAGE, (page + 1) * PAGE, (byte) 0);
            Files.write(torn.resolve("1-2.0.pwj"), chunk);
            JournalContents contents = JournalReader.read(torn);
            assertThat(contents.events()).as("page %d", page).isEqualTo(many.subList(0, contents.events().size()));
            assertThat(contents.events().size()).isLessThan(before);
            assertThat(contents.damages()).hasSizeLessThanOrEqualTo(1).allMatch(sentence -> sentence.contains("1-2.0.pwj") && sentence.endsWith("."));
            before = contents.events().size();
        }
    }

    /** A disk writes sectors of 512 bytes, and those of a page in any order. */
    @Test
    void read_ofALastPageOfWhichSomeSectorsAreThere_keepsWhatLiesBefore_andInventsNothing() throws IOException {
        Path torn = Files.createDirectory(directory.resolve("sectors"));
        List<JournalEvent> many = Stream.generate(new Events(6)::next).limit(200).toList();
        Path chunk = torn.resolve("1-2.0.pwj");
        byte[] whole;
        try (JournalWriter writer = JournalWriter.create(torn.toFile(), 1, 2)) {
            many.forEach(writer::append);
            whole = Files.readAllBytes(chunk);
        }
        int end = whole.length;
        while (whole[end - 1] == 0) {
            end--;
        }
        int page = (end - 1) / PAGE * PAGE;
        byte[] before = whole.clone();
        Arrays.fill(before, page, page + PAGE, (byte) 0);
        Files.write(chunk, before);
        int safe = JournalReader.read(torn).events().size();
        assertThat(safe).isBetween(100, many.size() - 1);
        for (int sectors = 0; sectors < 1 << PAGE / SECTOR; sectors++) {
            byte[] bytes = before.clone();
            for (int sector = 0; sector < PAGE / SECTOR; sector++) {
                if ((sectors >> sector & 1) == 1) {
                    System.arraycopy(whole, page + sector * SECTOR, bytes, page + sector * SECTOR, SECTOR);
                }
            }
            Files.write(chunk, bytes);

            JournalContents contents = JournalReader.read(torn);

            assertThat(contents.events()).as("sectors %s", Integer.toBinaryString(sectors)).startsWith(many.subList(0, safe).toArray(JournalEvent[]::new));
            assertThat(many).as("sectors %s", Integer.toBinaryString(sectors)).containsSubsequence(contents.events());
            assertThat(contents.damages()).hasSizeLessThanOrEqualTo(PAGE / ChunkLayout.ALIGNMENT).allMatch(sentence -> sentence.contains("1-2.0.pwj") && sentence.endsWith("."));
        }
    }

    @Test
    void read_ofAForeignFile_saysSo() throws IOException {
        Files.write(file, "x".repeat(200).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(JournalReader.read(directory).damages()).containsExactly("The file " + file.getFileName() + " is no journal of this version: it begins with other bytes.");
    }

    @Test
    void read_ofALinkInPlaceOfAFile_refusesIt() throws IOException {
        Path elsewhere = Files.write(directory.resolve("elsewhere"), whole);
        Files.delete(file);
        Files.createSymbolicLink(file, elsewhere);
        JournalContents contents = JournalReader.read(directory);
        assertThat(contents.events()).isEmpty();
        assertThat(contents.damages()).containsExactly("The journal file " + file.getFileName() + " cannot be read (it is no regular file); its events are missing.");
    }
}
