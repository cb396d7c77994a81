package dev.pathwarden.workbench.graph;

import java.util.List;

/**
 * Where boxes and edges of a graph lie, in pixels at full size from the upper left corner of all.
 *
 * @param boxes one for each node
 * @param routes one for each edge
 */
record GraphLayout(List<Box> boxes, List<Route> routes, double width, double height) {

    static final GraphLayout EMPTY = new GraphLayout(List.of(), List.of(), 0, 0);

    GraphLayout {
        boxes = List.copyOf(boxes);
        routes = List.copyOf(routes);
    }

    /** A rectangle. */
    record Box(double x, double y, double width, double height) {

        boolean contains(double pointX, double pointY) {
            return pointX >= x && pointX <= x + width && pointY >= y && pointY <= y + height;
        }

        boolean overlaps(Box other) {
            return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
        }

        boolean holds(Box other) {
            return x <= other.x && y <= other.y && x + width >= other.x + other.width && y + height >= other.y + other.height;
        }

        double centerX() {
            return x + width / 2;
        }

        double centerY() {
            return y + height / 2;
        }
    }

    /**
     * The line of an edge.
     *
     * @param xs horizontal positions of its points, from its begin to its arrow
     * @param ys vertical positions of its points
     * @param tags texts that stand at it, one below the other
     * @param tagBox where the tags stand; null where there are none
     */
    record Route(double[] xs, double[] ys, List<String> tags, Box tagBox) {
    }

    /** Number of the box at a point; -1 where there is none. */
    int hit(double x, double y) {
        for (int box = boxes.size() - 1; box >= 0; box--) {
            if (boxes.get(box).contains(x, y)) {
                return box;
            }
        }
        return -1;
    }
}
