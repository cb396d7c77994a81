package dev.pathwarden.workbench.canvas;

import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.cell.Tone;
import dev.pathwarden.workbench.path.Mark;
import javafx.scene.paint.Color;

/** Draws icons and marks on a canvas. A mark has its own shape, so that no meaning rests on colour alone. */
public final class GlyphPainter {

    /** Side of the square that icons are drawn in. */
    private static final double ICON = 16;
    /** Points of the round part of a question mark. */
    private static final int HOOK = 14;

    private GlyphPainter() {
    }

    /** Draws an icon with its upper left corner at (x, y). */
    public static void icon(Pen graphics, Icon icon, double x, double y, double size, Color color) {
        graphics.save();
        graphics.translate(x, y);
        graphics.scale(size / ICON, size / ICON);
        graphics.setFill(color);
        graphics.fillPath(icon.path());
        graphics.restore();
    }

    /** Draws a mark, on a disc of the background that keeps it apart from what is below. Draws nothing for {@link Mark#NONE}. */
    public static void mark(Pen graphics, Mark mark, double x, double y, double size, Palette palette) {
        if (mark == Mark.NONE) {
            return;
        }
        Color color = tone(mark, palette).strong();
        graphics.setFill(palette.background());
        graphics.fillOval(x - 1.5, y - 1.5, size + 3, size + 3);
        switch (mark) {
            case WOULD_BLOCK -> hollowStop(graphics, x, y, size, color);
            case NOT_EVALUATED -> question(graphics, x, y, size, color);
            default -> icon(graphics, icon(mark), x, y, size, color);
        }
    }

    /** The colours of a mark. */
    public static Tone tone(Mark mark, Palette palette) {
        return switch (mark) {
            case BLOCKED, WOULD_BLOCK -> palette.danger();
            case ERROR, ALERTED -> palette.warning();
            case HELD, CHANGED -> palette.label();
            case NONE, UNFINISHED, NOT_EVALUATED -> palette.neutral();
        };
    }

    private static Icon icon(Mark mark) {
        return switch (mark) {
            case ERROR -> Icon.ERROR;
            case ALERTED -> Icon.WARNING;
            case HELD -> Icon.HOLD;
            case CHANGED -> Icon.MODIFY;
            case UNFINISHED -> Icon.UNFINISHED;
            default -> Icon.STOP;
        };
    }

    private static void hollowStop(Pen graphics, double x, double y, double size, Color color) {
        double corner = size * 0.29;
        double[] xs = {x + corner, x + size - corner, x + size, x + size, x + size - corner, x + corner, x, x};
        double[] ys = {y, y, y + corner, y + size - corner, y + size, y + size, y + size - corner, y + corner};
        graphics.setStroke(color);
        graphics.setLineWidth(1.6);
        graphics.setLineDashes();
        graphics.strokePolygon(xs, ys, xs.length);
        graphics.setFill(color);
        graphics.fillRect(x + size * 0.25, y + size * 0.43, size * 0.5, size * 0.14);
    }

    private static void question(Pen graphics, double x, double y, double size, Color color) {
        graphics.setStroke(color);
        graphics.setLineWidth(1.6);
        graphics.setLineDashes();
        double round = size * 0.24;
        double[] xs = new double[HOOK];
        double[] ys = new double[HOOK];
        for (int i = 0; i < HOOK; i++) {
            double angle = Math.toRadians(180 - 250.0 * i / (HOOK - 1));
            xs[i] = x + size * 0.5 + round * Math.cos(angle);
            ys[i] = y + size * 0.31 - round * Math.sin(angle);
        }
        graphics.strokePolyline(xs, ys, HOOK);
        graphics.strokeLine(x + size * 0.55, y + size * 0.52, x + size * 0.5, y + size * 0.68);
        graphics.setFill(color);
        graphics.fillOval(x + size * 0.41, y + size * 0.8, size * 0.18, size * 0.18);
    }
}
