/**
 * Work that takes longer than a key stroke: done off the JavaFX thread, with progress and cancel, its result handed back on it.
 *
 * <p>The only package that calls {@code Platform.runLater}, so that every other class can be tested without a toolkit.
 */
package dev.pathwarden.workbench.task;
