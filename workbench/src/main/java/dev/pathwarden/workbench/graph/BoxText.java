package dev.pathwarden.workbench.graph;

import dev.pathwarden.workbench.canvas.TextFit;
import dev.pathwarden.workbench.path.Mark;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/**
 * The two lines of a box, and how wide a box must be for them.
 *
 * <p>Keeps what it measured: for one thread at a time, whichever it is.
 */
final class BoxText {

    static final double ICON = 16;
    static final double MARK = 16;
    /** Between the border of a box and its icon or mark, and between these and the text. */
    static final double GAP = 9;
    private static final double TITLE = 13;
    private static final double SMALL = 12;
    private static final double NARROWEST = 96;
    private static final double WIDEST = 260;

    private final TextFit title = new TextFit(Font.font(Font.getDefault().getFamily(), FontWeight.BOLD, TITLE));
    private final TextFit small = new TextFit(Font.font(SMALL));

    /** Font of the first line. */
    Font titleFont() {
        return title.font();
    }

    /** Width of a text in the font of the first line. */
    double titleWidth(String text) {
        return title.width(text);
    }

    /** Text in the size of the second line. */
    TextFit small() {
        return small;
    }

    /** Width of the box that its lines need, within bounds. */
    double width(GraphNode node) {
        return Math.clamp(Math.ceil(Math.max(title.width(node.title()), small.width(below(node))) + around(node)), NARROWEST, WIDEST);
    }

    /** The first line, cut in its middle where it does not fit the box. */
    String title(GraphNode node, double width) {
        return title.fitMiddle(node.title(), width - around(node));
    }

    /** The second line, cut in its middle where it does not fit the box. */
    String detail(GraphNode node, double width) {
        return small.fitMiddle(below(node), width - around(node));
    }

    private static String below(GraphNode node) {
        return node.mark() == Mark.NONE ? node.detail() : node.mark().text() + " · " + node.detail();
    }

    private static double around(GraphNode node) {
        return GAP + ICON + GAP + GAP + (node.mark() == Mark.NONE ? 0 : MARK + GAP);
    }
}
