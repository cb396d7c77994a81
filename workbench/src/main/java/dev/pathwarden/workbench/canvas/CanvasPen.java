package dev.pathwarden.workbench.canvas;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws on a canvas. For the JavaFX thread. */
public final class CanvasPen implements Pen {

    private final GraphicsContext graphics;

    public CanvasPen(GraphicsContext graphics) {
        this.graphics = graphics;
    }

    @Override
    public void save() {
        graphics.save();
    }

    @Override
    public void restore() {
        graphics.restore();
    }

    @Override
    public void translate(double x, double y) {
        graphics.translate(x, y);
    }

    @Override
    public void scale(double x, double y) {
        graphics.scale(x, y);
    }

    @Override
    public void setGlobalAlpha(double alpha) {
        graphics.setGlobalAlpha(alpha);
    }

    @Override
    public void setFill(Color color) {
        graphics.setFill(color);
    }

    @Override
    public void setStroke(Color color) {
        graphics.setStroke(color);
    }

    @Override
    public void setLineWidth(double width) {
        graphics.setLineWidth(width);
    }

    @Override
    public void setLineDashes(double... dashes) {
        graphics.setLineDashes(dashes);
    }

    @Override
    public void setFont(Font font) {
        graphics.setFont(font);
    }

    @Override
    public void setTextAlign(TextAlignment alignment) {
        graphics.setTextAlign(alignment);
    }

    @Override
    public void setTextBaseline(VPos baseline) {
        graphics.setTextBaseline(baseline);
    }

    @Override
    public void fillRect(double x, double y, double width, double height) {
        graphics.fillRect(x, y, width, height);
    }

    @Override
    public void strokeRect(double x, double y, double width, double height) {
        graphics.strokeRect(x, y, width, height);
    }

    @Override
    public void fillRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight) {
        graphics.fillRoundRect(x, y, width, height, arcWidth, arcHeight);
    }

    @Override
    public void strokeRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight) {
        graphics.strokeRoundRect(x, y, width, height, arcWidth, arcHeight);
    }

    @Override
    public void fillOval(double x, double y, double width, double height) {
        graphics.fillOval(x, y, width, height);
    }

    @Override
    public void strokeOval(double x, double y, double width, double height) {
        graphics.strokeOval(x, y, width, height);
    }

    @Override
    public void strokeLine(double fromX, double fromY, double toX, double toY) {
        graphics.strokeLine(fromX, fromY, toX, toY);
    }

    @Override
    public void strokePolyline(double[] xs, double[] ys, int points) {
        graphics.strokePolyline(xs, ys, points);
    }

    @Override
    public void strokePolygon(double[] xs, double[] ys, int points) {
        graphics.strokePolygon(xs, ys, points);
    }

    @Override
    public void fillPolygon(double[] xs, double[] ys, int points) {
        graphics.fillPolygon(xs, ys, points);
    }

    @Override
    public void fillText(String text, double x, double y) {
        graphics.fillText(text, x, y);
    }

    @Override
    public void fillPath(String path) {
        graphics.beginPath();
        graphics.appendSVGPath(path);
        graphics.fill();
    }
}
