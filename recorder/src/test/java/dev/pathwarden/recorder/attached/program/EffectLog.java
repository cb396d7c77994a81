package dev.pathwarden.recorder.attached.program;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Causes effects, and notes each of them, with the agent that causes it, in a log that knows nothing of any recorder. */
final class EffectLog {

    static final String NAME = "effects.log";

    private final Path directory;
    private final OutputStream log;

    EffectLog(Path directory) throws IOException {
        this.directory = directory;
        log = new FileOutputStream(directory.resolve(NAME).toFile(), true);
    }

    /** Makes a file of that name on behalf of that agent. */
    void write(String agent, String name) {
        try {
            Files.writeString(directory.resolve(name), name);
            // One write, so that lines of several processes do not mix.
            log.write((agent + " " + name + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
