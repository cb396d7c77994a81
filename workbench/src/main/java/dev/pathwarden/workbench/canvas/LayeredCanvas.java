package dev.pathwarden.workbench.canvas;

import javafx.animation.AnimationTimer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * A region with two canvases of its size: a picture, which is dear to draw, and an overlay for hover and selection, which is cheap.
 *
 * <p>Both are as fine as the screen where the region is shown larger: painters measure in its pixels and need not know.
 *
 * <p>However often a drawing is asked for, each canvas is drawn once for a pulse, and not at all while nothing was asked for.
 */
public final class LayeredCanvas extends Region {

    /** Draws on an empty area of that size. */
    @FunctionalInterface
    public interface Painter {
        void paint(Pen graphics, double width, double height);
    }

    private static final double PREFERRED = 400;
    /** Larger textures are refused by some graphics cards. */
    private static final double LARGEST = 8_192;

    private final Canvas picture = new Canvas();
    private final Canvas overlay = new Canvas();
    private final Painter picturePainter;
    private final Painter overlayPainter;
    private final Scale back = new Scale();
    private double factor = 1;
    private boolean pictureStale = true;
    private boolean overlayStale = true;
    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            paintStale();
        }
    };

    public LayeredCanvas(Painter picturePainter, Painter overlayPainter) {
        this.picturePainter = picturePainter;
        this.overlayPainter = overlayPainter;
        picture.setMouseTransparent(true);
        overlay.setMouseTransparent(true);
        // A region without a background is hit only where it has children, and these let the mouse through.
        setPickOnBounds(true);
        getChildren().setAll(picture, overlay);
        picture.getTransforms().add(back);
        overlay.getTransforms().add(back);
        localToSceneTransformProperty().subscribe(shown -> {
            if (shown.getMxx() != factor) {
                requestLayout();
            }
        });
        setFocusTraversable(true);
        setMinSize(0, 0);
        setPrefSize(PREFERRED, PREFERRED);
    }

    /** Has both canvases drawn again. */
    public void repaint() {
        pictureStale = true;
        repaintOverlay();
    }

    /** Has the overlay drawn again. */
    public void repaintOverlay() {
        overlayStale = true;
        pulse.start();
    }

    @Override
    protected void layoutChildren() {
        factor = getLocalToSceneTransform().getMxx();
        back.setX(1 / factor);
        back.setY(1 / factor);
        double width = Math.min(LARGEST, Math.max(0, getWidth() * factor));
        double height = Math.min(LARGEST, Math.max(0, getHeight() * factor));
        if (width != picture.getWidth() || height != picture.getHeight()) {
            for (Canvas canvas : new Canvas[] {picture, overlay}) {
                canvas.setWidth(width);
                canvas.setHeight(height);
            }
            pictureStale = true;
            overlayStale = true;
        }
        paintStale();
    }

    private void paintStale() {
        if (pictureStale) {
            pictureStale = false;
            paint(picture, picturePainter);
        }
        if (overlayStale) {
            overlayStale = false;
            paint(overlay, overlayPainter);
        }
        pulse.stop();
    }

    private void paint(Canvas canvas, Painter painter) {
        if (canvas.getWidth() > 0 && canvas.getHeight() > 0) {
            GraphicsContext graphics = canvas.getGraphicsContext2D();
            graphics.setTransform(factor, 0, 0, factor, 0, 0);
            graphics.clearRect(0, 0, canvas.getWidth() / factor, canvas.getHeight() / factor);
            painter.paint(new CanvasPen(graphics), canvas.getWidth() / factor, canvas.getHeight() / factor);
        }
    }
}
