package dev.pathwarden.workbench.canvas;

import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** What painters draw with: on a canvas, or into a picture file. Coordinates are pixels; what was set stays until it is set again or taken back by {@link #restore}. */
public interface Pen {

    void save();

    /** Sets all as it was at the last {@link #save}. */
    void restore();

    void translate(double x, double y);

    void scale(double x, double y);

    void setGlobalAlpha(double alpha);

    void setFill(Color color);

    void setStroke(Color color);

    void setLineWidth(double width);

    /** Lengths of dashes and of the gaps between them; a line without gaps where there are none. */
    void setLineDashes(double... dashes);

    void setFont(Font font);

    void setTextAlign(TextAlignment alignment);

    void setTextBaseline(VPos baseline);

    void fillRect(double x, double y, double width, double height);

    void strokeRect(double x, double y, double width, double height);

    void fillRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight);

    void strokeRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight);

    void fillOval(double x, double y, double width, double height);

    void strokeOval(double x, double y, double width, double height);

    void strokeLine(double fromX, double fromY, double toX, double toY);

    void strokePolyline(double[] xs, double[] ys, int points);

    void strokePolygon(double[] xs, double[] ys, int points);

    void fillPolygon(double[] xs, double[] ys, int points);

    void fillText(String text, double x, double y);

    /** Fills a path as SVG writes it. */
    void fillPath(String path);
}
