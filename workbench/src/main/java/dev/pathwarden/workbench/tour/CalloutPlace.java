package dev.pathwarden.workbench.tour;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;

/** Where a callout stands: beside what it is about, where there is room, so that it covers nothing of it. */
final class CalloutPlace {

    private static final double GAP = 10;

    private CalloutPlace() {
    }

    /**
     * The upper left corner of a callout: right, left, below or above of its target; where there is room on no side, in the target's lower right corner; without a target, in that of the whole.
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
        return inside(target.getMaxX() - width - GAP, target.getMaxY() - height - GAP, width, height, wholeWidth, wholeHeight);
    }

    private static Point2D inside(double x, double y, double width, double height, double wholeWidth, double wholeHeight) {
        return new Point2D(Math.max(0, Math.min(x, wholeWidth - width)), Math.max(0, Math.min(y, wholeHeight - height)));
    }
}
