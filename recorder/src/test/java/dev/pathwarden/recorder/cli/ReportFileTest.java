package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    @TempDir
    private Path directory;

    @Test
    void write_thatFailsHalfWay_keepsTheEarlierFileAndLeavesNothingAside() throws Exception {
        Path file = Files.writeString(directory.resolve("report.xml"), "earlier");

        assertThatThrownBy(() -> new ReportFile("--junit", file).write(out -> {
            out.write("half of it".repeat(10_000));
            throw new IOException("No space left on device");
        })).isInstanceOf(IOException.class).hasMessage("No space left on device");

        assertThat(Files.readString(file)).isEqualTo("earlier");
        try (var files = Files.list(directory)) {
            assertThat(files.toList()).isEqualTo(List.of(file));
        }
    }

    @Test
    void write_whereALinkStands_replacesTheLinkAndNotWhatItNames() throws Exception {
        Path other = Files.writeString(directory.resolve("other"), "not ours");
        Path link = Files.createSymbolicLink(directory.resolve("report.xml"), other);

        new ReportFile("--junit", link).write(out -> out.write("whole é😀"));

        assertThat(Files.readString(other)).isEqualTo("not ours");
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(Files.readString(link)).isEqualTo("whole é😀");
    }
}
