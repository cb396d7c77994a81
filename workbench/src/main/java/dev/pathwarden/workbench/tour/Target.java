package dev.pathwarden.workbench.tour;

import dev.pathwarden.workbench.theme.ZoomPane;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;

/** Finds the control that a stop is about, and what is seen of it. */
final class Target {

    private static final double LEAST = 4;

    private Target() {
    }

    /** The control that is shown; null where there is none. */
    static Node find(Parent in, String selector) {
        return in.lookupAll(selector).stream().filter(Target::isShown).findFirst().orElse(null);
    }

    /** Whether it is in the window, and nothing above it is hidden. */
    static boolean isShown(Node node) {
        if (node.getScene() == null) {
            return false;
        }
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return node.getLayoutBounds().getWidth() > LEAST && node.getLayoutBounds().getHeight() > LEAST;
    }

    /** What is seen of it, in the scene; where it is scrolled out of view, that in which it is scrolled. That the whole window may be scrolled, where it is zoomed, makes no difference. */
    static Bounds seen(Node node) {
        Bounds seen = node.localToScene(node.getLayoutBounds());
        for (Parent each = node.getParent(); each != null && !(each instanceof ZoomPane); each = each.getParent()) {
            if (each.getClip() != null) {
                Bounds frame = each.localToScene(each.getClip().getBoundsInParent());
                Bounds both = both(seen, frame);
                seen = both == null ? frame : both;
            }
        }
        return seen;
    }

    private static Bounds both(Bounds one, Bounds other) {
        double left = Math.max(one.getMinX(), other.getMinX());
        double top = Math.max(one.getMinY(), other.getMinY());
        double width = Math.min(one.getMaxX(), other.getMaxX()) - left;
        double height = Math.min(one.getMaxY(), other.getMaxY()) - top;
        return width < LEAST || height < LEAST ? null : new BoundingBox(left, top, width, height);
    }
}
