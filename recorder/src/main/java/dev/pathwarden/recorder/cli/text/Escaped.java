package dev.pathwarden.recorder.cli.text;

/**
 * Text from outside, made safe to print: what would move a terminal's cursor, change its colours or reorder what stands around it is
 * written as an escape such as {@code \n} or {@code \u001b}.
 */
public final class Escaped {

    private Escaped() {
    }

    /** The text on one line, without control, format and unpaired surrogate characters. */
    public static String text(String raw) {
        StringBuilder safe = null;
        for (int i = 0; i < raw.length(); ) {
            int point = raw.codePointAt(i);
            int next = i + Character.charCount(point);
            if (isHarmful(point)) {
                if (safe == null) {
                    safe = new StringBuilder(raw.length() + 16).append(raw, 0, i);
                }
                append(safe, point);
            } else if (safe != null) {
                safe.appendCodePoint(point);
            }
            i = next;
        }
        return safe == null ? raw : safe.toString();
    }

    /** Whether a terminal may take this character for more than a character. */
    public static boolean isHarmful(int point) {
        if (point >= ' ' && point < 0x7F) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> false;
        };
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
