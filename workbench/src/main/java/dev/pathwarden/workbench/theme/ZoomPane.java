package dev.pathwarden.workbench.theme;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;

/**
 * Shows its content larger or smaller. The content is laid out in the room that there is at that size, so that more or less of it fits in, and nothing of it needs to know. Where that would be less than it can do with, it is
 * scrolled, and follows the focus.
 */
public final class ZoomPane extends Region {

    private static final double WHOLE = 100;
    private static final double ALMOST = 0.5;

    private final Region content;
    private final double leastWidth;
    private final double leastHeight;
    private final ObservableValue<Number> percent;
    private final Scale scale = new Scale();
    private final ScrollBar across = bar(Orientation.HORIZONTAL);
    private final ScrollBar down = bar(Orientation.VERTICAL);
    private final Rectangle seen = new Rectangle();

    /**
     * A pane.
     *
     * @param percent how large
     * @param leastWidth what the content can do with, in its own pixels
     * @param leastHeight what the content can do with, in its own pixels
     */
    public ZoomPane(Region content, ObservableValue<Number> percent, double leastWidth, double leastHeight) {
        this.content = content;
        this.percent = percent;
        this.leastWidth = leastWidth;
        this.leastHeight = leastHeight;
        content.getTransforms().add(scale);
        getChildren().setAll(content, across, down);
        setClip(seen);
        percent.subscribe(ignored -> requestLayout());
        sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(focused -> {
            if (focused != null) {
                reveal(focused);
            }
        });
        setOnScroll(event -> {
            scroll(across, -event.getDeltaX());
            scroll(down, -event.getDeltaY());
        });
    }

    private ScrollBar bar(Orientation orientation) {
        ScrollBar bar = new ScrollBar();
        bar.setOrientation(orientation);
        bar.setVisible(false);
        bar.valueProperty().subscribe(ignored -> requestLayout());
        return bar;
    }

    private static void scroll(ScrollBar bar, double by) {
        if (bar.isVisible()) {
            bar.setValue(Math.clamp(bar.getValue() + by, 0, bar.getMax()));
        }
    }

    @Override
    protected void layoutChildren() {
        double factor = percent.getValue().doubleValue() / WHOLE;
        boolean isWide = getWidth() + ALMOST < leastWidth * factor;
        boolean isHigh = getHeight() + ALMOST < leastHeight * factor;
        // At its own size the window is never less than the content can do with; a picture may be.
        boolean scrolls = factor > 1;
        double width = getWidth() - (scrolls && isHigh ? down.prefWidth(-1) : 0);
        double height = getHeight() - (scrolls && isWide ? across.prefHeight(-1) : 0);
        double contentWidth = scrolls ? Math.max(width / factor, leastWidth) : width / factor;
        double contentHeight = scrolls ? Math.max(height / factor, leastHeight) : height / factor;
        scale.setX(factor);
        scale.setY(factor);
        fit(across, contentWidth * factor, width);
        fit(down, contentHeight * factor, height);
        across.resizeRelocate(0, height, width, getHeight() - height);
        down.resizeRelocate(width, 0, getWidth() - width, height);
        seen.setWidth(getWidth());
        seen.setHeight(getHeight());
        content.resizeRelocate(-across.getValue(), -down.getValue(), contentWidth, contentHeight);
    }

    private static void fit(ScrollBar bar, double whole, double shown) {
        double most = Math.max(0, whole - shown);
        bar.setVisible(most > ALMOST);
        bar.setMax(bar.isVisible() ? most : 0);
        bar.setVisibleAmount(bar.isVisible() ? most * shown / whole : 0);
        bar.setUnitIncrement(shown / 10);
        bar.setBlockIncrement(shown);
        bar.setValue(Math.clamp(bar.getValue(), 0, bar.getMax()));
    }

    /** Scrolls so that a node is seen, or its beginning where it is larger than that. */
    public void reveal(Node node) {
        if (!across.isVisible() && !down.isVisible()) {
            return;
        }
        // By where the bars are, and not by where the content is: that follows them with the next layout only.
        Bounds bounds = content.localToParent(content.sceneToLocal(node.localToScene(node.getLayoutBounds())));
        double left = bounds.getMinX() - content.getLayoutX() - across.getValue();
        double top = bounds.getMinY() - content.getLayoutY() - down.getValue();
        follow(across, left, left + bounds.getWidth(), across.getWidth());
        follow(down, top, top + bounds.getHeight(), down.getHeight());
    }

    private static void follow(ScrollBar bar, double from, double to, double shown) {
        if (from < 0 || to - from > shown) {
            scroll(bar, from);
        } else if (to > shown) {
            scroll(bar, to - shown);
        }
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }
}
