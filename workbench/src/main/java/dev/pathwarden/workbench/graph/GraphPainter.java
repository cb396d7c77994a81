package dev.pathwarden.workbench.graph;

import dev.pathwarden.workbench.aftermath.AftermathGlyph;
import dev.pathwarden.workbench.canvas.GlyphPainter;
import dev.pathwarden.workbench.canvas.Pen;
import dev.pathwarden.workbench.canvas.TextFit;
import dev.pathwarden.workbench.casefile.MarkGlyph;
import dev.pathwarden.workbench.casefile.RunMarks;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.cell.Tone;
import dev.pathwarden.workbench.path.Mark;
import java.util.List;
import java.util.function.IntPredicate;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws boxes, edges and tags. Solid edges say nesting and cause, dashed ones say that a value flowed. For the JavaFX thread. */
final class GraphPainter {

    private static final double ROUND = 6;
    private static final double MARK = BoxText.MARK;
    /** Side of the sign of the case at the corner of a box. */
    private static final double CASE = 14;
    private static final double ARROW = 7;
    /** Width of the lines of the way from the root cause. */
    private static final double WAY = 3;
    private static final double RECEDED = 0.22;
    /** Below this scale texts would only be noise. */
    private static final double TEXT_FROM = 0.4;

    private final BoxText texts = new BoxText();

    /**
     * What to draw.
     *
     * @param drawing boxes and where they lie
     * @param viewport which part is in view
     * @param palette the colours
     * @param lit which boxes are lit
     * @param litEdge which edges are lit
     * @param way the way from the root cause; null where none is lit
     * @param words the words that flowed along it; null where none are written
     * @param boxMarks marks of the case by box; empty where there are none
     * @param fates what tried guardrails make of the steps by box; empty where none are tried
     */
    record Scene(PathDrawing drawing, Viewport viewport, Palette palette, IntPredicate lit, IntPredicate litEdge, CausePath way, WordsTag words, List<RunMarks> boxMarks, List<BoxFate> fates) {

        /** Whether none of a box's steps would have happened as recorded. */
        boolean isBehind(int node) {
            return !fates.isEmpty() && fates.get(node).isBehind();
        }

        double strength(boolean lit) {
            return lit ? 1 : RECEDED;
        }
    }

    /** The words along a way, as {@link #paint} writes them; null where there is no way, or none can be written. */
    WordsTag wordsAt(GraphLayout layout, CausePath way) {
        return way == null ? null : WordsTag.of(layout, way, texts.small());
    }

    void paint(Pen graphics, Scene scene, double width, double height) {
        graphics.setFill(scene.palette().background());
        graphics.fillRect(0, 0, width, height);
        graphics.setTextBaseline(VPos.CENTER);
        graphics.save();
        graphics.translate(scene.viewport().offsetX(), scene.viewport().offsetY());
        graphics.scale(scene.viewport().scale(), scene.viewport().scale());
        GraphLayout.Box view = new GraphLayout.Box(scene.viewport().toDrawingX(0), scene.viewport().toDrawingY(0), width / scene.viewport().scale(), height / scene.viewport().scale());
        boolean text = scene.viewport().scale() >= TEXT_FROM;
        for (int group = 0; group < scene.drawing().graph().groups().size(); group++) {
            group(graphics, scene, group, text ? view : null);
        }
        for (int edge = 0; edge < scene.drawing().graph().edges().size(); edge++) {
            edge(graphics, scene, edge);
        }
        if (scene.way() != null) {
            graphics.setGlobalAlpha(1);
            way(graphics, scene);
        }
        for (int node = 0; node < scene.drawing().graph().nodes().size(); node++) {
            if (scene.drawing().layout().boxes().get(node).overlaps(view)) {
                graphics.setGlobalAlpha(scene.strength(scene.lit().test(node)));
                box(graphics, scene, node, !text ? Part.FRAME : view.holds(scene.drawing().layout().boxes().get(node)) ? Part.ALL : Part.FRAME_AND_ICON);
                signs(graphics, scene, node, scene.drawing().layout().boxes().get(node), 1);
            }
        }
        if (text) {
            for (int edge = 0; edge < scene.drawing().graph().edges().size(); edge++) {
                tags(graphics, scene, edge, view);
            }
            graphics.setGlobalAlpha(1);
            if (scene.words() != null && view.holds(scene.words().box())) {
                words(graphics, scene);
            }
        }
        graphics.setGlobalAlpha(1);
        graphics.restore();
    }

    /** Draws the frame of a group; its name only where all of that is in view, which is null where no text is to be drawn. */
    private void group(Pen graphics, Scene scene, int number, GraphLayout.Box view) {
        GraphLayout.Box frame = scene.drawing().layout().frames().get(number);
        graphics.setFill(scene.palette().subtle());
        graphics.fillRoundRect(frame.x(), frame.y(), frame.width(), frame.height(), ROUND, ROUND);
        graphics.setStroke(scene.palette().mutedText());
        graphics.setLineWidth(1);
        graphics.setLineDashes();
        graphics.strokeRoundRect(frame.x(), frame.y(), frame.width(), frame.height(), ROUND, ROUND);
        String name = texts.small().fitMiddle(scene.drawing().graph().groups().get(number).name(), frame.width() - 2 * BoxText.GAP);
        GraphLayout.Box place = new GraphLayout.Box(frame.x() + BoxText.GAP, frame.y() + 2, texts.small().width(name), ElkLayouter.FRAME_NAME);
        if (view != null && view.holds(place)) {
            graphics.setFont(texts.small().font());
            graphics.setTextAlign(TextAlignment.LEFT);
            graphics.setFill(scene.palette().text());
            graphics.fillText(name, place.x(), place.centerY());
        }
    }

    private static void edge(Pen graphics, Scene scene, int number) {
        GraphEdge edge = scene.drawing().graph().edges().get(number);
        GraphLayout.Route route = scene.drawing().layout().routes().get(number);
        boolean flows = edge.kind() == EdgeKind.PROVENANCE;
        Color color = flows ? scene.palette().label().strong() : scene.palette().mutedText();
        graphics.setGlobalAlpha(scene.strength(scene.litEdge().test(number)));
        line(graphics, route, color, edge.kind() == EdgeKind.CAUSAL || flows ? 1.8 : 1.2, dashes(edge.kind()));
    }

    /** Draws the way from the root cause over the edges it takes; a line of its own where there are none. */
    private static void way(Pen graphics, Scene scene) {
        CausePath way = scene.way();
        GraphLayout layout = scene.drawing().layout();
        Color color = scene.palette().accent();
        if (way.edges().isEmpty()) {
            line(graphics, layout.line(way.from(), way.to()), color, WAY, dashes(EdgeKind.PROVENANCE));
        }
        way.edges().stream().forEach(edge -> line(graphics, layout.routes().get(edge), color, WAY, dashes(scene.drawing().graph().edges().get(edge).kind())));
        graphics.setStroke(color);
        graphics.setLineWidth(WAY);
        way.nodes().stream().mapToObj(layout.boxes()::get).forEach(box -> graphics.strokeRoundRect(box.x() - WAY, box.y() - WAY, box.width() + 2 * WAY, box.height() + 2 * WAY, ROUND + WAY, ROUND + WAY));
    }

    private void words(Pen graphics, Scene scene) {
        GraphLayout.Box box = scene.words().box();
        graphics.setFill(scene.palette().accentSoft());
        graphics.fillRoundRect(box.x(), box.y(), box.width(), box.height(), ROUND, ROUND);
        graphics.setStroke(scene.palette().accent());
        graphics.setLineWidth(1);
        graphics.strokeRoundRect(box.x(), box.y(), box.width(), box.height(), ROUND, ROUND);
        graphics.setFont(texts.small().font());
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.setFill(scene.palette().text());
        graphics.fillText(scene.words().text(), box.centerX(), box.centerY());
    }

    private static void line(Pen graphics, GraphLayout.Route route, Color color, double width, double[] dashes) {
        graphics.setStroke(color);
        graphics.setLineWidth(width);
        graphics.setLineDashes(dashes);
        int last = route.xs().length - 1;
        graphics.strokePolyline(route.xs(), route.ys(), last + 1);
        graphics.setLineDashes();
        double angle = Math.atan2(route.ys()[last] - route.ys()[last - 1], route.xs()[last] - route.xs()[last - 1]);
        double[] xs = {route.xs()[last], route.xs()[last] - ARROW * Math.cos(angle - 0.45), route.xs()[last] - ARROW * Math.cos(angle + 0.45)};
        double[] ys = {route.ys()[last], route.ys()[last] - ARROW * Math.sin(angle - 0.45), route.ys()[last] - ARROW * Math.sin(angle + 0.45)};
        graphics.setFill(color);
        graphics.fillPolygon(xs, ys, xs.length);
    }

    static double[] dashes(EdgeKind kind) {
        return switch (kind) {
            case NESTED, CAUSAL -> new double[0];
            case NEXT -> new double[] {1.5, 3.5};
            case PROVENANCE -> new double[] {6, 4};
        };
    }

    /** What is drawn of a box: text only of one that is in view as a whole, because text must not be cut. */
    private enum Part {
        FRAME, FRAME_AND_ICON, ALL
    }

    private void box(Pen graphics, Scene scene, int number, Part part) {
        GraphNode node = scene.drawing().graph().nodes().get(number);
        GraphLayout.Box box = scene.drawing().layout().boxes().get(number);
        Palette palette = scene.palette();
        Tone layer = palette.of(node.operation());
        boolean behind = scene.isBehind(number);
        boolean stopped = node.mark().stops() && !behind;
        Tone frame = stopped ? palette.danger() : layer;
        if (node.folded()) {
            graphics.setFill(palette.background());
            graphics.setStroke(frame.strong());
            graphics.setLineWidth(1);
            graphics.fillRoundRect(box.x() + 4, box.y() + 4, box.width(), box.height(), ROUND, ROUND);
            graphics.strokeRoundRect(box.x() + 4, box.y() + 4, box.width(), box.height(), ROUND, ROUND);
        }
        graphics.setFill(palette.background());
        graphics.fillRoundRect(box.x(), box.y(), box.width(), box.height(), ROUND, ROUND);
        if (behind) {
            AftermathGlyph.behind(graphics, box.x(), box.y(), box.width(), box.height(), palette.border());
            graphics.setLineDashes(5, 4);
        } else {
            graphics.setFill(stopped ? palette.danger().soft() : layer.soft());
            graphics.fillRoundRect(box.x(), box.y(), box.width(), box.height(), ROUND, ROUND);
        }
        graphics.setStroke(behind ? palette.mutedText() : frame.strong());
        graphics.setLineWidth(stopped ? 2.5 : 1.2);
        graphics.strokeRoundRect(box.x(), box.y(), box.width(), box.height(), ROUND, ROUND);
        graphics.setLineDashes();
        if (node.mark() == Mark.BLOCKED && !behind) {
            // A second frame tells a stopped step apart without colour, at any size.
            graphics.setLineWidth(1);
            graphics.strokeRoundRect(box.x() + 3.5, box.y() + 3.5, box.width() - 7, box.height() - 7, ROUND - 2, ROUND - 2);
        }
        if (part == Part.FRAME) {
            GlyphPainter.mark(graphics, node.mark(), box.centerX() - MARK, box.centerY() - MARK, 2 * MARK, palette);
            return;
        }
        GlyphPainter.icon(graphics, Icon.of(node.operation()), box.x() + BoxText.GAP, box.y() + (box.height() - BoxText.ICON) / 2, BoxText.ICON, layer.strong());
        GlyphPainter.mark(graphics, node.mark(), box.x() + box.width() - MARK - BoxText.GAP, box.y() + (box.height() - MARK) / 2, MARK, palette);
        if (part == Part.ALL) {
            double left = box.x() + BoxText.GAP + BoxText.ICON + BoxText.GAP;
            graphics.setTextAlign(TextAlignment.LEFT);
            graphics.setFont(texts.titleFont());
            graphics.setFill(palette.text());
            String title = texts.title(node, box.width());
            graphics.fillText(title, left, box.y() + box.height() * 0.33);
            if (behind) {
                graphics.setStroke(palette.text());
                graphics.setLineWidth(1);
                graphics.strokeLine(left, box.y() + box.height() * 0.33, left + texts.titleWidth(title), box.y() + box.height() * 0.33);
            }
            graphics.setFont(texts.small().font());
            graphics.fillText(texts.detail(node, box.width()), left, box.y() + box.height() * 0.70);
        }
    }

    private void tags(Pen graphics, Scene scene, int number, GraphLayout.Box view) {
        GraphLayout.Route route = scene.drawing().layout().routes().get(number);
        if (route.tagBox() == null || !view.holds(route.tagBox())) {
            return;
        }
        graphics.setGlobalAlpha(scene.strength(scene.litEdge().test(number)));
        TextFit small = texts.small();
        graphics.setFont(small.font());
        graphics.setTextAlign(TextAlignment.CENTER);
        Tone tone = scene.palette().label();
        for (int i = 0; i < route.tags().size(); i++) {
            String text = small.fit(route.tags().get(i), route.tagBox().width() - 6);
            double wide = small.width(text) + 10;
            double x = route.tagBox().centerX() - wide / 2;
            double y = route.tagBox().y() + i * ElkLayouter.TAG_HEIGHT;
            double high = ElkLayouter.TAG_HEIGHT - 1;
            graphics.setFill(scene.palette().background());
            graphics.fillRoundRect(x, y, wide, high, high, high);
            graphics.setFill(tone.soft());
            graphics.fillRoundRect(x, y, wide, high, high, high);
            graphics.setStroke(tone.strong());
            graphics.setLineWidth(0.8);
            graphics.strokeRoundRect(x, y, wide, high, high, high);
            graphics.setFill(tone.strong());
            graphics.fillText(text, route.tagBox().centerX(), y + high / 2);
        }
    }

    /** Frames a box, over what {@link #paint} drew; the sign of the case stays above. */
    static void frame(Pen graphics, Scene scene, int node, Color color, double line) {
        GraphLayout.Box box = scene.drawing().layout().boxes().get(node);
        double gap = line + 1;
        double scale = scene.viewport().scale();
        graphics.setStroke(color);
        graphics.setLineWidth(line);
        graphics.strokeRoundRect(scene.viewport().toViewX(box.x()) - gap, scene.viewport().toViewY(box.y()) - gap,
                box.width() * scale + 2 * gap, box.height() * scale + 2 * gap, ROUND + 4, ROUND + 4);
        signs(graphics, scene, node, new GraphLayout.Box(scene.viewport().toViewX(box.x()), scene.viewport().toViewY(box.y()), box.width() * scale, box.height() * scale), scale);
    }

    /** Draws at the left corners of a box the sign of the case and the stop of tried guardrails. */
    private static void signs(Pen graphics, Scene scene, int node, GraphLayout.Box at, double scale) {
        double size = CASE * scale;
        if (!scene.fates().isEmpty()) {
            AftermathGlyph.stop(graphics, scene.fates().get(node).stop(), at.x() - size / 2, at.y() + at.height() - size / 2, size, scene.palette());
        }
        if (!scene.boxMarks().isEmpty()) {
            MarkGlyph.paint(graphics, scene.boxMarks().get(node), at.x() - size / 2, at.y() - size / 2, size, scene.palette());
        }
    }
}
