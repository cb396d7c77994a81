package dev.pathwarden.recorder.attached.program;

import java.io.File;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tries to get at the recorder's own files. Prints {@code <number> blocked} or {@code <number> done}. */
public final class Tampering {

    private Tampering() {
    }

    /** One attempt. */
    private interface Attempt {
        void make() throws Exception;
    }

    /** Arguments: journal directory, agent jar, bundle. */
    public static void main(String[] arguments) throws Exception {
        Path journal = Path.of(arguments[0]);
        File file = journal.toFile().listFiles((directory, name) -> name.endsWith(".pwj"))[0];
        Path link = journal.resolveSibling("link");
        Attempt[] attempts = {
            () -> Files.readAllBytes(file.toPath()),
            () -> new FileOutputStream(file, true).close(),
            () -> Files.write(file.toPath(), new byte[0]),
            file::delete,
            () -> Files.delete(file.toPath()),
            () -> journal.toFile().renameTo(journal.resolveSibling("away").toFile()),
            () -> Files.move(journal, journal.resolveSibling("away")),
            () -> new FileOutputStream(arguments[1]).close(),
            () -> new FileOutputStream(journal + "/../" + journal.getFileName() + "/x").close(),
            () -> Files.createLink(link, file.toPath()),
            () -> Files.write(Path.of(arguments[2]), new byte[0]),
        };
        for (int i = 0; i < attempts.length; i++) {
            try {
                attempts[i].make();
                System.out.println(i + " done");
            } catch (SecurityException blocked) {
                System.out.println(i + " blocked");
            }
        }
    }
}
