package dev.pathwarden.workbench.graph;

import dev.pathwarden.workbench.path.PathIndex;

/**
 * A run as a graph and where its boxes lie, ready to be drawn. Immutable.
 *
 * @param path the run's steps
 * @param graph boxes and edges
 * @param layout where they lie
 */
record PathDrawing(PathIndex path, PathGraph graph, GraphLayout layout) {
}
