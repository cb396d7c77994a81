package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.RunId;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Tells the processes that record to one directory of runs that a guardrail ended in one of them: by a file that each appends to, a line for each run, and that only grows. For any thread.
 *
 * <p>Implementation note. What is told is written, and what others tell is looked for, by one platform thread, a daemon, which there is from the moment at which a run may be in two processes:
 * ten times in a second it asks how long the file is, and reads what is new. A process that never shares a run has no such thread. Processes that record elsewhere, or on another machine, hear
 * nothing.
 */
public final class AbortedRuns {

    private static final String FILE = "aborted-runs";
    private static final long LOOK_EVERY_NANOS = 100_000_000L;
    private static final int MOST_BYTES = 1 << 20;

    private final File file;
    private final Threads threads;
    private final ReentrantLock reading = new ReentrantLock();
    private final Queue<RunId> toTell = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Thread> watcher = new AtomicReference<>();
    private Consumer<RunId> heard = run -> { };
    private long read;

    /** For a process that records to that directory; null shares with nobody. */
    public AbortedRuns(File directory, Threads threads) {
        this.file = directory == null ? null : new File(directory, FILE);
        this.threads = threads;
    }

    /** Has that called for each run that another process, or this one, told of. Said before all else. */
    void heardBy(Consumer<RunId> consumer) {
        heard = consumer;
    }

    /** A run of this process may from now on be in others as well. */
    void share() {
        if (file == null || watcher.get() != null) {
            return;
        }
        Thread thread = new Thread(null, this::watch, "pathwarden-aborted-runs", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        if (watcher.compareAndSet(null, thread)) {
            thread.start();
        }
    }

    /** Tells the others, soon, that a guardrail ended the run here. */
    void tell(RunId run) {
        if (file != null && watcher.get() != null) {
            toTell.add(run);
            LockSupport.unpark(watcher.get());
        }
    }

    private void watch() {
        threads.current().enter();
        while (true) {
            // Whoever interrupts this thread would otherwise let it run without a pause.
            Thread.interrupted();
            exchange();
            LockSupport.parkNanos(this, LOOK_EVERY_NANOS);
        }
    }

    /** Writes what is still to be told, and hears what is new. A fault is not the program's: at the next look it is tried again. */
    public void exchange() {
        if (file == null) {
            return;
        }
        reading.lock();
        try {
            write();
            look();
        } catch (IOException | RuntimeException unusable) {
            return;
        } finally {
            reading.unlock();
        }
    }

    private void write() throws IOException {
        StringBuilder lines = new StringBuilder();
        int count = 0;
        for (RunId run : toTell) {
            lines.append(run).append('\n');
            count++;
        }
        if (count == 0) {
            return;
        }
        if (file.createNewFile()) {
            file.setReadable(false, false);
            file.setReadable(true, true);
            file.setWritable(false, false);
            file.setWritable(true, true);
        }
        try (FileOutputStream out = new FileOutputStream(file, true)) {
            // One write, so that lines of several processes do not mix.
            out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
        }
        for (; count > 0; count--) {
            toTell.poll();
        }
    }

    private void look() throws IOException {
        long length = file.length();
        if (length < read) {
            read = 0;
        }
        if (length == read) {
            return;
        }
        byte[] bytes = new byte[(int) Math.min(length - read, MOST_BYTES)];
        try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
            in.seek(read);
            in.readFully(bytes);
        }
        String text = new String(bytes, StandardCharsets.US_ASCII);
        int end = text.lastIndexOf('\n') + 1;
        for (String line : text.substring(0, end).split("\n")) {
            RunId.parse(line).ifPresent(heard);
        }
        read += end > 0 ? end : bytes.length == MOST_BYTES ? MOST_BYTES : 0;
    }
}
