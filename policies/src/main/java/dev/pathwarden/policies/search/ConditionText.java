package dev.pathwarden.policies.search;

import java.util.Set;
import java.util.regex.Pattern;

/** Writes conditions in the language of guardrails. */
public final class ConditionText {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** Words that CEL keeps for itself, so that no name behind a dot can be one. */
    private static final Set<String> RESERVED = Set.of("false", "in", "null", "true", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return", "var",
            "void", "while");

    private ConditionText() {
    }

    /** An argument of a step, whatever its name. */
    public static String argument(String name) {
        return NAME.matcher(name).matches() && !RESERVED.contains(name) ? "step.args." + name : "step.args[" + literal(name) + "]";
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
