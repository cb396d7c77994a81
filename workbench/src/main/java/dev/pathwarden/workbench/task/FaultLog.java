package dev.pathwarden.workbench.task;

import dev.pathwarden.model.key.OwnerFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** A file of its owner's that says of the workbench's own faults what happened, the last ones. Whoever is to mend them needs it; the user is told where it is. For any thread. */
public final class FaultLog {

    static final int MOST_CHARACTERS = 256 << 10;
    private static final int LONGEST = 64 << 10;
    private static final String NAME = "workbench-faults.log";

    private final Path file;
    private final InstantSource clock;

    FaultLog(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** The one of the user with that environment, beside the settings. */
    public static FaultLog of(Map<String, String> environment) {
        return new FaultLog(OwnerFile.directory(environment).resolve(NAME), InstantSource.system());
    }

    /**
     * Adds a fault.
     *
     * @param doing what was being done
     * @return where it stands, or why it does not, as the end of a sentence
     */
    synchronized String write(String doing, Throwable fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        String text = clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + doing + ", Java " + Runtime.version() + "\n" + trace;
        try {
            String all = before() + text.substring(0, Math.min(text.length(), LONGEST)).stripTrailing() + "\n\n";
            OwnerFile.replace(file, all.substring(Math.max(0, all.length() - MOST_CHARACTERS)));
            return "whoever is to mend it needs " + file + ", which says what happened";
        } catch (IOException unwritten) {
            return "what happened could not be written to " + file;
        }
    }

    private String before() throws IOException {
        try {
            // What somebody else made of it is cut as well.
            return Files.size(file) > 4L * MOST_CHARACTERS ? "" : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException first) {
            return "";
        }
    }
}
