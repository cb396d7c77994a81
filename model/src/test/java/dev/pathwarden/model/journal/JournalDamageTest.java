package dev.pathwarden.model.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDamageTest {

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
