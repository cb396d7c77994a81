package dev.pathwarden.workbench.settings;

/**
 * Where the window was, in the pixels of the desktop.
 *
 * @param maximized whether it filled the screen; the other values are then those from before
 */
public record WindowBounds(double x, double y, double width, double height, boolean maximized) {

    /** Farther from the origin is no screen. */
    private static final double FARTHEST = 100_000;

    public WindowBounds {
        if (!(Math.abs(x) <= FARTHEST && Math.abs(y) <= FARTHEST && width >= 1 && width <= FARTHEST && height >= 1 && height <= FARTHEST)) {
            throw new IllegalArgumentException("no window has the bounds " + x + ", " + y + ", " + width + ", " + height);
        }
    }
}
