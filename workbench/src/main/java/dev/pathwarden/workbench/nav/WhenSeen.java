package dev.pathwarden.workbench.nav;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** Does something as soon as it is wanted and somebody sees what comes of it: what grows all the time is drawn only where it is looked at. Seen until it is told otherwise. For the JavaFX thread. */
public final class WhenSeen {

    private final BooleanProperty seen = new SimpleBooleanProperty(this, "seen", true);
    private final Runnable action;
    private boolean wanted;

    public WhenSeen(Runnable action) {
        this.action = action;
        seen.subscribe((before, now) -> tryNow());
    }

    /** Whether somebody looks. */
    public BooleanProperty seenProperty() {
        return seen;
    }

    /** Does it now, or once when somebody looks. */
    public void want() {
        wanted = true;
        tryNow();
    }

    /** It was done meanwhile. */
    public void done() {
        wanted = false;
    }

    private void tryNow() {
        if (wanted && seen.get()) {
            wanted = false;
            action.run();
        }
    }
}
