package dev.pathwarden.recorder.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Remembers that a write failed, which the writers around it do not tell. A reader that has gone, as {@code head} does, is no failure. For one thread. */
final class CheckedStream extends FilterOutputStream {

    private static final Path OUT = Path.of("/proc/self/fd/1");
    private static final String GONE = "Broken pipe";

    private final boolean read;
    private IOException failure;

    /**
     * A stream.
     *
     * @param read whether a reader is at its other end, so that nothing but the reader's leaving makes a write fail
     */
    CheckedStream(OutputStream out, boolean read) {
        super(out);
        this.read = read;
    }

    /** Whether standard output is a pipe or a socket; false where the system does not tell. Its own words for a reader that has gone are in the user's language. */
    static boolean outIsRead() {
        try {
            String target = Files.readSymbolicLink(OUT).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /** Why what was written is not whole, in the system's words; null if it is. */
    String failure() {
        return failure == null || read || GONE.equals(failure.getMessage()) ? null : failure.getMessage();
    }
}
