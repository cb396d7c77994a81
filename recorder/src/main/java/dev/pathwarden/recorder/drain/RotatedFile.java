package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.journal.ChunkTail;
import dev.pathwarden.model.journal.SealedRecords;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A file of a journal, and which of its records are still held. For one thread. */
final class RotatedFile {

    private final ChunkTail tail;
    private final SealedRecords.Sealed before;
    private final Map<Integer, HeldEvent> held = new TreeMap<>();
    private boolean released;
    private boolean finished;

    /** @param before what was sealed of it by an earlier recorder; null for nothing */
    RotatedFile(ChunkTail tail, SealedRecords.Sealed before) {
        this.tail = tail;
        this.before = before;
    }

    ChunkTail tail() {
        return tail;
    }

    /** Reads it by its name from now on: its descriptor may be closed. */
    void release() {
        released = true;
        tail.release();
    }

    boolean isReleased() {
        return released;
    }

    /** Whether an earlier recorder sealed the record at that offset, and nothing needs it any more. */
    boolean isDone(int offset) {
        return before != null && before.isDone(offset);
    }

    /** Whether an earlier recorder sealed the record at that offset, and something still needs it. */
    boolean isNeeded(int offset) {
        return before != null && before.needed().contains(offset);
    }

    /** Reads what is left of it, and says what is wrong with it. Once. */
    ChunkTail.Rest finish() {
        finished = true;
        return tail.finish();
    }

    boolean isFinished() {
        return finished;
    }

    void hold(HeldEvent event) {
        held.put(event.placed().offset(), event);
    }

    void letGo(HeldEvent event) {
        held.remove(event.placed().offset());
    }

    /** Whether none of its records is held. */
    boolean isFree() {
        return held.isEmpty();
    }

    /** What of it is in parts, once the part that is being written is finished. */
    SealedRecords.Sealed sealed() {
        Set<Integer> unsealed = new TreeSet<>(tail.unfinished());
        Set<Integer> needed = new TreeSet<>();
        held.forEach((offset, event) -> (event.isSealed() ? needed : unsealed).add(offset));
        return new SealedRecords.Sealed(tail.position(), unsealed, needed);
    }
}
