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
        int from = 0;
        while (lines.size() < mostLines - 1 && from < text.length()) {
            from = next(text, from, columns, lines);
        }
        if (from < text.length() || lines.isEmpty()) {
            lines.add(cut(text.substring(from), columns));
        }
        return lines;
    }

    /** The text in lines of at most that many columns, broken at blanks where there are some. */
    public static List<String> wrap(String text, int columns) {
        return wrap(text, columns, Integer.MAX_VALUE);
    }

    /** Adds the line that begins there; where the next one begins. Only the blank at which it breaks is left out: others may mean something. */
    private static int next(String text, int from, int columns, List<String> lines) {
        int end = from;
        for (int width = 0; end < text.length(); end += Character.charCount(text.codePointAt(end))) {
            width += of(text.codePointAt(end));
            if (width > columns && end > from) {
                break;
            }
        }
        int blank = end == text.length() ? -1 : text.lastIndexOf(' ', end);
        if (blank > from + (end - from) / 2) {
            lines.add(text.substring(from, blank));
            return blank + 1;
        }
        lines.add(text.substring(from, end));
        return end;
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
