package dev.pathwarden.workbench.filter;

/**
 * A condition on one thing that is seen, to be put into the filter bar.
 *
 * @param condition in the language of guardrails
 */
public record FilterTerm(String condition) {

    /**
     * A field or variable that is of one value.
     *
     * @param value a text, a number or a boolean
     */
    public static FilterTerm equal(String field, Object value) {
        return new FilterTerm(field + " == " + literal(value));
    }

    /** A list that holds a text. */
    public static FilterTerm has(String list, String text) {
        return new FilterTerm(literal(text) + " in " + list);
    }

    /** As a constant in a condition: of any text the same text, whatever signs are in it. */
    static String literal(Object value) {
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
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
}
