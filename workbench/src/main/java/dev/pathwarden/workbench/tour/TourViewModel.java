package dev.pathwarden.workbench.tour;

import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/**
 * State of the guided tour: at which stop it is and what is said there, with the keys as they are. Goes on by itself when what is to be done at a stop was done, and stays where it is whatever else happens in the window. For the
 * JavaFX thread.
 */
public final class TourViewModel {

    private static final Texts TEXTS = Texts.of(TourViewModel.class);
    private static final int NOWHERE = -1;

    private final List<Stop> stops;
    private final Map<String, Deed<?>> deeds;
    private final CommandKeys keys;
    private final ObservableValue<Boolean> open;
    private final Runnable taken;
    private final ReadOnlyIntegerWrapper at = new ReadOnlyIntegerWrapper(this, "at", NOWHERE);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper(this, "text", "");
    private Subscription watched = Subscription.EMPTY;
    private boolean byItself;

    /**
     * A tour that has not begun.
     *
     * @param stops at least one
     * @param deeds what can be done at stops, by name; a stop whose deed is not among them is one to look at
     * @param open whether there is anything to look at
     * @param taken called when the tour ends, at its last stop or before
     */
    public TourViewModel(List<Stop> stops, Map<String, Deed<?>> deeds, CommandKeys keys, ObservableValue<Boolean> open, Runnable taken) {
        this.stops = List.copyOf(stops);
        this.deeds = Map.copyOf(deeds);
        this.keys = keys;
        this.open = open;
        this.taken = taken;
        keys.allProperty().subscribe(ignored -> say());
        open.subscribe(ignored -> say());
    }

    /** Number of the stop, from 0; less while no tour is under way. */
    public ReadOnlyIntegerProperty atProperty() {
        return at.getReadOnlyProperty();
    }

    /** Whether a tour is under way. */
    public ObservableBooleanValue under() {
        return at.greaterThan(NOWHERE);
    }

    /** The stop; null while no tour is under way. */
    public Stop stop() {
        return at.get() < 0 ? null : stops.get(at.get());
    }

    /** What the stop is called; empty while no tour is under way. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** What is said at the stop; empty while no tour is under way. */
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /** Which stop of how many it is, in words. */
    String place() {
        return TEXTS.get("place", at.get() + 1, stops.size());
    }

    /** Whether the stop changes just now because what was to be done at the one before was done, and not because the user asked for it. */
    boolean goesByItself() {
        return byItself;
    }

    boolean isFirst() {
        return at.get() == 0;
    }

    boolean isLast() {
        return at.get() == stops.size() - 1;
    }

    /** Begins with the first stop, also where a tour is under way. */
    public void begin() {
        watched.unsubscribe();
        at.set(NOWHERE);
        go(0);
    }

    /** Goes on; ends the tour behind the last stop. */
    public void next() {
        if (isLast()) {
            leave();
        } else if (at.get() >= 0) {
            go(at.get() + 1);
        }
    }

    /** Goes back to the stop before; no effect at the first one. */
    public void back() {
        if (at.get() > 0) {
            go(at.get() - 1);
        }
    }

    /** Ends the tour. */
    public void leave() {
        if (at.get() >= 0) {
            watched.unsubscribe();
            at.set(NOWHERE);
            say();
            taken.run();
        }
    }

    private void goOn() {
        byItself = true;
        try {
            next();
        } finally {
            byItself = false;
        }
    }

    private void go(int stop) {
        watched.unsubscribe();
        at.set(stop);
        say();
        Deed<?> deed = stop().deed() == null ? null : deeds.get(stop().deed());
        watched = deed == null ? Subscription.EMPTY : deed.watch(this::goOn);
    }

    private void say() {
        Stop stop = stop();
        if (stop == null) {
            title.set("");
            text.set("");
            return;
        }
        title.set(TEXTS.get("stop." + stop.id() + ".title"));
        Object[] how = stop.commands().stream().map(keys::how).toArray();
        text.set(open.getValue() ? TEXTS.get("stop." + stop.id(), how) : TEXTS.get("closed", keys.how("sample")));
    }
}
