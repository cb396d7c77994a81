package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.keys.Key;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;

/**
 * Something that the window can do, wherever it is offered.
 *
 * @param id name for tests and for what was used lately
 * @param text what it is called
 * @param keys its keys, of which a menu shows the first; empty for none
 * @param action does it
 * @param possible whether it can be done now
 */
record Command(String id, String text, List<Key> keys, Runnable action, ObservableBooleanValue possible) {

    /** Something that can always be done. */
    Command(String id, String text, List<Key> keys, Runnable action) {
        this(id, text, keys, action, new ReadOnlyBooleanWrapper(true));
    }
}
