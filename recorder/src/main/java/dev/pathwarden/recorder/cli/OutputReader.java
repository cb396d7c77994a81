package dev.pathwarden.recorder.cli;

import java.io.File;
import java.io.IOException;

/**
 * Tells whether whoever reads the results has gone, as {@code head} does once it has seen enough, also while there is nothing to write.
 *
 * <p>Java can ask only by writing. Until there is something to write, a {@code tail} that gets nothing to show stands on the same standard output: that of GNU ends by itself when
 * the reader goes away, and also when this process has ended. Where there is no such program the next result tells. For one thread.
 */
final class OutputReader implements AutoCloseable {

    /** 128 and the number of SIGPIPE. */
    private static final int BROKEN_PIPE = 141;

    private final Console console;
    private final Process tail;

    private OutputReader(Console console, Process tail) {
        this.console = console;
        this.tail = tail;
    }

    /** Begins to watch the reader of the results; a terminal is never gone before the command is. */
    static OutputReader watch(Console console) {
        return new OutputReader(console, console.terminal().out() ? null : tail());
    }

    private static Process tail() {
        try {
            return new ProcessBuilder("tail", "--pid=" + ProcessHandle.current().pid(), "-f", "/dev/null")
                    .redirectInput(new File("/dev/null")).redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException noSuchProgram) {
            return null;
        }
    }

    /** Whether it has gone. Hands over what was printed so far. */
    boolean hasGone() {
        return console.out().checkError() || tail != null && !tail.isAlive() && tail.exitValue() == BROKEN_PIPE;
    }

    @Override
    public void close() {
        if (tail != null) {
            tail.destroy();
        }
    }
}
