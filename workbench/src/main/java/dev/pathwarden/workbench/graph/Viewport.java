package dev.pathwarden.workbench.graph;

/**
 * Which part of a drawing is in view: a point of the drawing appears at {@code point * scale + offset}.
 *
 * @param scale 1 for full size
 */
record Viewport(double scale, double offsetX, double offsetY) {

    static final Viewport FULL_SIZE = new Viewport(1, 0, 0);
    /** Below this the smaller text would be less than 9 pixels high and hard to read; what is larger is scrolled instead. */
    static final double READABLE = 0.76;
    private static final double SMALLEST = 0.08;
    private static final double LARGEST = 3;
    private static final double MARGIN = 40;

    /**
     * Shows all of a drawing, at most at full size. Where text would become too small to be read, the begin of the path is shown instead.
     *
     * @param begin where the path begins in the drawing
     */
    static Viewport fit(GraphLayout layout, GraphLayout.Box begin, double width, double height) {
        double scale = Math.clamp(Math.min(width / Math.max(1, layout.width()), height / Math.max(1, layout.height())), READABLE, 1);
        return new Viewport(scale, place(layout.width() * scale, begin.centerX() * scale, width), place(layout.height() * scale, begin.centerY() * scale, height));
    }

    /** Shows all of a drawing, however small that makes it. */
    static Viewport whole(GraphLayout layout, double width, double height) {
        double scale = Math.clamp(Math.min(width / Math.max(1, layout.width()), height / Math.max(1, layout.height())), SMALLEST, 1);
        return new Viewport(scale, (width - layout.width() * scale) / 2, (height - layout.height() * scale) / 2);
    }

    /** Centres what fits; of what does not, shows the part around the begin without going beyond the border. */
    private static double place(double size, double begin, double room) {
        return size <= room ? (room - size) / 2 : Math.clamp(room / 2 - begin, room - size, 0);
    }

    double toViewX(double x) {
        return x * scale + offsetX;
    }

    double toViewY(double y) {
        return y * scale + offsetY;
    }

    double toDrawingX(double x) {
        return (x - offsetX) / scale;
    }

    double toDrawingY(double y) {
        return (y - offsetY) / scale;
    }

    /** Enlarges by a factor around a point of the view, which stays where it is. */
    Viewport zoom(double factor, double viewX, double viewY) {
        double next = Math.clamp(scale * factor, SMALLEST, LARGEST);
        return new Viewport(next, viewX - toDrawingX(viewX) * next, viewY - toDrawingY(viewY) * next);
    }

    /** Moves the drawing by that many pixels of the view, but never all of it out of view. */
    Viewport pan(double byX, double byY, GraphLayout layout, double width, double height) {
        return new Viewport(scale,
                Math.clamp(offsetX + byX, MARGIN - layout.width() * scale, Math.max(width - MARGIN, MARGIN)),
                Math.clamp(offsetY + byY, MARGIN - layout.height() * scale, Math.max(height - MARGIN, MARGIN)));
    }

    /** Puts a box into the middle, unless all of it is in view already. */
    Viewport reveal(GraphLayout.Box box, GraphLayout layout, double width, double height) {
        boolean inView = toViewX(box.x()) >= 0 && toViewX(box.x() + box.width()) <= width && toViewY(box.y()) >= 0 && toViewY(box.y() + box.height()) <= height;
        return inView ? this : center(box.centerX(), box.centerY(), layout, width, height);
    }

    /** Puts a point of the drawing into the middle, as far as that leaves no more room empty than there must be. */
    Viewport center(double x, double y, GraphLayout layout, double width, double height) {
        return new Viewport(scale, place(layout.width() * scale, x * scale, width), place(layout.height() * scale, y * scale, height));
    }

    /** Puts a box into the middle, at full size at least. */
    Viewport focus(GraphLayout.Box box, double width, double height) {
        double next = Math.max(1, scale);
        return new Viewport(next, width / 2 - box.centerX() * next, height / 2 - box.centerY() * next);
    }
}
