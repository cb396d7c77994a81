package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.workbench.canvas.GlyphPainter;
import dev.pathwarden.workbench.canvas.Pen;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.cell.Tone;

/** Draws the marks of a step on a canvas as one sign, that of the weightiest: finding, star, tag, note. Each has its own shape; a critical finding is light on dark. */
public final class MarkGlyph {

    private static final double AROUND = 2;

    private MarkGlyph() {
    }

    /** Draws with the upper left corner at (x, y), on a disc of the background that keeps it apart from what is below. Draws nothing where there are no marks. */
    public static void paint(Pen graphics, RunMarks marks, double x, double y, double size, Palette palette) {
        if (marks.isEmpty()) {
            return;
        }
        Tone tone = tone(marks, palette);
        boolean critical = marks.worst() == FindingSeverity.CRITICAL;
        graphics.setFill(critical ? tone.strong() : palette.background());
        graphics.fillOval(x - AROUND, y - AROUND, size + 2 * AROUND, size + 2 * AROUND);
        graphics.setStroke(tone.strong());
        graphics.setLineWidth(1);
        graphics.setLineDashes();
        graphics.strokeOval(x - AROUND, y - AROUND, size + 2 * AROUND, size + 2 * AROUND);
        double inset = size * 0.1;
        GlyphPainter.icon(graphics, icon(marks), x + inset, y + inset, size - 2 * inset, critical ? palette.background() : tone.strong());
    }

    private static Icon icon(RunMarks marks) {
        return marks.findings() > 0 ? Icon.FINDING : marks.stars() > 0 ? Icon.STAR : marks.tags() > 0 ? Icon.LABEL : Icon.NOTE;
    }

    private static Tone tone(RunMarks marks, Palette palette) {
        if (marks.worst() == null) {
            return marks.findings() == 0 && marks.stars() > 0 ? palette.warning() : palette.neutral();
        }
        return switch (marks.worst()) {
            case CRITICAL, HIGH -> palette.danger();
            case MEDIUM -> palette.warning();
            case LOW -> palette.label();
            case INFO -> palette.neutral();
        };
    }
}
