package dev.pathwarden.workbench.canvas;

/**
 * A view as it can be drawn into a file.
 *
 * @param title what it is
 * @param description what it shows, in words
 * @param width in pixels
 * @param height in pixels
 * @param painter draws it, on the JavaFX thread
 */
public record Picture(String title, String description, double width, double height, LayeredCanvas.Painter painter) {
}
