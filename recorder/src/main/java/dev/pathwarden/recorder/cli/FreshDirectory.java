package dev.pathwarden.recorder.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Names for directories in the working directory that are not taken yet. */
final class FreshDirectory {

    private FreshDirectory() {
    }

    /** The name itself, or with the first free number behind it. */
    static Path named(String name) {
        Path path = Path.of(name);
        for (int number = 2; Files.exists(path); number++) {
            path = Path.of(name + "-" + number);
        }
        return path;
    }
}
