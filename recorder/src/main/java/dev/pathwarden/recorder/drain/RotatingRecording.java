package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A recording in parts that is going on: a command runs, and from a thread of its own its journals are made into one part after the other, in the recording's {@code snapshot/}.
 *
 * <p>For one thread.
 */
public final class RotatingRecording implements AutoCloseable {

    private final RecordingDirectory directory;
    private final OwnerLock lock;
    private final Seal seal;
    private final PartMaker maker;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final RecordedParts recorded = new RecordedParts();
    private final Thread thread = new Thread(this::makeParts, "pathwarden-parts");
    private volatile Throwable failure;

    private RotatingRecording(RecordingDirectory directory, OwnerLock lock, Rotation rotation, Retention retention, Seal seal, Consumer<RecordedRun> learning, Consumer<String> trouble) {
        this.directory = directory;
        this.lock = lock;
        this.seal = seal;
        this.maker = new PartMaker(directory.journal(), directory.snapshot(), rotation, retention, seal, learning, new Heard(trouble), this::isEndedWithin);
        this.thread.setDaemon(true);
    }

    /**
     * Begins a recording in a directory that was {@linkplain RecordingDirectory#make made} for it. Until it is closed the directory is locked, and others are told by whom.
     *
     * @param bundle the compiled guardrails
     * @param retention which parts stay; null for all
     * @param seal signs each part, and encrypts it; stays open until this is closed
     * @param learning is shown each run, or piece of one, when it is added to a part, by another thread
     * @param trouble is told, by another thread and once, what keeps parts from being made while the command runs
     */
    public static RotatingRecording beginIn(RecordingDirectory directory, byte[] bundle, Rotation rotation, Retention retention, Seal seal, Consumer<RecordedRun> learning, Consumer<String> trouble) throws IOException {
        OwnerLock lock = OwnerLock.take(directory.lock());
        try {
            directory.writeBundle(bundle);
            Disk.makeDirectory(directory.snapshot());
            RotatingRecording recording = new RotatingRecording(directory, lock, rotation, retention, seal, learning, trouble);
            recording.thread.start();
            return recording;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void makeParts() {
        try {
            maker.untilEnded();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // The command goes on, and its journals stay; finish fails for all to see.
            failure = e;
        }
    }

    private boolean isEndedWithin(long millis) {
        try {
            return ended.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Runs a command to its end; its exit code. */
    public int run(WatchedCommand command) throws IOException {
        return command.run();
    }

    /**
     * Finishes the last part with all that was recorded; no part where no process left a journal. Journals of processes that go on stay, and nobody reads them any more; beside parts that are encrypted all others are deleted.
     *
     * @throws SnapshotException if not all could be made into parts; the message says what becomes of the rest
     */
    public RecordedParts finish() throws IOException {
        stop();
        if (failure instanceof SnapshotException e) {
            throw new SnapshotException(e.kind(), e.getMessage() + left(), e);
        } else if (failure instanceof IOException e) {
            throw new IOException(e.getMessage() + left(), e);
        } else if (failure instanceof OutOfMemoryError e) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "There was not enough memory to make parts of what was recorded." + left(), e);
        } else if (failure != null) {
            throw (RuntimeException) failure;
        }
        if (Parts.in(directory.snapshot()).isEmpty() && recorded.parts() == 0) {
            Files.deleteIfExists(directory.snapshot());
        }
        if (seal.encrypts()) {
            Recording.deleteJournals(directory);
        }
        return recorded;
    }

    private String left() {
        return " What is in no part yet is still in the journals: 'pathwarden doctor " + directory.root() + " --repair' makes a part of it.";
    }

    private void stop() {
        ended.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            stop();
        }
    }

    /** Keeps what is to be told at the end, and tells at once what keeps parts from being made. */
    private final class Heard implements PartListener {
        private final Consumer<String> trouble;
        private String last;

        Heard(Consumer<String> trouble) {
            this.trouble = trouble;
        }

        @Override
        public void at(long events) {
            // How far it has come is not shown beside the command's own output.
        }

        @Override
        public void made(MadePart part) {
            recorded.add(part);
            last = null;
        }

        @Override
        public void deleted(StoredRecording part) {
            recorded.deleted();
        }

        @Override
        public void told(String sentence) {
            if (!sentence.equals(last)) {
                trouble.accept(sentence);
                last = sentence;
            }
        }
    }
}
