package dev.pathwarden.recorder.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files into the directory it is given, and then has itself killed without a chance to end in order. */
final class KilledProgram {

    static final int FILES = 5;

    private KilledProgram() {
    }

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < FILES; i++) {
            Files.writeString(Path.of(args[0], "file-" + i), "text");
        }
        new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start().waitFor();
    }
}
