package dev.pathwarden.recorder.attached.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An agent that writes more files than its journal has room for, and at last one that it must not write. */
public final class FullDisk {

    private FullDisk() {
    }

    /** Arguments: a directory for the files; how many. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(agent(Path.of(arguments[0]), Integer.parseInt(arguments[1])));
    }

    static String agent(Path directory, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Files.writeString(directory.resolve("note"), "note " + i);
        }
        try {
            Files.writeString(directory.resolve("forbidden"), "anything");
            return "written";
        } catch (RuntimeException refused) {
            return refused.getClass().getSimpleName();
        }
    }
}
