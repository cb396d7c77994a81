package dev.pathwarden.workbench.aftermath;

import dev.pathwarden.policies.rehearsal.Change;
import dev.pathwarden.workbench.canvas.GlyphPainter;
import dev.pathwarden.workbench.canvas.Pen;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.cell.Tone;
import javafx.scene.paint.Color;

/** Draws what tried guardrails make of a step: a sign for a stop, newly, no longer or as before, each of its own shape; slanted lines for what would not have happened. */
public final class AftermathGlyph {

    private static final double AROUND = 2;
    private static final double SLANT = 7;

    private AftermathGlyph() {
    }

    /** Draws the sign of a stop with its upper left corner at (x, y), on a disc that keeps it apart from what is below. Draws nothing for null. */
    public static void stop(Pen graphics, Change stop, double x, double y, double size, Palette palette) {
        if (stop == null) {
            return;
        }
        Tone tone = tone(stop, palette);
        boolean newly = stop == Change.NEWLY_STOPPED;
        graphics.setFill(newly ? tone.strong() : palette.background());
        graphics.fillOval(x - AROUND, y - AROUND, size + 2 * AROUND, size + 2 * AROUND);
        graphics.setStroke(tone.strong());
        graphics.setLineWidth(1.2);
        graphics.setLineDashes();
        graphics.strokeOval(x - AROUND, y - AROUND, size + 2 * AROUND, size + 2 * AROUND);
        double inset = size * 0.1;
        GlyphPainter.icon(graphics, stop == Change.NO_LONGER_STOPPED ? Icon.RUN : Icon.STOP, x + inset, y + inset, size - 2 * inset, newly ? palette.background() : tone.strong());
    }

    /** The colours of a stop. */
    public static Tone tone(Change stop, Palette palette) {
        return switch (stop) {
            case NEWLY_STOPPED -> palette.danger();
            case NO_LONGER_STOPPED -> palette.fine();
            case SAME, OTHER_ACTION -> palette.neutral();
        };
    }

    /** Slanted lines over an area, the other way round than those of a step that was stopped. */
    public static void behind(Pen graphics, double left, double top, double width, double height, Color color) {
        graphics.setStroke(color);
        graphics.setLineWidth(1);
        graphics.setLineDashes();
        for (double from = left - height; from < left + width; from += SLANT) {
            // Cut at both ends, so that no line leaves the area.
            double begin = Math.max(from, left);
            double end = Math.min(from + height, left + width);
            if (end - begin > 1) {
                graphics.strokeLine(begin, top + begin - from, end, top + end - from);
            }
        }
    }
}
