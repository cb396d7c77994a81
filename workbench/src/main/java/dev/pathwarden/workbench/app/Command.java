package dev.pathwarden.workbench.app;

import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;

/**
 * Something that the window can do, wherever it is offered.
 *
 * @param id name for tests and for what was used lately
 * @param text what it is called
 * @param keys its keys; null for none
 * @param action does it
 * @param possible whether it can be done now
 */
record Command(String id, String text, KeyCombination keys, Runnable action, ObservableBooleanValue possible) {

    /** Something that can always be done. */
    Command(String id, String text, KeyCombination keys, Runnable action) {
        this(id, text, keys, action, new ReadOnlyBooleanWrapper(true));
    }
}
