package dev.pathwarden.recorder.attached.program;

import java.io.FileWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Makes files without end on two threads and prints the name of each once it is there. */
public final class Endless {

    private Endless() {
    }

    /** Argument: directory. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        for (String thread : new String[] {"a", "b"}) {
            new Thread(() -> make(directory, thread)).start();
        }
    }

    private static void make(Path directory, String thread) {
        try {
            for (int i = 0;; i++) {
                String name = thread + i;
                new FileWriter(directory.resolve(name).toFile()).close();
                System.out.println(name);
            }
        } catch (IOException e) {
            System.exit(1);
        }
    }
}
