package dev.pathwarden.recorder.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Remembers that a write failed, which the writers around it do not tell. A reader that has gone, as {@code head} does, is no failure. For one thread. */
final class CheckedStream extends FilterOutputStream {

    private IOException failure;

    CheckedStream(OutputStream out) {
        super(out);
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
        return failure == null || "Broken pipe".equals(failure.getMessage()) ? null : failure.getMessage();
    }
}
