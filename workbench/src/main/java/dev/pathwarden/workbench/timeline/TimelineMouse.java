package dev.pathwarden.workbench.timeline;

import dev.pathwarden.workbench.canvas.LayeredCanvas;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** What the mouse does on the timeline's canvas: hover, select, move, zoom, and brush a stretch to zoom into. */
final class TimelineMouse {

    private static final double WHEEL_STEP = 40;
    private static final double ZOOM = 0.85;
    /** A press and release within this distance is a click. */
    private static final double CLICK = 4;

    private enum Drag { NONE, PAN, BRUSH }

    private final TimelineView view;
    private final TimelineViewModel model;
    private final TimelineOverlay overlay;
    private final LayeredCanvas canvas;
    private Drag drag = Drag.NONE;
    private double pressedX;
    private double lastX;
    private double lastY;
    private boolean moved;

    TimelineMouse(TimelineView view, TimelineViewModel model, TimelineOverlay overlay, LayeredCanvas canvas) {
        this.view = view;
        this.model = model;
        this.overlay = overlay;
        this.canvas = canvas;
        canvas.setOnMouseMoved(this::hover);
        canvas.setOnMouseExited(event -> overlay.leave());
        canvas.setOnMousePressed(this::press);
        canvas.setOnMouseDragged(this::drag);
        canvas.setOnMouseReleased(this::release);
        canvas.setOnMouseClicked(this::click);
        canvas.setOnScroll(this::scroll);
        overlay.onChange(canvas::repaintOverlay);
    }

    private void hover(MouseEvent event) {
        int place = view.hit(event.getX(), event.getY());
        canvas.setCursor(event.getY() < LaneGeometry.AXIS && event.getX() > LaneGeometry.GUTTER ? Cursor.H_RESIZE : place >= 0 ? Cursor.HAND : Cursor.DEFAULT);
        overlay.move(place, event.getX(), event.getY(), canvas.getWidth(), canvas.getHeight());
    }

    private void press(MouseEvent event) {
        canvas.requestFocus();
        moved = false;
        pressedX = event.getX();
        lastX = event.getX();
        lastY = event.getY();
        boolean onChart = event.getX() >= LaneGeometry.GUTTER && model.modelProperty().get() != null;
        drag = event.getButton() != MouseButton.PRIMARY || !onChart ? Drag.NONE
                : event.getY() < LaneGeometry.AXIS || event.isShiftDown() ? Drag.BRUSH : Drag.PAN;
    }

    private void drag(MouseEvent event) {
        moved |= Math.abs(event.getX() - pressedX) > CLICK || Math.abs(event.getY() - lastY) > CLICK;
        if (!moved) {
            return;
        }
        if (drag == Drag.BRUSH) {
            overlay.brush(pressedX, Math.clamp(event.getX(), LaneGeometry.GUTTER, canvas.getWidth()));
        } else if (drag == Drag.PAN) {
            overlay.hover(-1);
            model.pan((lastX - event.getX()) / view.chartWidth());
            view.scrollBy(lastY - event.getY());
            lastX = event.getX();
            lastY = event.getY();
        }
    }

    private void release(MouseEvent event) {
        if (drag == Drag.BRUSH && moved) {
            double to = Math.clamp(event.getX(), LaneGeometry.GUTTER, canvas.getWidth());
            if (Math.abs(to - pressedX) > CLICK) {
                TimeWindow window = model.windowProperty().get();
                model.show(window.toPosition(pressedX - LaneGeometry.GUTTER, view.chartWidth()), window.toPosition(to - LaneGeometry.GUTTER, view.chartWidth()));
            }
        }
        overlay.endBrush();
        drag = Drag.NONE;
    }

    private void click(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && !moved) {
            int place = view.hit(event.getX(), event.getY());
            model.select(place);
            if (place >= 0 && event.getClickCount() == 2) {
                model.focus();
            }
        }
    }

    private void scroll(ScrollEvent event) {
        TimeWindow window = model.windowProperty().get();
        if (window == null) {
            return;
        }
        if (event.getDeltaX() != 0) {
            model.pan(-event.getDeltaX() / view.chartWidth());
        }
        if (event.getDeltaY() != 0) {
            double at = window.toPosition(Math.max(0, event.getX() - LaneGeometry.GUTTER), view.chartWidth());
            model.zoom(Math.pow(ZOOM, event.getDeltaY() / WHEEL_STEP), at);
        }
        overlay.hover(-1);
        event.consume();
    }
}
