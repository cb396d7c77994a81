package dev.pathwarden.model.search;

import dev.pathwarden.model.step.RunId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Where steps are that were looked for: for each run that has some, their places among its steps, from 0. A bit a step, so that it may be all of ten million. Immutable and safe for any thread.
 */
public final class FoundPlaces {

    /** No step. */
    public static final FoundPlaces NONE = new FoundPlaces(Map.of());

    private final Map<RunId, BitSet> byRun;
    private final long total;

    private FoundPlaces(Map<RunId, BitSet> byRun) {
        this.byRun = byRun;
        this.total = byRun.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    /** The places of each run; runs with no place are left out. The sets become this value's own and are not to be changed any more. */
    public static FoundPlaces of(Map<RunId, BitSet> byRun) {
        Map<RunId, BitSet> found = new HashMap<>(byRun);
        found.values().removeIf(BitSet::isEmpty);
        return found.isEmpty() ? NONE : new FoundPlaces(found);
    }

    /** The runs with such steps. */
    public Set<RunId> runs() {
        return Collections.unmodifiableSet(byRun.keySet());
    }

    /** How many steps there are. */
    public long total() {
        return total;
    }

    /** The places in a run, to keep; empty for a run that has none. */
    public BitSet in(RunId run) {
        BitSet places = byRun.get(run);
        return places == null ? new BitSet() : (BitSet) places.clone();
    }

    /** Whether a place in a run is one of them. */
    public boolean has(RunId run, int place) {
        BitSet places = byRun.get(run);
        return places != null && places.get(place);
    }

    /** How many places there are in a run. */
    public int count(RunId run) {
        BitSet places = byRun.get(run);
        return places == null ? 0 : places.cardinality();
    }

    /**
     * The first of the steps.
     *
     * @param order the runs, in their order
     * @param most how many steps to name; all are counted
     */
    public FoundSteps first(List<RunId> order, int most) {
        List<FoundStep> steps = new ArrayList<>();
        for (RunId run : order) {
            if (steps.size() < most && byRun.containsKey(run)) {
                byRun.get(run).stream().limit(most - steps.size()).forEach(place -> steps.add(new FoundStep(run, place)));
            }
        }
        return new FoundSteps(steps, total);
    }

    /** What is in both. */
    public FoundPlaces and(FoundPlaces other) {
        return both(byRun.keySet(), other, BitSet::and);
    }

    /** What is in one of both, or in both. */
    public FoundPlaces or(FoundPlaces other) {
        Set<RunId> runs = new HashSet<>(byRun.keySet());
        runs.addAll(other.byRun.keySet());
        return both(runs, other, BitSet::or);
    }

    /** What is in this and not in the other. */
    public FoundPlaces andNot(FoundPlaces other) {
        return both(byRun.keySet(), other, BitSet::andNot);
    }

    private FoundPlaces both(Collection<RunId> runs, FoundPlaces other, BiConsumer<BitSet, BitSet> how) {
        Map<RunId, BitSet> result = new HashMap<>();
        for (RunId run : runs) {
            BitSet places = in(run);
            how.accept(places, other.byRun.getOrDefault(run, new BitSet()));
            result.put(run, places);
        }
        return of(result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FoundPlaces found && byRun.equals(found.byRun);
    }

    @Override
    public int hashCode() {
        return byRun.hashCode();
    }

    @Override
    public String toString() {
        return total + " steps of " + byRun.size() + " runs";
    }
}
