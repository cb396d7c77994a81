package dev.pathwarden.workbench.canvas;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * Draws into an SVG file: one that refers to nothing and runs nothing, with a title and a description for screen readers. Texts stay texts; what XML cannot hold becomes U+FFFD, and the rest is escaped. For one thread.
 */
public final class SvgPen implements Pen {

    private static final String FONTS = "system-ui, 'DejaVu Sans', 'Segoe UI', Helvetica, Arial, sans-serif";

    /** All that can be set. */
    private record State(Color fill, Color stroke, double line, double[] dashes, double alpha, Font font, TextAlignment alignment, VPos baseline, int groups) {
    }

    private final StringBuilder body = new StringBuilder();
    private final Deque<State> saved = new ArrayDeque<>();
    private final String head;
    private Color fill = Color.BLACK;
    private Color stroke = Color.BLACK;
    private double line = 1;
    private double[] dashes = {};
    private double alpha = 1;
    private Font font = Font.getDefault();
    private TextAlignment alignment = TextAlignment.LEFT;
    private VPos baseline = VPos.BASELINE;
    /** Groups that were opened by moving and scaling since the last save. */
    private int groups;

    /**
     * An empty picture.
     *
     * @param title what it is
     * @param description what it shows, in words
     */
    public SvgPen(String title, String description, double width, double height) {
        // Ends and corners of lines as a canvas has them unless told otherwise: they decide how long dashes look.
        head = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(width) + "\" height=\"" + number(height) + "\" viewBox=\"0 0 " + number(width) + " " + number(height)
                + "\" stroke-linecap=\"square\" stroke-miterlimit=\"10\" role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">" + escaped(title) + "</title>\n<desc id=\"desc\">" + escaped(description) + "</desc>\n";
    }

    /** The file so far, whole: in UTF-8. */
    public String svg() {
        StringBuilder open = new StringBuilder();
        int all = groups + saved.stream().mapToInt(State::groups).sum();
        for (int i = 0; i < all; i++) {
            open.append("</g>\n");
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + head + body + open + "</svg>\n";
    }

    @Override
    public void save() {
        saved.push(new State(fill, stroke, line, dashes, alpha, font, alignment, baseline, groups));
        groups = 0;
    }

    @Override
    public void restore() {
        for (; groups > 0; groups--) {
            body.append("</g>\n");
        }
        State before = saved.pop();
        fill = before.fill();
        stroke = before.stroke();
        line = before.line();
        dashes = before.dashes();
        alpha = before.alpha();
        font = before.font();
        alignment = before.alignment();
        baseline = before.baseline();
        groups = before.groups();
    }

    @Override
    public void translate(double x, double y) {
        group("translate(" + number(x) + " " + number(y) + ")");
    }

    @Override
    public void scale(double x, double y) {
        group("scale(" + number(x) + " " + number(y) + ")");
    }

    private void group(String transform) {
        body.append("<g transform=\"").append(transform).append("\">\n");
        groups++;
    }

    @Override
    public void setGlobalAlpha(double next) {
        alpha = next;
    }

    @Override
    public void setFill(Color color) {
        fill = color;
    }

    @Override
    public void setStroke(Color color) {
        stroke = color;
    }

    @Override
    public void setLineWidth(double width) {
        line = width;
    }

    @Override
    public void setLineDashes(double... next) {
        dashes = next == null ? new double[0] : next.clone();
    }

    @Override
    public void setFont(Font next) {
        font = next;
    }

    @Override
    public void setTextAlign(TextAlignment next) {
        alignment = next;
    }

    @Override
    public void setTextBaseline(VPos next) {
        baseline = next;
    }

    @Override
    public void fillRect(double x, double y, double width, double height) {
        rectangle(x, y, width, height, 0, 0, filled());
    }

    @Override
    public void strokeRect(double x, double y, double width, double height) {
        rectangle(x, y, width, height, 0, 0, stroked());
    }

    @Override
    public void fillRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight) {
        rectangle(x, y, width, height, arcWidth / 2, arcHeight / 2, filled());
    }

    @Override
    public void strokeRoundRect(double x, double y, double width, double height, double arcWidth, double arcHeight) {
        rectangle(x, y, width, height, arcWidth / 2, arcHeight / 2, stroked());
    }

    private void rectangle(double x, double y, double width, double height, double roundX, double roundY, String how) {
        body.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y)).append("\" width=\"").append(number(Math.max(0, width))).append("\" height=\"").append(number(Math.max(0, height)));
        if (roundX > 0) {
            body.append("\" rx=\"").append(number(roundX)).append("\" ry=\"").append(number(roundY));
        }
        body.append('"').append(how).append("/>\n");
    }

    @Override
    public void fillOval(double x, double y, double width, double height) {
        ellipse(x, y, width, height, filled());
    }

    @Override
    public void strokeOval(double x, double y, double width, double height) {
        ellipse(x, y, width, height, stroked());
    }

    private void ellipse(double x, double y, double width, double height, String how) {
        body.append("<ellipse cx=\"").append(number(x + width / 2)).append("\" cy=\"").append(number(y + height / 2))
                .append("\" rx=\"").append(number(width / 2)).append("\" ry=\"").append(number(height / 2)).append('"').append(how).append("/>\n");
    }

    @Override
    public void strokeLine(double fromX, double fromY, double toX, double toY) {
        strokePolyline(new double[] {fromX, toX}, new double[] {fromY, toY}, 2);
    }

    @Override
    public void strokePolyline(double[] xs, double[] ys, int points) {
        points("polyline", xs, ys, points, stroked());
    }

    @Override
    public void strokePolygon(double[] xs, double[] ys, int points) {
        points("polygon", xs, ys, points, stroked());
    }

    @Override
    public void fillPolygon(double[] xs, double[] ys, int points) {
        points("polygon", xs, ys, points, filled());
    }

    private void points(String element, double[] xs, double[] ys, int points, String how) {
        body.append('<').append(element).append(" points=\"");
        for (int i = 0; i < points; i++) {
            body.append(i == 0 ? "" : " ").append(number(xs[i])).append(',').append(number(ys[i]));
        }
        body.append('"').append(how).append("/>\n");
    }

    @Override
    public void fillText(String text, double x, double y) {
        if (text.isEmpty()) {
            return;
        }
        boolean bold = font.getStyle().toLowerCase(Locale.ROOT).contains("bold");
        // By a part of the size and not by dominant-baseline, which not all programs know.
        double down = baseline == VPos.CENTER ? font.getSize() * 0.36 : baseline == VPos.TOP ? font.getSize() : baseline == VPos.BOTTOM ? -font.getSize() * 0.2 : 0;
        body.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y + down)).append("\" font-family=\"").append(FONTS).append("\" font-size=\"").append(number(font.getSize())).append('"');
        if (bold) {
            body.append(" font-weight=\"bold\"");
        }
        if (alignment != TextAlignment.LEFT && alignment != TextAlignment.JUSTIFY) {
            body.append(" text-anchor=\"").append(alignment == TextAlignment.CENTER ? "middle" : "end").append('"');
        }
        body.append(" xml:space=\"preserve\"").append(filled()).append('>').append(escaped(text)).append("</text>\n");
    }

    @Override
    public void fillPath(String path) {
        body.append("<path d=\"").append(escaped(path)).append('"').append(filled()).append("/>\n");
    }

    private String filled() {
        return " fill=\"" + web(fill) + '"' + opacity(fill);
    }

    private String stroked() {
        StringBuilder how = new StringBuilder(" fill=\"none\" stroke=\"").append(web(stroke)).append("\" stroke-width=\"").append(number(line)).append('"').append(opacity(stroke));
        if (dashes.length > 0) {
            how.append(" stroke-dasharray=\"");
            for (int i = 0; i < dashes.length; i++) {
                how.append(i == 0 ? "" : " ").append(number(dashes[i]));
            }
            how.append('"');
        }
        return how.toString();
    }

    private String opacity(Color color) {
        double both = alpha * color.getOpacity();
        return both >= 1 ? "" : " opacity=\"" + number(both) + '"';
    }

    private static String web(Color color) {
        return String.format(Locale.ROOT, "#%02x%02x%02x", Math.round(color.getRed() * 255), Math.round(color.getGreen() * 255), Math.round(color.getBlue() * 255));
    }

    private static String number(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.append(' ');
                default -> escaped.appendCodePoint(isOfXml(point) ? point : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    /** Whether XML can hold a character, and it turns no direction of writing. */
    private static boolean isOfXml(int point) {
        boolean allowed = point >= 0x20 && point <= 0xD7FF || point >= 0xE000 && point <= 0xFFFD || point >= 0x10000;
        return allowed && Character.getType(point) != Character.FORMAT && Character.getType(point) != Character.CONTROL;
    }
}
