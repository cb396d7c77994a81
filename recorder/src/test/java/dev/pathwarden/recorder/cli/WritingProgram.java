package dev.pathwarden.recorder.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files it is given, and says which of them it may not write. */
final class WritingProgram {

    private WritingProgram() {
    }

    public static void main(String[] files) throws Exception {
        for (String file : files) {
            try {
                Files.writeString(Path.of(file), "text");
            } catch (SecurityException stopped) {
                System.out.println("may not write " + Path.of(file).getFileName());
            }
        }
    }
}
