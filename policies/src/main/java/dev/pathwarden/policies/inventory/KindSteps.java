package dev.pathwarden.policies.inventory;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * Which steps of a snapshot show which things of one kind. Runs are read for it once; then things are counted at once among whatever steps a filter leaves. Takes 8 bytes for each thing that a step shows. Immutable, and safe for any thread.
 */
public final class KindSteps {

    /** What the steps of a run show: at each place a thing, by its number. A step that shows two is there twice. */
    private record OfRun(int[] places, int[] things) {
    }

    private final List<String> names;
    private final Map<RunId, OfRun> byRun;
    private final long leftOut;

    private KindSteps(List<String> names, Map<RunId, OfRun> byRun, long leftOut) {
        this.names = names;
        this.byRun = byRun;
        this.leftOut = leftOut;
    }

    /**
     * Reads the runs that can show things of a kind, by what the snapshot tells of their operations.
     *
     * @param progress is told now and then which part is done, from 0 to 1, or -1 where that cannot be told, by any thread; what it throws ends the reading
     * @throws dev.pathwarden.model.snapshot.SnapshotException if what is stored of a run is damaged
     */
    public static KindSteps read(Snapshot in, InventoryKind kind, DoubleConsumer progress) {
        Reading reading = new Reading(kind);
        List<RunId> all = in.runs().stream().map(summary -> summary.run().id()).toList();
        if (!in.isIndexed()) {
            in.forEachRun(run -> {
                reading.add(run, StepFilter.ALL.places(run));
                progress.accept((double) reading.runs / all.size());
            });
            return reading.steps();
        }
        FoundPlaces candidates = in.find(StepFilter.ALL.operations(kind.operations()), done -> progress.accept(-1));
        List<RunId> wanted = all.stream().filter(run -> candidates.count(run) > 0).toList();
        for (RunId run : wanted) {
            reading.add(in.run(run), candidates.in(run));
            progress.accept((double) reading.runs / wanted.size());
        }
        return reading.steps();
    }

    /**
     * Counts the steps that show each thing; things that none shows are left out.
     *
     * @param among the steps to count; null for all
     */
    public Map<String, Long> count(FoundPlaces among) {
        long[] counts = new long[names.size()];
        byRun.forEach((run, shown) -> {
            BitSet left = among == null ? null : among.in(run);
            for (int i = 0; i < shown.places().length; i++) {
                if (left == null || left.get(shown.places()[i])) {
                    counts[shown.things()[i]]++;
                }
            }
        });
        Map<String, Long> byName = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                byName.put(names.get(i), counts[i]);
            }
        }
        return Collections.unmodifiableMap(byName);
    }

    /** How often things were shown that are not kept, because there are more than {@link Inventory#MOST}. */
    public long leftOut() {
        return leftOut;
    }

    private static final class Reading {

        private final InventoryKind kind;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> names = new ArrayList<>();
        private final Map<RunId, OfRun> byRun = new HashMap<>();
        private long leftOut;
        private int runs;

        Reading(InventoryKind kind) {
            this.kind = kind;
        }

        void add(RecordedRun run, BitSet candidates) {
            List<Integer> places = new ArrayList<>();
            List<Integer> things = new ArrayList<>();
            for (int place = candidates.nextSetBit(0); place >= 0; place = candidates.nextSetBit(place + 1)) {
                for (String name : kind.names(run.steps().get(place))) {
                    int number = number(name);
                    if (number < 0) {
                        leftOut++;
                    } else {
                        places.add(place);
                        things.add(number);
                    }
                }
            }
            if (!places.isEmpty()) {
                byRun.put(run.run().id(), new OfRun(places.stream().mapToInt(Integer::intValue).toArray(), things.stream().mapToInt(Integer::intValue).toArray()));
            }
            runs++;
        }

        private int number(String name) {
            Integer number = numbers.get(name);
            if (number == null && names.size() >= Inventory.MOST) {
                return -1;
            }
            if (number == null) {
                number = names.size();
                numbers.put(name, number);
                names.add(name);
            }
            return number;
        }

        KindSteps steps() {
            return new KindSteps(names, byRun, leftOut);
        }
    }
}
