/**
 * The path graph: what a run's steps are nested in, what caused them, and where their values came from.
 *
 * <p>Steps are folded until the graph is small enough to be read, then laid out by ELK, both off the JavaFX thread.
 */
package dev.pathwarden.workbench.graph;
