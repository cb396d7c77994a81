package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.workbench.path.PathIndex;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The marks of the steps of one run, by the places of these. Immutable and safe for any thread. */
public final class StepMarks {

    /** No marks. */
    public static final StepMarks NONE = new StepMarks(null, new TreeMap<>());

    private final PathIndex path;
    /** Ascending. */
    private final int[] places;
    private final RunMarks[] marks;

    private StepMarks(PathIndex path, TreeMap<Integer, RunMarks> byPlace) {
        this.path = path;
        this.places = byPlace.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.marks = byPlace.values().toArray(RunMarks[]::new);
    }

    /**
     * The marks of the steps of a run.
     *
     * @param path the run; null where there is none
     * @param all marks by what they are on, those of that run among them; all are gone through once
     */
    public static StepMarks of(PathIndex path, Map<Subject, List<Mark>> all) {
        if (path == null) {
            return NONE;
        }
        RunId run = path.run().run().id();
        TreeMap<Integer, RunMarks> byPlace = new TreeMap<>();
        all.forEach((on, some) -> {
            int place = on.run().equals(run) ? path.placeOf(on.step()) : -1;
            if (place >= 0) {
                byPlace.put(place, RunMarks.of(some));
            }
        });
        return new StepMarks(path, byPlace);
    }

    /** Whether these are of that run, so that places mean the same. */
    public boolean areOf(PathIndex run) {
        return path == run && path != null;
    }

    /** How many steps have marks. */
    public int steps() {
        return places.length;
    }

    /** The places of the steps that have marks. */
    public BitSet places() {
        BitSet set = new BitSet();
        for (int place : places) {
            set.set(place);
        }
        return set;
    }

    /** The marks of the step at a place; none where it has none. */
    public RunMarks at(int place) {
        int found = Arrays.binarySearch(places, place);
        return found < 0 ? RunMarks.NONE : marks[found];
    }

    /** All marks as one value. */
    public RunMarks all() {
        return Arrays.stream(marks).reduce(RunMarks.NONE, RunMarks::plus);
    }
}
