package dev.pathwarden.recorder.context;

/**
 * Places carried by objects of the program: threads not yet run, tasks in a queue. An object that is never run takes its place along to
 * the garbage collector.
 */
public final class Carried {

    private final WeakIdentityMap<Place> places = new WeakIdentityMap<>();

    /** Gives the carrier a place; null carries nothing. */
    public void put(Object carrier, Place place) {
        if (place != null) {
            places.put(carrier, place);
        }
    }

    /** Takes the carrier's place away from it; null where it has none. */
    public Place take(Object carrier) {
        return places.isEmpty() ? null : places.remove(carrier);
    }

    /** The carrier's place, which it keeps; null where it has none. */
    public Place get(Object carrier) {
        return places.isEmpty() ? null : places.get(carrier);
    }
}
