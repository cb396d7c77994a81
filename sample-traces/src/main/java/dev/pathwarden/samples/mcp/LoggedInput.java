package dev.pathwarden.samples.mcp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** An input that writes every byte it delivers to a log before anybody else sees it, and tells when it has ended. For one reading thread. */
final class LoggedInput extends FilterInputStream {

    private final OutputStream log;
    private final Runnable whenEnded;

    LoggedInput(InputStream in, OutputStream log, Runnable whenEnded) {
        super(in);
        this.log = log;
        this.whenEnded = whenEnded;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one < 0) {
            whenEnded.run();
        } else {
            log.write(one);
        }
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count < 0) {
            whenEnded.run();
        } else {
            log.write(bytes, offset, count);
        }
        return count;
    }
}
