package dev.pathwarden.recorder.attached.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file, says so, waits for a line on its standard input, and then writes more than the first file of a journal has room for, and at last a file that it must not write. */
public final class Waiting {

    private static final int FILES = 1_500;

    private Waiting() {
    }

    /** Argument: a directory for the files. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Files.writeString(directory.resolve("before"), "text");
        System.out.println("written");
        while (System.in.read() >= ' ') {
            continue;
        }
        System.out.println(FullDisk.agent(directory, FILES));
        System.exit(7);
    }
}
