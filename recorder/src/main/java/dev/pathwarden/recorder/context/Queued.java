package dev.pathwarden.recorder.context;

import java.util.ArrayDeque;
import java.util.function.UnaryOperator;

/**
 * Places carried by objects of the program that wait in a queue, each perhaps several times at once: they are taken in the order they were given, places outside of any run
 * included. An object that is never taken takes its places along to the garbage collector.
 */
public final class Queued {

    private static final Object OUTSIDE = new Object();

    /** A place, {@link #OUTSIDE}, or a queue of these. */
    private final WeakIdentityMap<Object> places = new WeakIdentityMap<>();

    /** Gives the carrier a further place; null for outside of any run. */
    public void put(Object carrier, Place place) {
        places.change(carrier, new Append(place == null ? OUTSIDE : place));
    }

    /** Takes the place from the carrier that it was given first; null for outside of any run and where it has none. */
    public Place take(Object carrier) {
        return take(carrier, false);
    }

    /** Takes the place from the carrier that it was given last, since it does not wait any more. */
    public void takeBack(Object carrier) {
        take(carrier, true);
    }

    private Place take(Object carrier, boolean last) {
        if (places.isEmpty()) {
            return null;
        }
        Take taking = new Take(last);
        places.change(carrier, taking);
        return taking.taken instanceof Place place ? place : null;
    }

    private static final class Append implements UnaryOperator<Object> {
        private final Object place;

        Append(Object place) {
            this.place = place;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object apply(Object value) {
            if (value == null) {
                return place;
            }
            ArrayDeque<Object> queue = value instanceof ArrayDeque ? (ArrayDeque<Object>) value : new ArrayDeque<>();
            if (queue != value) {
                queue.add(value);
            }
            queue.add(place);
            return queue;
        }
    }

    private static final class Take implements UnaryOperator<Object> {
        private final boolean last;
        private Object taken;

        Take(boolean last) {
            this.last = last;
        }

        @Override
        public Object apply(Object value) {
            if (!(value instanceof ArrayDeque<?> queue)) {
                taken = value;
                return null;
            }
            taken = last ? queue.pollLast() : queue.pollFirst();
            return queue.isEmpty() ? null : queue;
        }
    }
}
