package dev.pathwarden.model.journal;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The journal of one process, for many writers.
 *
 * <p>When {@link #append} returns, the event is in the kernel's page cache and survives the death of the process, {@code kill -9} included
 * (not the death of the machine). The file set is {@code <pid>-<start nanos in hex>.<number>.pwj}; chunks grow from 1 MB to 16 MB.
 *
 * <p>Implementation note. An event is encoded, its place is reserved by one atomic store into the file, and the bytes are copied; there is a lock only around the change from one chunk to
 * the next. With a thread in {@link #keepAhead} the next chunk is there by then, and its pages are the process's own.
 */
public final class JournalWriter implements Closeable {

    private static final int FIRST_CAPACITY = 1 << 20;
    private static final int LARGEST_CAPACITY = 16 << 20;
    private static final String STOPPED = "java.lang.ThreadDeath";
    private static final int TYPICAL_STEP = 2048;
    private static final int TYPICAL_END = 512;
    private static final long RETRY_NANOS = 200_000_000L;
    private static final int TOUCHED_AT_ONCE = 64 << 10;

    private final File directory;
    private final long pid;
    private final long startNanos;
    private final LongAdder dropped = new LongAdder();
    // Monitors, since a thread that is stopped just after it has taken a ReentrantLock keeps it for ever. Nothing waits in them but for files, as a virtual thread that has one keeps its carrier before Java 24.
    private final Object lock = new Object();
    /** Held while a chunk is made, taken into use or closed; behind {@link #lock} where both are. */
    private final Object making = new Object();

    private volatile Chunk chunk;
    private volatile Thread ahead;
    private Chunk next;
    private int nextNumber;
    /** Whether somebody began to make the chunk of that number. */
    private boolean begun;
    private int nextCapacity = FIRST_CAPACITY;
    private long failedAt;
    private boolean failed;
    private volatile boolean closed;

    private JournalWriter(File directory, long pid, long startNanos) {
        this.directory = directory;
        this.pid = pid;
        this.startNanos = startNanos;
    }

    /**
     * Makes the journal of a process with its first chunk. A directory that is not there is made, for its owner only.
     *
     * @param startNanos when recording began, epoch nanoseconds; tells processes apart that had the same id
     * @throws IOException if the directory or the first file cannot be made; the message names it
     */
    public static JournalWriter create(File directory, long pid, long startNanos) throws IOException {
        if (!directory.isDirectory()) {
            makeDirectory(directory);
        }
        JournalWriter writer = new JournalWriter(directory, pid, startNanos);
        writer.roll(0);
        return writer;
    }

    private static void makeDirectory(File directory) throws IOException {
        File parent = directory.getAbsoluteFile().getParentFile();
        if (parent != null) {
            parent.mkdirs();
        }
        if (directory.mkdir()) {
            directory.setReadable(false, false);
            directory.setWritable(false, false);
            directory.setExecutable(false, false);
            directory.setReadable(true, true);
            directory.setWritable(true, true);
            directory.setExecutable(true, true);
        } else if (!directory.isDirectory()) {
            throw new IOException("the journal directory " + directory + " cannot be made");
        }
    }

    /**
     * Appends an event. For any thread. What cannot be written is counted in {@link #dropped()}, and in the file.
     *
     * @throws StackOverflowError if the caller left too little stack for it; and nothing else, unless the thread is stopped in here by one that can
     */
    public void append(JournalEvent event) {
        try {
            ByteSink sink = new ByteSink(event instanceof JournalEvent.StepDecided ? TYPICAL_STEP : TYPICAL_END);
            EventCodec.encode(event, sink);
            if (sink.size() > ChunkLayout.MAX_EVENT || !write(sink)) {
                drop();
            }
        } catch (StackOverflowError exhausted) {
            // A program can bring that about to act unrecorded. The caller must know.
            throw exhausted;
        } catch (Throwable e) {
            // Whatever it is, OutOfMemoryError included: the watched program must not be harmed by its own recording.
            drop();
            if (e.getClass().getName().equals(STOPPED)) {
                throw (Error) e;
            }
        }
    }

    private void drop() {
        dropped.increment();
        if (!closed) {
            chunk.lost();
        }
    }

    private boolean write(ByteSink event) throws IOException {
        while (true) {
            Chunk target = chunk;
            int offset = target.reserve(event.size());
            if (offset >= 0) {
                target.fill(offset, event.array(), event.size());
                if (target.becomesHalfFull(offset, event.size())) {
                    LockSupport.unpark(ahead);
                }
                return true;
            }
            if (!rollFrom(target, event.size())) {
                return false;
            }
        }
    }

    /** Goes on to the next chunk, unless another thread has; false where there is none. */
    private boolean rollFrom(Chunk full, int eventLength) throws IOException {
        synchronized (lock) {
            if (closed || failed && System.nanoTime() - failedAt < RETRY_NANOS) {
                return false;
            }
            if (chunk == full) {
                roll(eventLength);
            }
            return true;
        }
    }

    /** The thread can end anywhere in here, by its stack or because it is stopped; whoever comes next then finds what it needs to go on, and at once. */
    private void roll(int eventLength) throws IOException {
        synchronized (making) {
            try {
                if (next == chunk) {
                    next = null;
                }
                Chunk into = next != null && next.couldHold(eventLength) ? next : make(eventLength);
                if (next != null && next != into) {
                    next.close();
                }
                if (chunk != null) {
                    chunk.close();
                }
                chunk = into;
                next = null;
                failed = false;
            } catch (IOException | RuntimeException e) {
                // A full disk is asked again now and then, not with every event.
                failed = true;
                failedAt = System.nanoTime();
                throw e;
            }
        }
    }

    private Chunk make(int eventLength) throws IOException {
        int needed = ChunkLayout.RECORDS + ChunkLayout.recordSize(eventLength) + ChunkLayout.ALIGNMENT;
        boolean again = begun;
        begun = true;
        Chunk made;
        try {
            made = Chunk.create(directory, pid, startNanos, nextNumber, Math.max(nextCapacity, needed), again);
        } catch (IOException | RuntimeException e) {
            // Nothing of ours is left there; what comes to lie there is somebody else's and not written over.
            begun = false;
            throw e;
        }
        nextNumber++;
        begun = false;
        nextCapacity = Math.min(nextCapacity * 4, LARGEST_CAPACITY);
        return made;
    }

    /**
     * Makes every next chunk when the one before is half full, until the journal is closed, so that no writer has to wait for that. For a thread of the caller's that does nothing else, at most one. Writers
     * do without it: what could not be made ahead is made when it is needed.
     */
    public void keepAhead() {
        ahead = Thread.currentThread();
        touch(chunk);
        while (!closed) {
            LockSupport.park(this);
            // The program may interrupt any thread; one that stays interrupted would not park again.
            Thread.interrupted();
            touch(makeNext());
        }
    }

    /** The next chunk, if it was made now; null where it is there, or cannot be made. */
    private Chunk makeNext() {
        synchronized (making) {
            if (closed || next != null) {
                return null;
            }
            try {
                next = make(0);
                return next;
            } catch (IOException | RuntimeException | OutOfMemoryError full) {
                // Whoever needs it tries again, and counts what is lost.
                return null;
            }
        }
    }

    /** Touches a chunk bit by bit: whoever has to change chunks must not wait for all of it. */
    private void touch(Chunk made) {
        for (int at = 0; made != null && at < made.capacity(); ) {
            synchronized (making) {
                if (closed || made != chunk && made != next) {
                    return;
                }
                at = made.touch(at, TOUCHED_AT_ONCE);
            }
        }
    }

    /** Whether the file that is being written is still where it was made. */
    public boolean isThere() {
        return chunk.isThere();
    }

    /** Events that could not be written so far. */
    public long dropped() {
        return dropped.sum();
    }

    /** Ends the journal. Events appended later are counted as dropped. */
    @Override
    public void close() {
        synchronized (lock) {
            synchronized (making) {
                if (!closed) {
                    closed = true;
                    chunk.close();
                    if (next != null) {
                        next.close();
                    }
                }
            }
        }
        LockSupport.unpark(ahead);
    }
}
