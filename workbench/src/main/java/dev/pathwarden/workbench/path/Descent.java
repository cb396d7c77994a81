package dev.pathwarden.workbench.path;

import dev.pathwarden.model.step.Link;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** What came of a step: everything that happened in it, was caused by it or got a value from it, directly or through other steps. */
public final class Descent {

    private final PathIndex path;
    /** For each place where in {@link #later} its own begin; one more at the end. */
    private final int[] begins;
    private final int[] later;

    private Descent(PathIndex path) {
        this.path = path;
        this.begins = new int[path.size() + 1];
        each((from, to) -> begins[from + 1]++);
        for (int place = 0; place < path.size(); place++) {
            begins[place + 1] += begins[place];
        }
        this.later = new int[begins[path.size()]];
        int[] filled = begins.clone();
        each((from, to) -> later[filled[from]++] = to);
    }

    /** Called for one step and another that came of it directly. */
    private interface Pair {
        void accept(int from, int to);
    }

    private void each(Pair pair) {
        for (int place = 0; place < path.size(); place++) {
            if (path.parentOf(place) >= 0) {
                pair.accept(path.parentOf(place), place);
            }
            for (Link link : path.step(place).step().links()) {
                int from = path.placeOf(link.step());
                if (from >= 0) {
                    pair.accept(from, place);
                }
            }
        }
    }

    /** Places of the steps that came of the step at that place, itself included. Takes time and memory linear in the run. */
    public static BitSet of(PathIndex path, int place) {
        Descent descent = new Descent(path);
        BitSet reached = new BitSet(path.size());
        Deque<Integer> open = new ArrayDeque<>();
        reached.set(place);
        open.push(place);
        while (!open.isEmpty()) {
            int next = open.pop();
            for (int i = descent.begins[next]; i < descent.begins[next + 1]; i++) {
                if (!reached.get(descent.later[i])) {
                    reached.set(descent.later[i]);
                    open.push(descent.later[i]);
                }
            }
        }
        return reached;
    }
}
