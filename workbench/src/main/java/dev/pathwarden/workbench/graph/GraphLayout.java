package dev.pathwarden.workbench.graph;

import java.util.List;

/**
 * Where boxes and edges of a graph lie, in pixels at full size from the upper left corner of all.
 *
 * @param boxes one for each node
 * @param routes one for each edge
 * @param frames one for each group, around its boxes, with room above them for its name
 */
record GraphLayout(List<Box> boxes, List<Route> routes, List<Box> frames, double width, double height) {

    static final GraphLayout EMPTY = new GraphLayout(List.of(), List.of(), List.of(), 0, 0);

    GraphLayout {
        frames = List.copyOf(frames);
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

        /** The point of its border that lies on the straight line to the centre of another. */
        double[] towards(Box other) {
            double byX = other.centerX() - centerX();
            double byY = other.centerY() - centerY();
            double part = Math.min(1, Math.min(byX == 0 ? 1 : width / 2 / Math.abs(byX), byY == 0 ? 1 : height / 2 / Math.abs(byY)));
            return new double[] {centerX() + byX * part, centerY() + byY * part};
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

        /** How far a point is from the line. */
        double distance(double x, double y) {
            double least = Double.POSITIVE_INFINITY;
            for (int i = 1; i < xs.length; i++) {
                double byX = xs[i] - xs[i - 1];
                double byY = ys[i] - ys[i - 1];
                double length = byX * byX + byY * byY;
                double part = length == 0 ? 0 : Math.clamp(((x - xs[i - 1]) * byX + (y - ys[i - 1]) * byY) / length, 0, 1);
                least = Math.min(least, Math.hypot(x - xs[i - 1] - part * byX, y - ys[i - 1] - part * byY));
            }
            return least;
        }
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

    /** Number of the edge whose line, or whose tags, are within that distance of a point; the nearest line where there are several, -1 where there is none. */
    int edgeAt(double x, double y, double distance) {
        int found = -1;
        double nearest = distance;
        for (int edge = 0; edge < routes.size(); edge++) {
            Route route = routes.get(edge);
            if (route.tagBox() != null && route.tagBox().contains(x, y)) {
                return edge;
            }
            double away = route.distance(x, y);
            if (away <= nearest) {
                nearest = away;
                found = edge;
            }
        }
        return found;
    }

    /** A straight line from the border of one box to that of another, where the graph has no edge. */
    Route line(int from, int to) {
        double[] begin = boxes.get(from).towards(boxes.get(to));
        double[] end = boxes.get(to).towards(boxes.get(from));
        return new Route(new double[] {begin[0], end[0]}, new double[] {begin[1], end[1]}, List.of(), null);
    }
}
