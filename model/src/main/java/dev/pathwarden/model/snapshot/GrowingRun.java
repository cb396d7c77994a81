package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.search.FacetCounter;
import dev.pathwarden.model.search.FacetCounts;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run of which more may come: where its events are, and what was made of them. What is made is kept until more comes; what was decoded for it is kept as long as it is {@linkplain #isWarm warm}, and then only what came since is
 * decoded, where the run is in one process. For one thread.
 */
final class GrowingRun {

    private final RunId id;
    private final Map<GrowingProcess, EventPlaces> places = new TreeMap<>();
    private RunMerge merge;
    /** How many events of its only process are in the merge. */
    private int merged;
    private RecordedRun run;
    private RunSummary summary;
    private FacetCounts counts;
    private List<String> damages = List.of();

    GrowingRun(RunId id) {
        this.id = id;
    }

    /** Adds the event that the process has at that place. */
    void add(GrowingProcess process, int journal, int index) {
        places.computeIfAbsent(process, none -> new EventPlaces()).add(journal, index);
        forget();
    }

    boolean isIn(GrowingProcess process) {
        return places.containsKey(process);
    }

    /** A process says something else of what started it, by which steps are placed. */
    void beginAnew() {
        merge = null;
        forget();
    }

    private void forget() {
        run = null;
        summary = null;
        counts = null;
    }

    /** Whether more than its summary is in memory, decoded. */
    boolean isWarm() {
        return run != null || merge != null;
    }

    /** Lets go of what was decoded. */
    void cool() {
        run = null;
        merge = null;
    }

    /** The run, which is warm from then on. The same object until more comes or it is let go. */
    RecordedRun run() {
        if (run == null) {
            boolean inOne = places.size() == 1;
            if (merge == null || !inOne) {
                merge = new RunMerge(id);
                merged = 0;
            }
            run = addTo(merge, merged);
            merged = inOne ? places.values().iterator().next().size() : 0;
            merge = inOne ? merge : null;
        }
        return run;
    }

    /** The run, which is not kept if it is not warm. */
    RecordedRun runOnce() {
        return isWarm() ? run() : addTo(new RunMerge(id), 0);
    }

    private RecordedRun addTo(RunMerge to, int from) {
        places.forEach((process, of) -> {
            for (int i = from; i < of.size(); i++) {
                to.add(process.placing(), process.event(of.get(i)));
            }
        });
        List<String> found = new ArrayList<>();
        RecordedRun made = to.merge(found);
        damages = List.copyOf(found);
        summary = RunSummary.of(made);
        return made;
    }

    RunSummary summary() {
        if (summary == null) {
            runOnce();
        }
        return summary;
    }

    /** Its steps, counted by their facets. */
    FacetCounts counts() {
        if (counts == null) {
            FacetCounter counter = new FacetCounter();
            RecordedRun all = runOnce();
            counter.add(all, StepFilter.ALL.places(all));
            counts = counter.counts();
        }
        return counts;
    }

    /** What does not fit together in it, one sentence each. */
    List<String> damages() {
        summary();
        return damages;
    }
}
