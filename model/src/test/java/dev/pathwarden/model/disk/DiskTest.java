package dev.pathwarden.model.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {

    @TempDir
    Path directory;

    @Test
    void replace_keepsTheRightsOfWhatWasThere_andMakesANewFileForItsOwner_withNothingLeftAside() throws Exception {
        Path file = directory.resolve("file");
        Disk.replace(file, new byte[] {1});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Disk.replace(file, new byte[] {2});

        assertThat(file).hasBinaryContent(new byte[] {2});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r--r--");
        assertThat(directory.toFile().list()).containsExactly("file");
    }
}
