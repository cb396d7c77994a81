package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.search.Candidates;
import java.util.function.DoubleConsumer;

/**
 * Which runs of a snapshot are read at all, and which first, as its columns tell.
 *
 * @param asked the steps that any guardrail is for; null where the columns cannot be read
 * @param likely the steps on which one is likely to come to true
 */
record Order(FoundPlaces asked, FoundPlaces likely) {

    /** The columns are asked for each guardrail of a set; for those of a larger one this takes longer than it saves. */
    private static final int MOST_ASKED = 8;

    /** @param goesOn is told now and then; what it throws ends it */
    static Order of(Snapshot snapshot, Rehearser rehearser, DoubleConsumer goesOn) {
        try {
            FoundPlaces asked = snapshot.find(StepFilter.ALL.operations(rehearser.operations()), goesOn);
            return new Order(asked, rehearser.bundle().guardrails().size() > MOST_ASKED ? asked : Candidates.likely(snapshot, rehearser.bundle(), goesOn));
        } catch (SnapshotException damaged) {
            // Which runs are damaged is told when they are read.
            return new Order(null, FoundPlaces.NONE);
        }
    }

    /** Whether a guardrail is for a step of the run, or may be. */
    boolean isAsked(RunId run) {
        return asked == null || asked.count(run) > 0;
    }

    /** Whether the run is to be read before others. */
    boolean isFirst(RunId run) {
        return likely.count(run) > 0;
    }
}
