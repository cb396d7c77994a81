package dev.pathwarden.workbench.held;

import dev.pathwarden.model.hold.Approver;
import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.hold.HeldStepReader;
import dev.pathwarden.model.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The directory that a run or an agent writes to, answered with this user's key. Its journals are read by one thread at a time. */
public final class JournalRecording implements HeldRecording {

    private final HeldStepReader reader;
    private final Approver approver;
    private final ReentrantLock lock = new ReentrantLock();

    public JournalRecording(Path directory, Approver approver) {
        this.reader = new HeldStepReader(directory);
        this.approver = approver;
    }

    @Override
    public Path location() {
        return reader.recording();
    }

    @Override
    public Look look() {
        lock.lock();
        try {
            // Asked before reading: what is written meanwhile is read the next time.
            boolean grows = reader.canGrow();
            try {
                return new Look(reader.poll(), true, grows);
            } catch (SnapshotException nothingYet) {
                if (grows && reader.canGrow() && nothingYet.kind() == SnapshotException.Cause.INPUT) {
                    return new Look(List.of(), false, true);
                }
                throw nothingYet;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public HeldStep answer(HeldStep shown, boolean approved, String reason) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            return approver.answer(reader, shown, approved, reason);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            reader.close();
        } finally {
            lock.unlock();
        }
    }
}
