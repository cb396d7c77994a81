package dev.pathwarden.model.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The directory of this process in which targets have their files; nothing else may be found there afterwards. */
final class Scratch {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final Path DIRECTORY = make();

    private Scratch() {
    }

    private static Path make() {
        try {
            Path directory = Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "pathwarden-fuzz-") : Files.createTempDirectory("pathwarden-fuzz-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(String name) {
        return DIRECTORY.resolve(name);
    }

    /** Names of what lies there. */
    static List<String> contents() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            return files.filter(file -> !file.equals(DIRECTORY)).map(file -> DIRECTORY.relativize(file).toString()).sorted().toList();
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            return;
        }
        directory.toFile().delete();
    }
}
