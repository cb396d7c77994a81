package dev.pathwarden.workbench.graph;

import dev.pathwarden.workbench.canvas.Pen;
import dev.pathwarden.workbench.cell.Palette;
import java.util.stream.Stream;

/**
 * The whole drawing, small, in a corner of a view that shows only a part of it.
 *
 * <p>It never lies on a box or a tag: where these leave no corner free, there is no map.
 *
 * @param scale size of the map by size of the drawing
 * @param x left border of the map in the view
 * @param y upper border of the map in the view
 */
record Minimap(double scale, double x, double y) {

    private static final double WIDEST = 170;
    private static final double HIGHEST = 120;
    private static final double LARGEST_PART = 0.2;
    private static final double MARGIN = 10;
    private static final double PADDING = 4;
    /** Between the map and the nearest box, whose frame and shadow need some room. */
    private static final double CLEAR = 6;
    private static final double SMALLEST_VIEW = 240;

    /** The map of a drawing in a view of that size; null where all of the drawing is in view, or the view has no free corner for a map. */
    static Minimap of(GraphLayout layout, Viewport viewport, double width, double height) {
        boolean all = viewport.toViewX(0) >= -1 && viewport.toViewY(0) >= -1
                && viewport.toViewX(layout.width()) <= width + 1 && viewport.toViewY(layout.height()) <= height + 1;
        if (all || width < SMALLEST_VIEW || height < SMALLEST_VIEW || layout.boxes().isEmpty()) {
            return null;
        }
        double scale = Math.min(Math.min(WIDEST, width * LARGEST_PART) / layout.width(), Math.min(HIGHEST, height * LARGEST_PART) / layout.height());
        double right = width - MARGIN - layout.width() * scale;
        double bottom = height - MARGIN - layout.height() * scale;
        return Stream.of(new Minimap(scale, right, bottom), new Minimap(scale, right, MARGIN), new Minimap(scale, MARGIN, bottom), new Minimap(scale, MARGIN, MARGIN))
                .filter(map -> map.free(layout, viewport)).findFirst().orElse(null);
    }

    private boolean free(GraphLayout layout, Viewport viewport) {
        GraphLayout.Box covered = covered(layout, viewport);
        return layout.boxes().stream().noneMatch(covered::overlaps)
                && layout.routes().stream().noneMatch(route -> route.tagBox() != null && covered.overlaps(route.tagBox()));
    }

    /** What of the drawing the map lies on. */
    GraphLayout.Box covered(GraphLayout layout, Viewport viewport) {
        double space = PADDING + CLEAR;
        return new GraphLayout.Box(viewport.toDrawingX(x - space), viewport.toDrawingY(y - space),
                (layout.width() * scale + 2 * space) / viewport.scale(), (layout.height() * scale + 2 * space) / viewport.scale());
    }

    /** Whether a point of the view lies on the map. */
    boolean contains(GraphLayout layout, double viewX, double viewY) {
        return viewX >= x - PADDING && viewX <= x + layout.width() * scale + PADDING && viewY >= y - PADDING && viewY <= y + layout.height() * scale + PADDING;
    }

    /** The viewport that shows what lies under a point of the map. */
    Viewport show(Viewport viewport, GraphLayout layout, double viewX, double viewY, double width, double height) {
        return viewport.center((viewX - x) / scale, (viewY - y) / scale, layout, width, height);
    }

    void paint(Pen graphics, GraphPainter.Scene scene, double width, double height) {
        GraphLayout layout = scene.drawing().layout();
        Palette palette = scene.palette();
        graphics.setFill(palette.background());
        graphics.fillRect(x - PADDING, y - PADDING, layout.width() * scale + 2 * PADDING, layout.height() * scale + 2 * PADDING);
        graphics.setStroke(palette.border());
        graphics.setLineWidth(1);
        graphics.strokeRect(x - PADDING, y - PADDING, layout.width() * scale + 2 * PADDING, layout.height() * scale + 2 * PADDING);
        for (int node = 0; node < layout.boxes().size(); node++) {
            GraphNode each = scene.drawing().graph().nodes().get(node);
            GraphLayout.Box box = layout.boxes().get(node);
            graphics.setFill((each.mark().stops() ? palette.danger() : palette.of(each.operation())).strong());
            graphics.fillRect(x + box.x() * scale, y + box.y() * scale, Math.max(1.5, box.width() * scale), Math.max(1.5, box.height() * scale));
        }
        double left = Math.clamp(scene.viewport().toDrawingX(0), 0, layout.width());
        double top = Math.clamp(scene.viewport().toDrawingY(0), 0, layout.height());
        double right = Math.clamp(scene.viewport().toDrawingX(width), 0, layout.width());
        double bottom = Math.clamp(scene.viewport().toDrawingY(height), 0, layout.height());
        graphics.setStroke(palette.accent());
        graphics.setLineWidth(1.5);
        graphics.strokeRect(x + left * scale, y + top * scale, (right - left) * scale, (bottom - top) * scale);
    }
}
