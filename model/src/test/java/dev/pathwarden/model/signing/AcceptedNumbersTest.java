package dev.pathwarden.model.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptedNumbersTest {

    private static final String KEY = "0a".repeat(32);
    private static final String OTHER_KEY = "0b".repeat(32);
    private static final String PLACE = "/srv/our bundles/\u00fcber.bundle";

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("config/policy-numbers");
    }

    private AcceptedNumbers numbers() {
        return new AcceptedNumbers(file().toFile());
    }

    @Test
    void numberBelowTheHighest_isRefused_andTheWayBackIsNamed() throws Exception {
        numbers().accepted(KEY, PLACE, 4);
        numbers().accepted(KEY, PLACE, 7);
        numbers().accepted(KEY, PLACE, 5);

        assertThat(numbers().refusal(KEY, PLACE, 6)).isEqualTo("Its sequence number 6 is below 7, the highest that was accepted from there before, as " + file()
                + " remembers; to go back on purpose, sign it again with 'pathwarden policy bundle --sign KEYFILE --sequence 8'.");
        assertThat(numbers().refusal(KEY, PLACE, 7)).isNull();
        assertThat(numbers().refusal(KEY, PLACE, 8)).isNull();
        assertThat(numbers().refusal(OTHER_KEY, PLACE, 1)).isNull();
        assertThat(numbers().refusal(KEY, PLACE + "2", 1)).isNull();
        assertThat(Files.readAllLines(file())).hasSize(2);
    }

    @Test
    void file_isItsOwnersAlone() throws Exception {
        numbers().accepted(KEY, PLACE, 4);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent()))).isEqualTo("rwx------");
    }

    @Test
    void damagedLines_areToldOf_andTakeNothingFromTheOthers() throws Exception {
        numbers().accepted(KEY, PLACE, 4);
        Files.writeString(file(), "\nnonsense\n" + KEY + " 99999999999999999999 x\n" + KEY + " 9", java.nio.file.StandardOpenOption.APPEND);

        assertThat(numbers().damage()).contains("is damaged: of its lines 3 are none. What can be read of it holds");
        assertThat(numbers().refusal(KEY, PLACE, 3)).contains("below 4");
        numbers().accepted(KEY, PLACE, 5);
        assertThat(numbers().refusal(KEY, PLACE, 4)).contains("below 5");
    }

    @Test
    void whatIsNoFile_orCannotBeWritten_isToldOf() throws Exception {
        Files.createDirectories(file());

        assertThat(numbers().damage()).contains("it is no file");
        assertThat(numbers().refusal(KEY, PLACE, 1)).isNull();
        assertThatThrownBy(() -> numbers().accepted(KEY, PLACE, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void file_thatIsTooLong_isReadAsFarAsItIsRead() throws Exception {
        numbers().accepted(KEY, PLACE, 4);
        Files.write(file(), new byte[AcceptedNumbers.MOST_BYTES], java.nio.file.StandardOpenOption.APPEND);

        assertThat(numbers().damage()).contains("it is longer than");
        assertThat(numbers().refusal(KEY, PLACE, 3)).contains("below 4");
    }

    @Test
    void anyBytes_areReadWithoutAFault_andNeverLowerANumber() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            Files.deleteIfExists(file());
            numbers().accepted(KEY, PLACE, 4);
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            Files.write(file(), noise, java.nio.file.StandardOpenOption.APPEND);
            assertThat(numbers().refusal(KEY, PLACE, 3)).contains("below ");
            numbers().accepted(KEY, PLACE, 5);
            assertThat(numbers().refusal(KEY, PLACE, 4)).as(new String(noise, StandardCharsets.ISO_8859_1)).contains("below ");
        }
    }

    @Test
    void numbersThatAreAcceptedAtOnce_areAllRemembered() throws Exception {
        CountDownLatch together = new CountDownLatch(1);
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            String place = PLACE + i;
            threads[i] = new Thread(() -> {
                try {
                    together.await();
                    for (int sequence = 1; sequence <= 50; sequence++) {
                        numbers().accepted(KEY, place, sequence);
                    }
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            });
            threads[i].start();
        }
        together.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        for (int i = 0; i < threads.length; i++) {
            assertThat(numbers().refusal(KEY, PLACE + i, 49)).contains("below 50");
        }
        assertThat(numbers().damage()).isNull();
    }
}
