package dev.pathwarden.recorder.cli;

import java.io.PrintWriter;

/** A line on the terminal that says how far a long work has come, rewritten in place and wiped at the end. For one thread. */
final class Progress implements AutoCloseable {

    private static final long NANOS_BETWEEN_LINES = 100_000_000L;

    private final PrintWriter terminal;
    private final String what;
    private long written;
    private int width;

    Progress(PrintWriter terminal, String what) {
        this.terminal = terminal;
        this.what = what;
        this.written = System.nanoTime() - NANOS_BETWEEN_LINES;
    }

    /** Says how many are done, at most ten times a second; total 0 where it is not known. */
    void at(long done, long total) {
        long now = System.nanoTime();
        if (terminal == null || now - written < NANOS_BETWEEN_LINES) {
            return;
        }
        written = now;
        String line = what + " " + done + (total > 0 ? " of " + total : "");
        terminal.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        terminal.flush();
        width = line.length();
    }

    /** Wipes the line, so that something else can be said. */
    void clear() {
        if (terminal != null && width > 0) {
            terminal.print("\r" + " ".repeat(width) + "\r");
            terminal.flush();
            width = 0;
        }
    }

    @Override
    public void close() {
        clear();
    }
}
