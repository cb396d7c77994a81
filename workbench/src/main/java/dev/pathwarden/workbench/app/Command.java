package dev.pathwarden.workbench.app;

import javafx.scene.input.KeyCombination;

/**
 * Something that the window can do, wherever it is offered.
 *
 * @param id name for tests and for what was used lately
 * @param text what it is called
 * @param keys its keys; null for none
 * @param action does it
 */
record Command(String id, String text, KeyCombination keys, Runnable action) {
}
