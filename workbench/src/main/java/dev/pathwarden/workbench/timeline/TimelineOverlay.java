package dev.pathwarden.workbench.timeline;

import dev.pathwarden.workbench.canvas.Pen;
import dev.pathwarden.workbench.cell.Palette;

/** What lies over the lanes: the frame of the selected step, of the step under the mouse, the line at the mouse, the brushed stretch. */
final class TimelineOverlay {

    private static final double FRAME = 2;
    private static final double BRUSH_OPACITY = 0.2;

    private final TimelineViewModel model;
    private final StepCard card;
    private Runnable change = () -> { };
    private int hovered = -1;
    private double mouseX = Double.NaN;
    private double brushFrom = Double.NaN;
    private double brushTo = Double.NaN;

    TimelineOverlay(TimelineViewModel model, StepCard card) {
        this.model = model;
        this.card = card;
    }

    void onChange(Runnable action) {
        change = action;
    }

    /** The mouse is over that step, or over none. */
    void hover(int place) {
        hovered = place;
        if (place < 0) {
            card.hide();
        }
        change.run();
    }

    void move(int place, double x, double y, double width, double height) {
        mouseX = x;
        hover(place);
        if (place >= 0) {
            card.show(model.details(place), x, y, width, height);
        }
    }

    void leave() {
        mouseX = Double.NaN;
        hover(-1);
    }

    void brush(double from, double to) {
        brushFrom = from;
        brushTo = to;
        mouseX = to;
        hover(-1);
    }

    void endBrush() {
        brushFrom = Double.NaN;
        change.run();
    }

    void paint(Pen graphics, TimelinePainter.Scene scene, double width, double height) {
        Palette palette = scene.palette();
        if (mouseX > LaneGeometry.GUTTER) {
            graphics.setStroke(palette.mutedText());
            graphics.setLineWidth(1);
            graphics.setLineDashes(2, 3);
            graphics.strokeLine(Math.floor(mouseX) + 0.5, LaneGeometry.AXIS, Math.floor(mouseX) + 0.5, height);
            graphics.setLineDashes();
        }
        if (!Double.isNaN(brushFrom)) {
            double left = Math.min(brushFrom, brushTo);
            graphics.setGlobalAlpha(BRUSH_OPACITY);
            graphics.setFill(palette.accent());
            graphics.fillRect(left, 0, Math.abs(brushTo - brushFrom), height);
            graphics.setGlobalAlpha(1);
            graphics.setStroke(palette.accent());
            graphics.strokeRect(left + 0.5, 0.5, Math.abs(brushTo - brushFrom), height - 1);
        }
        if (hovered >= 0 && hovered < scene.model().path().size() && hovered != model.selected()) {
            frame(graphics, scene, hovered, width, palette.mutedText());
        }
        if (model.selected() >= 0) {
            frame(graphics, scene, model.selected(), width, palette.accent());
        }
    }

    private static void frame(Pen graphics, TimelinePainter.Scene scene, int place, double width, javafx.scene.paint.Color color) {
        int[] at = scene.geometry().find(scene.model(), place);
        double chart = width - LaneGeometry.GUTTER;
        if (at == null) {
            return;
        }
        double left = Math.max(LaneGeometry.GUTTER, LaneGeometry.GUTTER + scene.window().toPixel(scene.model().from(place), chart));
        double right = Math.min(width, Math.max(left + LaneGeometry.NARROWEST_BAR, LaneGeometry.GUTTER + scene.window().toPixel(scene.model().shownTo(place), chart)));
        double top = LaneGeometry.AXIS + scene.geometry().rowTop(at[0], at[1]) - scene.scroll();
        if (right < LaneGeometry.GUTTER + 1 || left > width || top + scene.geometry().row() < LaneGeometry.AXIS) {
            return;
        }
        graphics.setStroke(color);
        graphics.setLineWidth(FRAME);
        graphics.strokeRect(left - FRAME, top - FRAME, right - left + 2 * FRAME, scene.geometry().row() + 2 * FRAME);
        double begin = LaneGeometry.GUTTER + scene.window().toPixel(scene.model().from(place), chart);
        if (scene.rehearsed() != null && begin >= LaneGeometry.GUTTER) {
            LaneSigns.rehearsed(graphics, scene, place, begin, top);
        }
        if (scene.marked() != null && begin >= LaneGeometry.GUTTER) {
            LaneSigns.caseMark(graphics, scene, place, begin, top);
        }
    }
}
