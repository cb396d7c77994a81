package dev.pathwarden.model.text;

/**
 * Text from outside, made safe to show: what would move a terminal's cursor, change its colours, reorder what stands around it or not be seen at all is written as an escape such as {@code \n} or {@code \u001b}.
 * Markup is left as it is: whoever writes it into a language of its own escapes it for that.
 */
public final class Escaped {

    private static final int PLAIN_VARIATION = 0xFE0E;

    private Escaped() {
    }

    /** The text on one line, without control, format, invisible and unpaired surrogate characters. */
    public static String text(String raw) {
        return escaped(raw, false);
    }

    /** As {@link #text}, with a blank for each line break and tab: for texts of people, in which they mean nothing. */
    public static String line(String raw) {
        return escaped(raw, true);
    }

    private static String escaped(String raw, boolean blanks) {
        StringBuilder safe = null;
        for (int i = 0; i < raw.length(); ) {
            int point = raw.codePointAt(i);
            int next = i + Character.charCount(point);
            if (isHarmful(point)) {
                if (safe == null) {
                    safe = new StringBuilder(raw.length() + 16).append(raw, 0, i);
                }
                if (blanks && (point == '\n' || point == '\r' || point == '\t')) {
                    safe.append(' ');
                } else {
                    append(safe, point);
                }
            } else if (safe != null) {
                safe.appendCodePoint(point);
            }
            i = next;
        }
        return safe == null ? raw : safe.toString();
    }

    /** Whether this character may be taken for more than a character, or not be seen. */
    public static boolean isHarmful(int point) {
        if (point >= ' ' && point < 0x7F) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> isInvisible(point);
        };
    }

    /** Letters and marks that show nothing: fillers, and variations but those that say how an emoji is drawn. */
    private static boolean isInvisible(int point) {
        return point == 0x034F || point == 0x115F || point == 0x1160 || point == 0x17B4 || point == 0x17B5 || point >= 0x180B && point <= 0x180F || point == 0x3164 || point == 0xFFA0
                || point >= 0xFE00 && point < PLAIN_VARIATION || point >= 0xE0100 && point <= 0xE01EF;
    }

    /** Appends the character as an escape that JSON and Java read alike. */
    public static void append(StringBuilder to, int point) {
        switch (point) {
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> {
                for (char unit : Character.toChars(point)) {
                    to.append("\\u").append(String.format("%04x", (int) unit));
                }
            }
        }
    }
}
