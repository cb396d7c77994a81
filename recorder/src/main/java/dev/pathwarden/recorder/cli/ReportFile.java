package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.key.OwnerFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command leaves beside its result. It is written aside and then takes its place whole, where it replaces an earlier one; only its owner can read it. */
final class ReportFile {

    private final Path file;

    /**
     * A file to write, looked at before any work is done for it.
     *
     * @param option the option that names it
     * @throws CommandException if no file can be made there
     */
    ReportFile(String option, Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new CommandException(ExitCode.USAGE, "There is no directory " + directory + " for the file of " + option + ": make it, or name another place.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CommandException(ExitCode.USAGE, file + " is no file that " + option + " could replace: name another.");
        }
        this.file = file;
    }

    /** Where it is written. */
    Path path() {
        return file;
    }

    /** Writes text in UTF-8. */
    @FunctionalInterface
    interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /** Writes bytes. Need not close the stream. */
    @FunctionalInterface
    interface Bytes {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes the file. Where that fails, an earlier one stays as it is and nothing is left aside. */
    void write(Content content) throws IOException {
        writeBytes(to -> {
            Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
            content.writeTo(out);
            out.flush();
        });
    }

    /** As {@link #write}, for what is no text. */
    void writeBytes(Bytes content) throws IOException {
        OwnerFile.replace(file.toAbsolutePath(), content::writeTo);
    }
}
