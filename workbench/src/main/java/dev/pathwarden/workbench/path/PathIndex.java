package dev.pathwarden.workbench.path;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import java.util.List;

/**
 * Where each step of a run stands: its place in path order, by its id, and the place of its parent.
 *
 * <p>Immutable and safe for any thread. Holds 24 bytes for each step and no object per step.
 */
public final class PathIndex {

    private final RecordedRun run;
    /** Open addressing; a slot holds a step's place plus 1, or 0 while it is free. */
    private final int[] slots;
    private final int[] parents;
    private final int blocked;

    private PathIndex(RecordedRun run, int[] slots, int[] parents, int blocked) {
        this.run = run;
        this.slots = slots;
        this.parents = parents;
        this.blocked = blocked;
    }

    /** Indexes a run. Of two steps with one id, which only a damaged recording has, the first is found. */
    public static PathIndex of(RecordedRun run) {
        int size = run.steps().size();
        int blocked = (int) run.steps().stream().filter(step -> step.status() == Status.BLOCKED).count();
        PathIndex index = new PathIndex(run, new int[Math.max(4, Integer.highestOneBit(size) * 4)], new int[size], blocked);
        for (int place = 0; place < size; place++) {
            index.put(place);
        }
        for (int place = 0; place < size; place++) {
            StepId parent = run.steps().get(place).step().parent();
            int found = parent == null ? -1 : index.placeOf(parent);
            // A parent behind its child would make a cycle possible; a damaged recording can name one.
            index.parents[place] = found < place ? found : -1;
        }
        return index;
    }

    private void put(int place) {
        long id = steps().get(place).id().value();
        int slot = slotOf(id);
        while (slots[slot] != 0) {
            if (steps().get(slots[slot] - 1).id().value() == id) {
                return;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = place + 1;
    }

    private int slotOf(long id) {
        long mixed = id * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (slots.length - 1);
    }

    /** The run that is indexed. */
    public RecordedRun run() {
        return run;
    }

    /** The run's steps in path order. */
    public List<RecordedStep> steps() {
        return run.steps();
    }

    /** Number of steps. */
    public int size() {
        return parents.length;
    }

    /** Number of steps that were stopped. */
    public int blocked() {
        return blocked;
    }

    /** The step at that place. */
    public RecordedStep step(int place) {
        return run.steps().get(place);
    }

    /** Place of the step in path order, from 0; -1 if the run has no such step or the id is null. */
    public int placeOf(StepId id) {
        if (id == null) {
            return -1;
        }
        int slot = slotOf(id.value());
        while (slots[slot] != 0) {
            if (steps().get(slots[slot] - 1).id().value() == id.value()) {
                return slots[slot] - 1;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return -1;
    }

    /** Place of the parent of the step at that place, always smaller; -1 for a first step and where the parent was not recorded. */
    public int parentOf(int place) {
        return parents[place];
    }

    /**
     * The place that many steps further in path order, not beyond the first and the last.
     *
     * @param place where to start; -1 for before the first or behind the last, whichever the walk comes from
     */
    public int neighbour(int place, int by) {
        return place < 0 ? (by > 0 ? 0 : size() - 1) : Math.clamp((long) place + by, 0, size() - 1);
    }
}
