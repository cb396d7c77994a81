package dev.pathwarden.recorder.cli.text;

import java.util.ArrayList;
import java.util.List;

/** How many columns of a terminal a text takes, and cutting and padding by that measure. */
public final class Width {

    private static final String ELLIPSIS = "…";

    private Width() {
    }

    /** Columns that the text takes; East Asian and emoji characters take two, combining marks none. */
    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            width += of(point);
            i += Character.charCount(point);
        }
        return width;
    }

    /** The text, or as much of its beginning as fits with an ellipsis behind it. */
    public static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        if (columns <= 0) {
            return "";
        }
        StringBuilder kept = new StringBuilder();
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (width + of(point) > columns - 1) {
                break;
            }
            kept.appendCodePoint(point);
            width += of(point);
            i += Character.charCount(point);
        }
        return kept.append(ELLIPSIS).toString();
    }

    /** The text cut or filled with blanks behind it to exactly that many columns. */
    public static String left(String text, int columns) {
        String cut = cut(text, columns);
        return cut + " ".repeat(Math.max(0, columns - of(cut)));
    }

    /** The text cut or filled with blanks before it to exactly that many columns. */
    public static String right(String text, int columns) {
        String cut = cut(text, columns);
        return " ".repeat(Math.max(0, columns - of(cut))) + cut;
    }

    /** The text in lines of at most that many columns, broken at blanks where there are some; what does not fit the last line is cut. */
    public static List<String> wrap(String text, int columns, int mostLines) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (of(rest) > columns && lines.size() < mostLines - 1) {
            String fits = cut(rest, columns + 1);
            int length = fits.length() - ELLIPSIS.length();
            int blank = rest.lastIndexOf(' ', length);
            int end = blank > length / 2 ? blank : Math.max(1, length);
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(cut(rest, columns));
        return lines;
    }

    private static int of(int point) {
        if (point < 0x300) {
            return 1;
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        return point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0xFFE0 && point <= 0xFFE6
                || point >= 0x1F300 && point <= 0x1FAFF
                || point >= 0x20000 && point <= 0x3FFFD;
    }
}
