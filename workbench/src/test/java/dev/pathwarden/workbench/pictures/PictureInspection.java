package dev.pathwarden.workbench.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.fxmisc.flowless.VirtualizedScrollPane;

/** Looks for text in a laid-out window that is cut, covered by other text, or too faint. */
public final class PictureInspection {

    private static final double READABLE = 4.5;
    private static final double TOLERANCE = 1.5;

    private final Parent content;
    private final Bounds window;
    private final List<String> faults = new ArrayList<>();
    private final List<Shown> shown = new ArrayList<>();

    /** Text on screen, where it is, and whether it lies in something that scrolls. */
    private record Shown(Labeled node, String text, Bounds bounds, Bounds clip, boolean scrolled) {
    }

    public PictureInspection(Parent content, double width, double height) {
        this.content = content;
        this.window = new BoundingBox(0, 0, width, height);
    }

    public List<String> faults() {
        collect(content, window, false);
        for (Shown each : shown) {
            cut(each);
            faint(each);
        }
        overlapping();
        return faults;
    }

    private void collect(Node node, Bounds clip, boolean scrolled) {
        if (!node.isVisible() || node.getOpacity() == 0) {
            return;
        }
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        boolean scrolls = scrolled || node instanceof ScrollPane || node instanceof VirtualFlow<?> || node instanceof VirtualizedScrollPane<?>;
        if (node instanceof Labeled labeled && labeled.getText() != null && !labeled.getText().isBlank() && bounds.intersects(clip)) {
            shown.add(new Shown(labeled, labeled.getText(), bounds, clip, scrolls));
        }
        Bounds inner = node.getClip() != null ? intersection(clip, node.localToScene(node.getClip().getBoundsInParent()))
                : node instanceof ScrollPane || node instanceof VirtualFlow<?> ? intersection(clip, bounds) : clip;
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, inner, scrolls));
        }
    }

    private static Bounds intersection(Bounds one, Bounds other) {
        double x = Math.max(one.getMinX(), other.getMinX());
        double y = Math.max(one.getMinY(), other.getMinY());
        return new BoundingBox(x, y, Math.max(0, Math.min(one.getMaxX(), other.getMaxX()) - x), Math.max(0, Math.min(one.getMaxY(), other.getMaxY()) - y));
    }

    private void cut(Shown each) {
        displayed(each.node()).filter(text -> !text.getText().equals(each.text())).ifPresent(text -> faults.add("cut to '" + text.getText() + "': " + each.text()));
        if (!each.scrolled() && !(each.node() instanceof IndexedCell<?>)) {
            Bounds bounds = each.bounds();
            if (bounds.getMinX() < each.clip().getMinX() - TOLERANCE || bounds.getMinY() < each.clip().getMinY() - TOLERANCE
                    || bounds.getMaxX() > each.clip().getMaxX() + TOLERANCE || bounds.getMaxY() > each.clip().getMaxY() + TOLERANCE) {
                faults.add("cut at an edge: " + each.text());
            }
        }
        double needed = each.node().isWrapText() ? each.node().prefHeight(each.node().getWidth()) : each.node().prefHeight(-1);
        if (each.node().getHeight() + TOLERANCE < Math.min(needed, each.node().getMaxHeight() > 0 ? each.node().getMaxHeight() : needed) && !(each.node() instanceof IndexedCell<?>)) {
            faults.add("less high than its text: " + each.text());
        }
    }

    private static Optional<Text> displayed(Labeled labeled) {
        return labeled.getChildrenUnmodifiable().stream().filter(Text.class::isInstance).map(Text.class::cast).findFirst();
    }

    private void overlapping() {
        for (int i = 0; i < shown.size(); i++) {
            for (int j = i + 1; j < shown.size(); j++) {
                Shown one = shown.get(i);
                Shown other = shown.get(j);
                if (one.node().getParent() == other.node().getParent() && !(one.node() instanceof IndexedCell<?>)) {
                    Bounds both = intersection(one.bounds(), other.bounds());
                    if (both.getWidth() > TOLERANCE && both.getHeight() > TOLERANCE) {
                        faults.add("'" + one.text() + "' overlaps '" + other.text() + "'");
                    }
                }
            }
        }
    }

    private void faint(Shown each) {
        if (each.node().isDisabled() || !(each.node().getTextFill() instanceof Color ink)) {
            return;
        }
        Color ground = ground(each.node());
        double contrast = contrast(over(ink, ground), ground);
        if (contrast < READABLE) {
            faults.add(String.format(Locale.ROOT, "contrast %.1f of %s on %s: %s", contrast, ink, ground, each.text()));
        }
    }

    /** The colour behind a node: the backgrounds of its ancestors and its own, laid over each other. */
    private static Color ground(Node node) {
        Color below = node.getParent() == null ? Color.WHITE : ground(node.getParent());
        if (node instanceof Region region && region.getBackground() != null) {
            for (BackgroundFill fill : region.getBackground().getFills()) {
                if (fill.getFill() instanceof Color color) {
                    below = over(color, below);
                }
            }
        }
        return below;
    }

    private static Color over(Color top, Color below) {
        return below.interpolate(Color.color(top.getRed(), top.getGreen(), top.getBlue()), top.getOpacity());
    }

    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
