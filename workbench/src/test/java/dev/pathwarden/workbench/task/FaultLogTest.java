package dev.pathwarden.workbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultLogTest {

    @TempDir
    private Path directory;
    private final List<String> told = new ArrayList<>();

    private Path file() {
        return directory.resolve("pathwarden/faults.log");
    }

    private FaultLog log() {
        return new FaultLog(file(), () -> Instant.parse("2026-11-30T12:00:00Z"));
    }

    private void run(BackgroundTask.Work<?> work) {
        new SameThreadTaskExecutor(log()).execute(BackgroundTask.of("Reading runs", work).onFailure(error -> told.add(error.getMessage())));
    }

    @Test
    void fault_ofOurs_isToldInASentence_andWrittenDownForItsOwnerOnly() throws Exception {
        run(progress -> {
            throw new NullPointerException("Cannot invoke \"String.length()\"");
        });

        assertThat(told).containsExactly("\u201CReading runs\u201D ended with a fault in Pathwarden: try it once more; whoever is to mend it needs " + file() + ", which says what happened.");
        assertThat(file()).content().startsWith("2026-11-30T12:00:00Z Reading runs, Java ").contains("NullPointerException: Cannot invoke", "FaultLogTest");
        assertThat(Files.getPosixFilePermissions(file())).containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void failure_withASentenceForTheUser_isToldAsItIs() {
        run(progress -> {
            throw new UncheckedIOException(new IOException("There is no room."));
        });

        assertThat(told).containsExactly("There is no room.");
        assertThat(file()).doesNotExist();
    }

    @Test
    void failure_withoutAWord_isAFault() {
        run(progress -> {
            throw new IOException();
        });

        assertThat(told).singleElement().asString().contains("ended with a fault in Pathwarden").doesNotContain("null", "IOException");
    }

    @Test
    void log_isBounded_andKeepsTheLast() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "x".repeat(2 * FaultLog.MOST_CHARACTERS));

        log().write("Reading runs", new IllegalStateException("y".repeat(1 << 20)));
        log().write("The last", new IllegalStateException("z"));

        assertThat(Files.size(file())).isLessThanOrEqualTo(FaultLog.MOST_CHARACTERS);
        assertThat(file()).content().contains("The last, Java ");
    }

    @Test
    void log_thatCannotBeWritten_isSaidSo() throws Exception {
        Files.writeString(directory.resolve("pathwarden"), "a file");
        run(progress -> {
            throw new IllegalStateException("no");
        });

        assertThat(told).singleElement().asString().endsWith("what happened could not be written to " + file() + ".");
    }
}
