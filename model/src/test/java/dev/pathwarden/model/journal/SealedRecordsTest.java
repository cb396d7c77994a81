package dev.pathwarden.model.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedRecordsTest {

    private static final String PART = "part-2026-11-30T01-18-29Z";

    @TempDir
    private Path journals;

    @Test
    void whatIsWritten_isRead() throws Exception {
        SealedRecords written = sealed();
        Files.writeString(SealedRecords.file(journals, PART), written.text());

        SealedRecords read = SealedRecords.read(journals, PART);

        assertThat(read).isEqualTo(written);
        assertThat(SealedRecords.parts(journals)).containsExactly(PART);
        SealedRecords.Sealed file = read.files().get("4711-18b2c3.3.pwj");
        assertThat(file.isDone(72)).isTrue();
        assertThat(file.isDone(64)).as("needed").isFalse();
        assertThat(file.isDone(1024)).as("in no part").isFalse();
        assertThat(file.isDone(2048)).as("behind the position").isFalse();
    }

    @Test
    void everyCut_andEveryFlippedBit_isRefused() throws Exception {
        Files.writeString(SealedRecords.file(journals, PART), sealed().text());
        Path file = SealedRecords.file(journals, PART);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            Files.write(file, Arrays.copyOf(whole, i));
            assertThatThrownBy(() -> SealedRecords.read(journals, PART)).as("cut at %s", i).isInstanceOf(IOException.class);
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            Files.write(file, flipped);
            assertThatThrownBy(() -> SealedRecords.read(journals, PART)).as("flipped at %s", i).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> SealedRecords.read(journals, "part-1")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void filesThatWereLetGo_inAnyOrder_areFewStretches() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TreeMap<Integer, Integer> stretches = new TreeMap<>();
        TreeSet<Integer> numbers = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            int number = random.nextInt(200);
            numbers.add(number);
            SealedRecords.letGo(stretches, number);
            TreeSet<Integer> told = new TreeSet<>();
            int[] last = {-2};
            stretches.forEach((first, end) -> {
                assertThat(first).as("seed %s", seed).isGreaterThan(last[0] + 1);
                last[0] = end;
                for (int each = first; each <= end; each++) {
                    told.add(each);
                }
            });
            assertThat(told).as("seed %s", seed).isEqualTo(numbers);
        }
    }

    private static SealedRecords sealed() {
        SealedRecords sealed = SealedRecords.none();
        sealed.files().put("4711-18b2c3.3.pwj", new SealedRecords.Sealed(2048, Set.of(1024, 512), Set.of(64)));
        sealed.files().put("4711-18b2c3.4.pwj", new SealedRecords.Sealed(64, Set.of(), Set.of()));
        sealed.letGo("4711-18b2c3", 1);
        sealed.letGo("4711-18b2c3", 2);
        return sealed;
    }
}
