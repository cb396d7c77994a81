package dev.pathwarden.workbench.graph;

import dev.pathwarden.workbench.canvas.TextFit;
import dev.pathwarden.workbench.cell.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words that flowed along a lit path, as they are written at one of its edges.
 *
 * @param text the longest of them, cut so that it fits
 * @param box where they stand
 */
record WordsTag(String text, GraphLayout.Box box) {

    private static final double[] WIDTHS = {300, 220, 150, 96};
    /** More is never written, and need not be measured. */
    private static final int LONGEST = 100;
    private static final double PADDING = 8;
    private static final double HEIGHT = 20;
    private static final double CLEAR = 3;

    /** Puts the words at the path where they lie on no box and no label; null where there are none, or no room. The whole text is then told elsewhere. */
    static WordsTag of(GraphLayout layout, CausePath path, TextFit font) {
        if (path.cause().words().isEmpty()) {
            return null;
        }
        String words = "“" + Wording.line(path.cause().longestWords(), LONGEST) + "”";
        double needed = font.width(words) + 2 * PADDING;
        for (double widest : WIDTHS) {
            double width = Math.min(needed, widest);
            for (double[] point : points(layout, path)) {
                GraphLayout.Box box = new GraphLayout.Box(point[0] - width / 2, point[1] - HEIGHT / 2, width, HEIGHT);
                if (isFree(layout, box)) {
                    return new WordsTag(needed <= widest ? words : font.fit(words, width - 2 * PADDING), box);
                }
            }
        }
        return null;
    }

    /** Points that words may stand around: the middles of the longest stretches of the path first, then above and below its ends. */
    private static List<double[]> points(GraphLayout layout, CausePath path) {
        List<double[]> stretches = new ArrayList<>();
        Stream<GraphLayout.Route> routes = path.edges().isEmpty() ? Stream.of(layout.line(path.from(), path.to())) : path.edges().stream().mapToObj(layout.routes()::get);
        routes.forEach(route -> {
            for (int i = 1; i < route.xs().length; i++) {
                double fromX = route.xs()[i - 1];
                double fromY = route.ys()[i - 1];
                double toX = route.xs()[i];
                double toY = route.ys()[i];
                for (double part : new double[] {0.5, 0.3, 0.7}) {
                    stretches.add(new double[] {fromX + (toX - fromX) * part, fromY + (toY - fromY) * part, Math.hypot(toX - fromX, toY - fromY)});
                }
            }
        });
        stretches.sort(Comparator.comparingDouble((double[] point) -> point[2]).reversed());
        for (int node : new int[] {path.to(), path.from()}) {
            GraphLayout.Box box = layout.boxes().get(node);
            stretches.add(new double[] {box.centerX(), box.y() + box.height() + HEIGHT / 2 + CLEAR + 1, 0});
            stretches.add(new double[] {box.centerX(), box.y() - HEIGHT / 2 - CLEAR - 1, 0});
        }
        return stretches;
    }

    private static boolean isFree(GraphLayout layout, GraphLayout.Box box) {
        GraphLayout.Box around = new GraphLayout.Box(box.x() - CLEAR, box.y() - CLEAR, box.width() + 2 * CLEAR, box.height() + 2 * CLEAR);
        boolean onName = layout.frames().stream().anyMatch(frame -> around.overlaps(new GraphLayout.Box(frame.x(), frame.y(), frame.width(), ElkLayouter.FRAME_NAME)));
        return !onName && box.x() >= 0 && box.y() >= 0 && box.x() + box.width() <= layout.width() && box.y() + box.height() <= layout.height()
                && layout.boxes().stream().noneMatch(around::overlaps)
                && layout.routes().stream().noneMatch(route -> route.tagBox() != null && around.overlaps(route.tagBox()));
    }
}
