package dev.pathwarden.model.hold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** Files that only their owner can read, in {@code $XDG_CONFIG_HOME/pathwarden} or {@code ~/.config/pathwarden}. */
public final class OwnerFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private OwnerFile() {
    }

    /** The directory of a user with that environment. */
    public static Path directory(Map<String, String> environment) {
        String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = configured.startsWith("/")
                ? Path.of(configured)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".config");
        return base.resolve("pathwarden");
    }

    /**
     * Makes the file unless it is there. Written aside and then linked into place, so that of two first uses at once both get the same whole content.
     *
     * @param text ASCII
     */
    public static void make(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent().getParent());
        if (!Files.isDirectory(file.getParent())) {
            Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
        }
        Path aside = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.writeString(aside, text, StandardCharsets.US_ASCII);
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException e) {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
