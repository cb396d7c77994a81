package dev.pathwarden.workbench.graph;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.workbench.timeline.LaneBy;

/** What the steps in one frame of the graph have in common. */
public enum GroupBy {
    /** No frames. */
    NONE(null),
    AGENT(LaneBy.AGENT),
    PROCESS(LaneBy.PROCESS);

    private final LaneBy lane;

    GroupBy(LaneBy lane) {
        this.lane = lane;
    }

    /** Name of the group that a step of that run belongs to, the same as that of its lane in the timeline; empty where there are no groups. */
    String groupOf(Step step, RecordedRun run) {
        return lane == null ? "" : lane.laneOf(step, run);
    }

    /** The next in order, and the first behind the last. */
    GroupBy next() {
        return values()[(ordinal() + 1) % values().length];
    }
}
