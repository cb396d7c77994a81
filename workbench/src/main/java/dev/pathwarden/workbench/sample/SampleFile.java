package dev.pathwarden.workbench.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;

/**
 * The recording of the customer report, an archive that stands in the workbench's own jar, as a file of the user's: what is noted on it lies beside it.
 *
 * @param file where it is, or will be
 */
record SampleFile(Path file) {

    private static final String RESOURCE = "demo.pathwarden";
    private static final String NAME = "customer-report.pathwarden";

    /** The file of a user with that environment: below {@code $XDG_DATA_HOME}, or below {@code ~/.local/share}. */
    static SampleFile of(Map<String, String> environment) {
        String configured = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = configured.startsWith("/") ? Path.of(configured) : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home"))).toAbsolutePath().resolve(".local/share");
        return new SampleFile(base.resolve("pathwarden").resolve("sample").resolve(NAME));
    }

    /** Writes it unless it is there as it should be. */
    void make() throws IOException {
        byte[] whole;
        try (InputStream in = SampleFile.class.getResourceAsStream(RESOURCE)) {
            whole = in.readAllBytes();
        }
        if (isThere(whole)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path aside = Files.createTempFile(file.getParent(), NAME, ".new");
        try {
            Files.write(aside, whole);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private boolean isThere(byte[] whole) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(whole.length + 1), whole);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
