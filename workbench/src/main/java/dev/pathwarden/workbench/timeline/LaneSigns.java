package dev.pathwarden.workbench.timeline;

import dev.pathwarden.policies.rehearsal.Change;
import dev.pathwarden.workbench.aftermath.AftermathGlyph;
import dev.pathwarden.workbench.canvas.Pen;
import dev.pathwarden.workbench.casefile.MarkGlyph;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.timeline.TimelinePainter.Scene;
import java.util.BitSet;
import java.util.function.IntConsumer;

/** Draws over bars what is said of their steps: marks of the case at the upper left corner, stops of tried guardrails at the lower left one, and what would not have happened as hollow, hatched bars. */
final class LaneSigns {

    /** Side of a sign, and how far two are apart at least. */
    private static final double SIGN = 11;
    private static final double GAP = 5;
    /** Stretches of a crowded row that are hatched as one. */
    private static final int STRETCH = 6;

    private LaneSigns() {
    }

    /** Draws the signs of a row. */
    static void paint(Pen graphics, Scene scene, int lane, int row, double chart) {
        double y = LaneGeometry.AXIS + scene.geometry().rowTop(lane, row) - scene.scroll();
        if (scene.rehearsed() != null) {
            RehearsedLanes.Row steps = scene.rehearsed().rows().get(lane).get(row);
            inStretches(scene, new int[][] {steps.stops()}, chart, SIGN + GAP, place -> rehearsed(graphics, scene, place, left(scene, place, chart), y));
        }
        if (scene.marked() != null) {
            MarkedLanes.Row steps = scene.marked().rows().get(lane).get(row);
            inStretches(scene, new int[][] {steps.findings(), steps.others()}, chart, SIGN + GAP, place -> caseMark(graphics, scene, place, left(scene, place, chart), y));
        }
    }

    /** Draws the sign of the case at the upper left corner of a bar. */
    static void caseMark(Pen graphics, Scene scene, int place, double left, double top) {
        MarkGlyph.paint(graphics, scene.marked().marks().at(place), left - SIGN / 2, top - SIGN / 2, SIGN, scene.palette());
    }

    /** Draws the stop of tried guardrails at the lower left corner of a bar. */
    static void rehearsed(Pen graphics, Scene scene, int place, double left, double top) {
        Change stop = scene.rehearsed().steps().stop(place);
        AftermathGlyph.stop(graphics, stop, left - SIGN / 2, top + scene.geometry().row() - SIGN / 2, SIGN, scene.palette());
    }

    /** Hatches what of a crowded row would not have happened. */
    static void stretchesBehind(Pen graphics, Scene scene, int lane, int row, double chart) {
        if (scene.rehearsed() == null) {
            return;
        }
        double y = LaneGeometry.AXIS + scene.geometry().rowTop(lane, row) - scene.scroll();
        inStretches(scene, new int[][] {scene.rehearsed().rows().get(lane).get(row).behind()}, chart, STRETCH, place -> {
            double left = LaneGeometry.GUTTER + Math.floor((left(scene, place, chart) - LaneGeometry.GUTTER) / STRETCH) * STRETCH;
            AftermathGlyph.behind(graphics, left, y, STRETCH, scene.geometry().row(), scene.palette().background());
        });
    }

    /** Draws the bar of a step that would not have happened: hollow, hatched, with a broken frame. */
    static void barBehind(Pen graphics, double left, double top, double width, double height, Palette palette) {
        graphics.setFill(palette.background());
        graphics.fillRect(left, top, width, height);
        AftermathGlyph.behind(graphics, left, top, width, height, palette.border());
        graphics.setStroke(palette.mutedText());
        graphics.setLineWidth(1);
        graphics.setLineDashes(4, 3);
        graphics.strokeRect(left + 0.5, top + 0.5, Math.max(0, width - 1), height - 1);
        graphics.setLineDashes();
    }

    /** Strikes through the name of a step that would not have happened. */
    static void strike(Pen graphics, double left, double middle, double width, Palette palette) {
        graphics.setStroke(palette.text());
        graphics.setLineWidth(1);
        graphics.setLineDashes();
        graphics.strokeLine(left, middle + 0.5, left + width, middle + 0.5);
    }

    private static double left(Scene scene, int place, double chart) {
        return LaneGeometry.GUTTER + scene.window().toPixel(scene.model().from(place), chart);
    }

    /** Of each stretch of that many pixels the first step that begins there, those of the first array before all others. Looks a step up for each stretch, so that it takes no longer for many. */
    private static void inStretches(Scene scene, int[][] steps, double chart, double wide, IntConsumer draw) {
        BitSet taken = new BitSet();
        for (int[] some : steps) {
            double position = Math.max(scene.window().from(), 0);
            for (int next = scene.model().firstStartingAt(some, position); next < some.length && scene.model().from(some[next]) <= scene.window().to(); next = scene.model().firstStartingAt(some, position)) {
                int stretch = (int) (scene.window().toPixel(scene.model().from(some[next]), chart) / wide);
                if (!taken.get(stretch)) {
                    taken.set(stretch);
                    draw.accept(some[next]);
                }
                position = Math.max(Math.nextUp((double) scene.model().from(some[next])), scene.window().toPosition((stretch + 1) * wide, chart));
            }
        }
    }
}
