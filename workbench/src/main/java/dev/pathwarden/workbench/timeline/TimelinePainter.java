package dev.pathwarden.workbench.timeline;

import dev.pathwarden.model.step.Layer;
import dev.pathwarden.workbench.canvas.GlyphPainter;
import dev.pathwarden.workbench.canvas.Pen;
import dev.pathwarden.workbench.canvas.TextFit;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.cell.Tone;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.path.Mark;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/**
 * Draws lanes, bars, marks and the axis. Stateless but for measured text; for the JavaFX thread.
 *
 * <p>At most a few thousand rectangles and a few hundred texts are drawn, whatever the number of steps: where more steps than pixels are in
 * view, a row is drawn from its pyramid.
 */
final class TimelinePainter {

    private static final Texts TEXTS = Texts.of(TimelinePainter.class);
    private static final double LABEL_FROM = 40;
    private static final double LONGEST_BEHIND = 190;
    private static final double LEAST_TEXT = 10;
    private static final int MOST_LABELS = 300;
    private static final int MOST_MARKS = 300;
    private static final double MARK = 13;
    private static final double TICK_DISTANCE = 96;
    /** Width of the hatched end of a blocked step's bar. */
    private static final double HATCH = 48;
    /** Height of the strip of marks over a row's density. */
    private static final double STRIP = 6;
    private static final int LONGEST_NAME = 200;
    /** Texts stay that far from the right border. */
    private static final double EDGE = 10;
    /** How much is left of the colour of what the filter does not leave. */
    private static final double RECEDED = 0.22;
    private static final double SMALL = 11;
    private static final double NORMAL = 12;

    private final TextFit small = new TextFit(Font.font(SMALL));
    private final TextFit name = new TextFit(Font.font(Font.getDefault().getFamily(), FontWeight.BOLD, NORMAL));

    /** What to draw: the run, the stretch, where lanes lie, how far the lanes are scrolled, the colours, how time is written, and which steps the filter leaves, which have marks of the case and what tried guardrails make of them, each null where there is nothing. */
    record Scene(TimelineModel model, TimeWindow window, LaneGeometry geometry, double scroll, Palette palette, AxisTime time, MatchedLanes matched, MarkedLanes marked, RehearsedLanes rehearsed) {

        /** Whether the step would not have happened as recorded. */
        boolean isBehind(int place) {
            return rehearsed != null && rehearsed.steps().isBehind(place);
        }

        boolean leaves(int place) {
            return matched == null || matched.has(place);
        }
    }

    /** Counts what was drawn in one frame against what may be. */
    private static final class Budget {
        private int labels = MOST_LABELS;
        private int marks = MOST_MARKS;
    }

    void paint(Pen graphics, Scene scene, double width, double height) {
        double chart = width - LaneGeometry.GUTTER;
        graphics.setTextBaseline(VPos.CENTER);
        graphics.setFill(scene.palette().background());
        graphics.fillRect(0, 0, width, height);
        List<TimeAxis.Tick> ticks = TimeAxis.ticks(scene.window(), (int) Math.max(1, chart / TICK_DISTANCE), scene.model().clock(), scene.time(), scene.model().origin());
        stripes(graphics, scene, width);
        graphics.setStroke(scene.palette().border());
        graphics.setLineWidth(1);
        for (TimeAxis.Tick tick : ticks) {
            double x = crisp(LaneGeometry.GUTTER + scene.window().toPixel(tick.position(), chart));
            graphics.strokeLine(x, LaneGeometry.AXIS, x, height);
        }
        Budget budget = new Budget();
        for (int lane = 0; lane < scene.geometry().lanes().size(); lane++) {
            double top = LaneGeometry.AXIS + scene.geometry().tops()[lane] - scene.scroll();
            double bottom = LaneGeometry.AXIS + scene.geometry().tops()[lane + 1] - scene.scroll();
            if (bottom > LaneGeometry.AXIS && top < height) {
                for (int row = 0; row < scene.geometry().lanes().get(lane).rows().size(); row++) {
                    row(graphics, scene, lane, row, chart, budget);
                }
                for (int row = 0; row < scene.geometry().lanes().get(lane).rows().size(); row++) {
                    LaneSigns.paint(graphics, scene, lane, row, chart);
                }
            }
        }
        gutter(graphics, scene, height);
        axis(graphics, scene, ticks, width, chart);
    }

    private void stripes(Pen graphics, Scene scene, double width) {
        graphics.setFill(scene.palette().subtle());
        for (int lane = 0; lane < scene.geometry().lanes().size(); lane += 2) {
            double top = LaneGeometry.AXIS + scene.geometry().tops()[lane] - scene.scroll();
            graphics.fillRect(0, top, width, scene.geometry().tops()[lane + 1] - scene.geometry().tops()[lane]);
        }
    }

    private void row(Pen graphics, Scene scene, int lane, int row, double chart, Budget budget) {
        int[] steps = scene.geometry().lanes().get(lane).rows().get(row);
        TimelineModel model = scene.model();
        int first = model.firstEndingAfter(steps, scene.window().from());
        // A short bar is drawn wider than it is, so it may reach into view although it ends before.
        while (first > 0 && scene.window().toPixel(model.from(steps[first - 1]), chart) + LaneGeometry.NARROWEST_BAR > 0) {
            first--;
        }
        int behind = model.firstStartingAt(steps, scene.window().to());
        double y = LaneGeometry.AXIS + scene.geometry().rowTop(lane, row) - scene.scroll();
        DensityPyramid pyramid = model.pyramid(lane, row);
        if (pyramid != null && behind - first > chart) {
            Layer layer = model.step(steps[first]).operation().layer();
            if (scene.matched() == null) {
                density(graphics, scene, pyramid, layer, y, chart);
            } else {
                graphics.setGlobalAlpha(RECEDED);
                density(graphics, scene, pyramid, layer, y, chart);
                graphics.setGlobalAlpha(1);
                density(graphics, scene, scene.matched().pyramids().get(lane).get(row), layer, y, chart);
            }
            LaneSigns.stretchesBehind(graphics, scene, lane, row, chart);
        } else {
            bars(graphics, scene, steps, first, behind, y, chart, budget);
        }
    }

    private void density(Pen graphics, Scene scene, DensityPyramid pyramid, Layer layer, double y, double chart) {
        int level = pyramid.levelFor(scene.window().length() / chart);
        double length = pyramid.length(level);
        int first = (int) Math.max(0, Math.floor(scene.window().from() / length));
        int last = (int) Math.min(pyramid.size(level) - 1L, Math.ceil(scene.window().to() / length));
        int most = 1;
        for (int bucket = first; bucket <= last; bucket++) {
            most = Math.max(most, pyramid.count(level, bucket));
        }
        Tone tone = scene.palette().of(layer);
        double row = scene.geometry().row();
        for (int bucket = first; bucket <= last; bucket++) {
            if (pyramid.covered(level, bucket)) {
                // On whole pixels: stretches that share one would be drawn half transparent, and a pattern would appear that is not in the data.
                double x = Math.floor(LaneGeometry.GUTTER + scene.window().toPixel(bucket * length, chart));
                double wide = Math.max(1, Math.floor(LaneGeometry.GUTTER + scene.window().toPixel((bucket + 1) * length, chart)) - x);
                graphics.setFill(tone.soft());
                graphics.fillRect(x, y, wide, row);
                graphics.setFill(tone.strong());
                double high = pyramid.count(level, bucket) == 0 ? 0 : Math.max(2, Math.sqrt((double) pyramid.count(level, bucket) / most) * (row - STRIP));
                graphics.fillRect(x, y + row - high, wide, high);
            }
        }
        strip(graphics, scene, pyramid, level, first, last, y, chart);
    }

    /** Marks what was stopped or failed in a strip over the density, and the first of each stretch with its sign. */
    private static void strip(Pen graphics, Scene scene, DensityPyramid pyramid, int level, int first, int last, double y, double chart) {
        double free = Double.NEGATIVE_INFINITY;
        for (int pass = 0; pass < 2; pass++) {
            for (int bucket = first; bucket <= last; bucket++) {
                Mark mark = pyramid.mark(level, bucket);
                double x = LaneGeometry.GUTTER + scene.window().toPixel(bucket * pyramid.length(level), chart);
                if (pass == 0 && (mark.stops() || mark == Mark.ERROR)) {
                    graphics.setFill(GlyphPainter.tone(mark, scene.palette()).strong());
                    graphics.fillRect(x, y, Math.max(2, pyramid.length(level) / scene.window().length() * chart), STRIP);
                } else if (pass == 1 && mark.stops() && x > free) {
                    GlyphPainter.mark(graphics, mark, x - MARK / 2, y - 2, MARK, scene.palette());
                    free = x + 4 * MARK;
                }
            }
        }
    }

    private void bars(Pen graphics, Scene scene, int[] steps, int first, int behind, double y, double chart, Budget budget) {
        if (scene.matched() != null) {
            graphics.setGlobalAlpha(RECEDED);
            bars(graphics, scene, steps, first, behind, y, chart, false);
            graphics.setGlobalAlpha(1);
        }
        bars(graphics, scene, steps, first, behind, y, chart, true);
        double free = Double.NEGATIVE_INFINITY;
        for (int i = first; i < behind; i++) {
            if (scene.leaves(steps[i])) {
                double next = i + 1 < steps.length ? LaneGeometry.GUTTER + scene.window().toPixel(scene.model().from(steps[i + 1]), chart) : Double.MAX_VALUE;
                free = caption(graphics, scene, steps[i], y, chart, free, Math.min(next, LaneGeometry.GUTTER + chart), budget);
            }
        }
    }

    private static void bars(Pen graphics, Scene scene, int[] steps, int first, int behind, double y, double chart, boolean left) {
        double drawnTo = Double.NEGATIVE_INFINITY;
        for (int i = first; i < behind; i++) {
            if (scene.leaves(steps[i]) != left) {
                continue;
            }
            double x = LaneGeometry.GUTTER + scene.window().toPixel(scene.model().from(steps[i]), chart);
            double end = LaneGeometry.GUTTER + scene.window().toPixel(scene.model().shownTo(steps[i]), chart);
            double from = Math.max(x, LaneGeometry.GUTTER - 10);
            double to = Math.min(Math.max(end, x + LaneGeometry.NARROWEST_BAR), LaneGeometry.GUTTER + chart + 10);
            if (to - drawnTo >= 1 || scene.model().mark(steps[i]).stops()) {
                bar(graphics, scene, steps[i], from, to, y);
                drawnTo = to;
            }
        }
    }

    /**
     * Draws a step's mark and label: in its bar, or behind a bar that is too narrow.
     *
     * @param free from where on nothing is drawn yet
     * @param until where the next bar begins
     * @return from where on nothing is drawn now
     */
    private double caption(Pen graphics, Scene scene, int place, double y, double chart, double free, double until, Budget budget) {
        double x = LaneGeometry.GUTTER + scene.window().toPixel(scene.model().from(place), chart);
        double end = Math.max(x + LaneGeometry.NARROWEST_BAR, LaneGeometry.GUTTER + scene.window().toPixel(scene.model().shownTo(place), chart));
        double left = Math.max(Math.max(x, LaneGeometry.GUTTER), free);
        double right = Math.min(end, LaneGeometry.GUTTER + chart);
        Mark mark = scene.model().mark(place);
        double used = free;
        if (mark != Mark.NONE && budget.marks > 0) {
            boolean inside = right - left >= MARK + 6;
            double markX = inside ? left + 5 : (Math.max(x, LaneGeometry.GUTTER) + right - MARK) / 2;
            if (inside || markX >= free || mark.stops() && markX > free - MARK / 2) {
                GlyphPainter.mark(graphics, mark, markX, y + (scene.geometry().row() - MARK) / 2, MARK, scene.palette());
                used = markX + MARK + 2;
                budget.marks--;
            }
        }
        double from = Math.max(left, used) + 6;
        double room = right - from - 4;
        double fromBehind = Math.max(used, right) + 4;
        double roomBehind = Math.min(until - fromBehind - 8, LONGEST_BEHIND);
        double clear = mark == Mark.BLOCKED && room > LABEL_FROM + HATCH ? room - HATCH : room;
        String inside = label(scene, place, clear);
        boolean behind = inside.isEmpty() && x >= LaneGeometry.GUTTER;
        String text = behind ? label(scene, place, roomBehind) : inside;
        if (text.isEmpty() || budget.labels == 0) {
            return used;
        }
        budget.labels--;
        graphics.setFont(small.font());
        graphics.setFill(scene.palette().text());
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.fillText(text, behind ? fromBehind : from, y + scene.geometry().row() / 2);
        if (scene.isBehind(place)) {
            LaneSigns.strike(graphics, behind ? fromBehind : from, y + scene.geometry().row() / 2, small.width(text), scene.palette());
        }
        return behind ? fromBehind + small.width(text) : Math.max(used, right);
    }

    private static void bar(Pen graphics, Scene scene, int place, double left, double right, double y) {
        Mark mark = scene.model().mark(place);
        Tone tone = mark.stops() ? scene.palette().danger() : scene.palette().of(scene.model().step(place).operation());
        double wide = right - left;
        if (scene.isBehind(place)) {
            LaneSigns.barBehind(graphics, left, y, wide, scene.geometry().row(), scene.palette());
            return;
        }
        if (wide < 3 * LaneGeometry.NARROWEST_BAR) {
            graphics.setFill(tone.strong());
            graphics.fillRect(left, y, wide, scene.geometry().row());
            return;
        }
        graphics.setFill(tone.soft());
        graphics.fillRect(left, y, wide, scene.geometry().row());
        if (mark == Mark.BLOCKED) {
            hatch(graphics, tone, left, right, y, scene.geometry().row());
        }
        graphics.setFill(tone.strong());
        graphics.fillRect(left, y, 3, scene.geometry().row());
        graphics.setStroke(tone.strong());
        graphics.setLineWidth(mark.stops() ? 2 : 1);
        double inset = mark.stops() ? 1 : 0.5;
        if (mark == Mark.UNFINISHED) {
            graphics.setLineDashes(4, 3);
        }
        graphics.strokeRect(left + inset, y + inset, wide - 2 * inset, scene.geometry().row() - 2 * inset);
        graphics.setLineDashes();
    }

    /** Slanted lines, so that a stopped step is told apart without colour; only at the end of a wide bar, clear of its label. */
    private static void hatch(Pen graphics, Tone tone, double left, double right, double y, double row) {
        graphics.setStroke(tone.strong());
        graphics.setLineWidth(1.5);
        double slant = 8;
        double from = Math.max(left, right - HATCH);
        for (double x = right - slant - 1; x > from; x -= slant) {
            graphics.strokeLine(x, y + row - 1, x + slant, y + 1);
        }
    }

    /** The longest label of a step that fits as a whole; empty where none does, because a stump says nothing. */
    private String label(Scene scene, int place, double room) {
        if (room < LEAST_TEXT) {
            return "";
        }
        return Stream.of(Wording.of(scene.model().step(place)), name(scene, place)).filter(text -> small.width(text) <= room).findFirst().orElse("");
    }

    private static String name(Scene scene, int place) {
        var step = scene.model().step(place);
        return Wording.line(step.step().name().isBlank() ? step.operation().text() : step.step().name(), LONGEST_NAME);
    }

    private void gutter(Pen graphics, Scene scene, double height) {
        graphics.setFill(scene.palette().background());
        graphics.fillRect(0, 0, LaneGeometry.GUTTER, height);
        graphics.setTextAlign(TextAlignment.LEFT);
        for (int lane = 0; lane < scene.geometry().lanes().size(); lane++) {
            double top = LaneGeometry.AXIS + scene.geometry().tops()[lane] - scene.scroll();
            double high = scene.geometry().tops()[lane + 1] - scene.geometry().tops()[lane];
            if (lane % 2 == 0) {
                graphics.setFill(scene.palette().subtle());
                graphics.fillRect(0, top, LaneGeometry.GUTTER, high);
            }
            Lane each = scene.geometry().lanes().get(lane);
            boolean twoLines = each.rows().size() > 1;
            graphics.setFont(name.font());
            graphics.setFill(scene.palette().text());
            String count = TEXTS.get("lane.count", each.steps());
            double middle = top + scene.geometry().row() / 2 + 6;
            double room = LaneGeometry.GUTTER - 20 - (twoLines ? 0 : small.width(count) + 8);
            graphics.fillText(name.fit(Wording.line(each.name(), LONGEST_NAME), room), 10, middle);
            graphics.setFont(small.font());
            graphics.setFill(scene.palette().mutedText());
            if (twoLines) {
                graphics.fillText(TEXTS.get("lane.steps", each.steps()), 10, middle + 17);
            } else {
                graphics.setTextAlign(TextAlignment.RIGHT);
                graphics.fillText(count, LaneGeometry.GUTTER - 10, middle);
                graphics.setTextAlign(TextAlignment.LEFT);
            }
        }
        graphics.setStroke(scene.palette().border());
        graphics.setLineWidth(1);
        graphics.strokeLine(LaneGeometry.GUTTER - 0.5, 0, LaneGeometry.GUTTER - 0.5, height);
    }

    private static String axisName(Scene scene) {
        if (!scene.model().clock()) {
            return TEXTS.get("axis.order");
        }
        return TEXTS.get("axis." + scene.time().shown(), scene.time().step());
    }

    private void axis(Pen graphics, Scene scene, List<TimeAxis.Tick> ticks, double width, double chart) {
        graphics.setFill(scene.palette().background());
        graphics.fillRect(0, 0, width, LaneGeometry.AXIS);
        graphics.setFont(small.font());
        graphics.setFill(scene.palette().mutedText());
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.fillText(axisName(scene), 10, LaneGeometry.AXIS / 2);
        graphics.setStroke(scene.palette().border());
        graphics.setLineWidth(1);
        double free = LaneGeometry.GUTTER;
        for (TimeAxis.Tick tick : ticks) {
            double x = LaneGeometry.GUTTER + scene.window().toPixel(tick.position(), chart);
            double wide = small.width(tick.text());
            double textX = x + 4 + wide <= width - EDGE ? x + 4 : x - 4 - wide;
            graphics.strokeLine(crisp(x), LaneGeometry.AXIS - 7, crisp(x), LaneGeometry.AXIS);
            if (textX >= free) {
                graphics.fillText(tick.text(), textX, LaneGeometry.AXIS / 2);
                free = textX + wide + 8;
            }
        }
        graphics.strokeLine(0, LaneGeometry.AXIS - 0.5, width, LaneGeometry.AXIS - 0.5);
    }

    private static double crisp(double x) {
        return Math.floor(x) + 0.5;
    }
}
