package dev.pathwarden.workbench.tour;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;

/** Where a callout stands: beside what it is about, where there is room, so that it covers nothing of it. */
final class CalloutPlace {

    private static final double GAP = 10;

    private CalloutPlace() {
    }

    /**
     * The upper left corner of a callout: right, left, below or above of its target; where there is room on no side, in that corner of the whole where it covers least of the target, and where each covers as much, in the target's lower right
     * corner; without a target, in that of the whole.
     *
     * @param target null for none
     * @param width of the callout
     * @param height of the callout
     * @param wholeWidth of all that there is
     * @param wholeHeight of all that there is
     */
    static Point2D of(Bounds target, double width, double height, double wholeWidth, double wholeHeight) {
        if (target == null) {
            return inside(wholeWidth - width - GAP, wholeHeight - height - GAP, width, height, wholeWidth, wholeHeight);
        }
        double beside = target.getMinY();
        double along = target.getMinX();
        if (target.getMaxX() + GAP + width <= wholeWidth) {
            return inside(target.getMaxX() + GAP, beside, width, height, wholeWidth, wholeHeight);
        }
        if (target.getMinX() - GAP - width >= 0) {
            return inside(target.getMinX() - GAP - width, beside, width, height, wholeWidth, wholeHeight);
        }
        if (target.getMaxY() + GAP + height <= wholeHeight) {
            return inside(along, target.getMaxY() + GAP, width, height, wholeWidth, wholeHeight);
        }
        if (target.getMinY() - GAP - height >= 0) {
            return inside(along, target.getMinY() - GAP - height, width, height, wholeWidth, wholeHeight);
        }
        Point2D best = inside(target.getMaxX() - width - GAP, target.getMaxY() - height - GAP, width, height, wholeWidth, wholeHeight);
        for (double x : new double[] {wholeWidth - width - GAP, GAP}) {
            for (double y : new double[] {wholeHeight - height - GAP, GAP}) {
                Point2D corner = inside(x, y, width, height, wholeWidth, wholeHeight);
                best = covered(corner, width, height, target) < covered(best, width, height, target) ? corner : best;
            }
        }
        return best;
    }

    private static double covered(Point2D corner, double width, double height, Bounds target) {
        double across = Math.min(corner.getX() + width, target.getMaxX()) - Math.max(corner.getX(), target.getMinX());
        double down = Math.min(corner.getY() + height, target.getMaxY()) - Math.max(corner.getY(), target.getMinY());
        return Math.max(0, across) * Math.max(0, down);
    }

    private static Point2D inside(double x, double y, double width, double height, double wholeWidth, double wholeHeight) {
        return new Point2D(Math.max(0, Math.min(x, wholeWidth - width)), Math.max(0, Math.min(y, wholeHeight - height)));
    }
}
