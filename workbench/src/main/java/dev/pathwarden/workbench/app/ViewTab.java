package dev.pathwarden.workbench.app;

import javafx.scene.Node;

/**
 * A view in the middle of the window.
 *
 * @param id name for shortcuts, tests and picture files
 * @param title title of its tab
 * @param node the view
 * @param prepare brings something worth seeing into the view, for a picture
 */
record ViewTab(String id, String title, Node node, Runnable prepare) {
}
