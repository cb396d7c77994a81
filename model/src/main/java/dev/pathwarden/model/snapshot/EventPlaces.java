package dev.pathwarden.model.snapshot;

import java.util.Arrays;

/** Where the events of a run are: in which of several journals, and at which place there. Eight bytes an event. For one thread. */
final class EventPlaces {

    private long[] places = new long[16];
    private int size;

    void add(int journal, int index) {
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
        }
        places[size++] = (long) journal << Integer.SIZE | index;
    }

    int size() {
        return size;
    }

    /** The place that was added so many places behind the first. */
    long get(int at) {
        return places[at];
    }

    /** All places, in the order in which they were added. */
    long[] all() {
        return size == places.length ? places : Arrays.copyOf(places, size);
    }

    /** Number of the journal of a place. */
    static int journal(long place) {
        return (int) (place >>> Integer.SIZE);
    }

    /** Where the event of a place is in its journal. */
    static int index(long place) {
        return (int) place;
    }
}
