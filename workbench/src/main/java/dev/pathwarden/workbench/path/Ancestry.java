package dev.pathwarden.workbench.path;

import dev.pathwarden.model.step.Link;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** What led to a step: everything it is nested in, was caused by or got a value from, directly or through other steps. */
public final class Ancestry {

    private Ancestry() {
    }

    /** Places of the steps that led to the step at that place, itself included. Takes time linear in what led there. */
    public static BitSet of(PathIndex path, int place) {
        BitSet reached = new BitSet(path.size());
        Deque<Integer> open = new ArrayDeque<>();
        visit(place, reached, open);
        while (!open.isEmpty()) {
            int next = open.pop();
            visit(path.parentOf(next), reached, open);
            for (Link link : path.step(next).step().links()) {
                visit(path.placeOf(link.step()), reached, open);
            }
        }
        return reached;
    }

    private static void visit(int place, BitSet reached, Deque<Integer> open) {
        if (place >= 0 && !reached.get(place)) {
            reached.set(place);
            open.push(place);
        }
    }
}
