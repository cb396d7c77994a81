package dev.pathwarden.model.casefile;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Where marked steps are, so that they can be put together with what a filter finds. */
public final class MarkedPlaces {

    private MarkedPlaces() {
    }

    /**
     * The steps that marks are on. A mark on a run as a whole is on all its steps; one on a run or step that is not in the recording is on none. Each run of which single steps are marked is read.
     *
     * @throws dev.pathwarden.model.snapshot.SnapshotException if what is stored of such a run is damaged
     */
    public static FoundPlaces of(Snapshot recording, Collection<Mark> marks) {
        Map<RunId, Set<StepId>> steps = new HashMap<>();
        Set<RunId> whole = new HashSet<>();
        marks.stream().map(Mark::subject).filter(Objects::nonNull).forEach(subject -> {
            if (subject.step() == null) {
                whole.add(subject.run());
            } else {
                steps.computeIfAbsent(subject.run(), run -> new HashSet<>()).add(subject.step());
            }
        });
        Map<RunId, BitSet> places = new HashMap<>();
        for (RunSummary summary : recording.runs()) {
            RunId run = summary.run().id();
            if (whole.contains(run)) {
                places.computeIfAbsent(run, id -> new BitSet()).set(0, summary.steps());
            } else if (steps.containsKey(run)) {
                places.put(run, places(recording.run(run), steps.get(run)));
            }
        }
        return FoundPlaces.of(places);
    }

    private static BitSet places(RecordedRun run, Set<StepId> marked) {
        BitSet places = new BitSet();
        for (int place = 0; place < run.steps().size(); place++) {
            if (marked.contains(run.steps().get(place).id())) {
                places.set(place);
            }
        }
        return places;
    }
}
