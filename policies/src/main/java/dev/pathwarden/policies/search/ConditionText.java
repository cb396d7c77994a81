package dev.pathwarden.policies.search;

/** Writes conditions in the language of guardrails. */
public final class ConditionText {

    private ConditionText() {
    }

    /**
     * A constant: of any text the same text, whatever signs are in it.
     *
     * @param value a text, a number or a boolean
     */
    public static String literal(Object value) {
        if (!(value instanceof String)) {
            return String.valueOf(value);
        }
        String text = (String) value;
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029) {
                int point = text.codePointAt(i);
                i += Character.charCount(point) - 1;
                quoted.append(point > 0xffff ? String.format("\\U%08x", point) : String.format("\\u%04x", point));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }

    /** A pattern that matches this text alone, for {@code matches}. */
    public static String pattern(String text) {
        StringBuilder pattern = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point < 0x80 && Character.isLetterOrDigit(point)) {
                pattern.appendCodePoint(point);
            } else {
                pattern.append(String.format("\\x{%x}", point));
            }
        });
        return pattern.toString();
    }
}
