package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.PlacedEvent;
import dev.pathwarden.model.step.StepId;

/** An event that is held in memory, encoded, and that its file is kept for. For one thread. */
final class HeldEvent {

    /** What the objects around the bytes take, about. */
    private static final int OVERHEAD = 160;

    private final RotatedFile file;
    private final PlacedEvent placed;
    private final boolean begin;
    private final StepId step;
    private boolean sealed;

    private HeldEvent(RotatedFile file, PlacedEvent placed, boolean begin, StepId step) {
        this.file = file;
        this.placed = placed;
        this.begin = begin;
        this.step = step;
    }

    /** Holds it from now on. */
    static HeldEvent of(RotatedFile file, PlacedEvent placed, JournalEvent event) {
        HeldEvent held = new HeldEvent(file, placed, event instanceof JournalEvent.RunStarted, step(event));
        file.hold(held);
        return held;
    }

    private static StepId step(JournalEvent event) {
        return event instanceof JournalEvent.StepDecided decided ? decided.step().id() : event instanceof JournalEvent.StepHeld held ? held.step() : event instanceof JournalEvent.StepEnded ended ? ended.step() : null;
    }

    PlacedEvent placed() {
        return placed;
    }

    RotatedFile file() {
        return file;
    }

    /** Whether it tells of the begin of its run in a process. */
    boolean isBegin() {
        return begin;
    }

    /** The step it tells of; null for none. */
    StepId step() {
        return step;
    }

    long bytes() {
        return placed.bytes().length + OVERHEAD;
    }

    /** Whether it is in a part, and held for what may still come of its run. */
    boolean isSealed() {
        return sealed;
    }

    void seal() {
        sealed = true;
    }

    void letGo() {
        file.letGo(this);
    }
}
