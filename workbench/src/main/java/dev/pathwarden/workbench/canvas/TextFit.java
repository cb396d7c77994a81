package dev.pathwarden.workbench.canvas;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * Cuts text so that it fits a width in one font.
 *
 * <p>Each character is measured once, because measuring whole texts costs more than drawing them. Kerning is left out of account, which makes
 * the result too wide by a pixel at most in running text. Keeps what it measured: for one thread at a time, whichever it is.
 */
public final class TextFit {

    private static final String ELLIPSIS = "…";

    private final Font font;
    private final Map<Integer, Double> widths = new HashMap<>();
    private final Text probe = new Text();

    public TextFit(Font font) {
        this.font = font;
        probe.setFont(font);
    }

    /** The font that is measured. */
    public Font font() {
        return font;
    }

    /** Width of the text in pixels. */
    public double width(String text) {
        return text.codePoints().mapToDouble(this::width).sum();
    }

    private double width(int character) {
        return widths.computeIfAbsent(character, each -> {
            probe.setText(Character.toString(each));
            return probe.getLayoutBounds().getWidth();
        });
    }

    /** The text, or as much of its begin and end as fits with an ellipsis between them; empty where not even that fits. */
    public String fitMiddle(String text, double width) {
        if (width(text) <= width) {
            return text;
        }
        double room = width - width(ELLIPSIS);
        String begin = prefix(text, room / 2);
        String end = new StringBuilder(prefix(new StringBuilder(text).reverse().toString(), room - width(begin))).reverse().toString();
        return begin.isEmpty() ? "" : begin.stripTrailing() + ELLIPSIS + end.stripLeading();
    }

    private String prefix(String text, double width) {
        double used = 0;
        int keep = 0;
        while (keep < text.length()) {
            int character = text.codePointAt(keep);
            used += width(character);
            if (used > width) {
                break;
            }
            keep += Character.charCount(character);
        }
        return text.substring(0, keep);
    }

    /** The text, or as much of its begin as fits with an ellipsis; empty where not even that fits. */
    public String fit(String text, double width) {
        double used = 0;
        double ellipsis = width(ELLIPSIS.codePointAt(0));
        int keep = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            used += width(character);
            if (used > width) {
                return keep == 0 ? "" : text.substring(0, keep).stripTrailing() + ELLIPSIS;
            }
            i += Character.charCount(character);
            if (used + ellipsis <= width) {
                keep = i;
            }
        }
        return text;
    }
}
