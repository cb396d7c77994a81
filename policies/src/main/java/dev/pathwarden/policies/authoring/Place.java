package dev.pathwarden.policies.authoring;

/**
 * What stands at a place in the text of a guardrail file, which need not be whole.
 *
 * @param kind what can stand there
 * @param key the key at the left margin to which it belongs; empty for none
 * @param from offset of the first character of the key's word, value or condition on this line
 */
public record Place(Kind kind, String key, int from) {

    /** What can stand at a place. */
    public enum Kind {
        /** A key at the left margin. */
        KEY,
        /** A condition. */
        CONDITION,
        /** The value of a key. */
        VALUE,
        /** Nothing of which anything is known: a comment, a sentence, a test. */
        OTHER
    }

    /**
     * The place at an offset.
     *
     * @param text the file
     * @param offset from 0 to the length of the text
     */
    public static Place at(String text, int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        String line = text.substring(start, offset);
        if (line.stripLeading().startsWith("#")) {
            return new Place(Kind.OTHER, "", start);
        }
        if (line.matches("[A-Za-z_]*")) {
            return new Place(Kind.KEY, "", start);
        }
        String key = key(text, start, line);
        int colon = line.indexOf(':');
        boolean own = !line.isEmpty() && !Character.isWhitespace(line.charAt(0)) && line.charAt(0) != '-';
        int after = afterColon(line, colon);
        return switch (key) {
            case "when" -> new Place(Kind.CONDITION, key, start + (own ? after : indent(line)));
            case "let" -> own ? new Place(Kind.OTHER, key, start) : new Place(colon < 0 && isName(line) ? Kind.OTHER : Kind.CONDITION, key, start + (opensName(line, colon) ? after : indent(line)));
            case "exceptions" -> line.strip().startsWith("when:") ? new Place(Kind.CONDITION, key, start + after) : new Place(Kind.OTHER, key, start);
            case "title", "description", "message", "misses", "false_positives", "references", "tests", "id", "tags", "" -> new Place(Kind.OTHER, key, start);
            default -> new Place(Kind.VALUE, key, start + Math.max(after, line.length() - word(line)));
        };
    }

    /** The key at the left margin, above or on the line. */
    private static String key(String text, int start, String line) {
        String at = line;
        int from = start;
        while (at.isEmpty() || !Character.isLetter(at.charAt(0))) {
            if (from == 0 || at.startsWith("---")) {
                return "";
            }
            int before = text.lastIndexOf('\n', from - 2) + 1;
            at = text.substring(before, from - 1);
            from = before;
        }
        int colon = at.indexOf(':');
        return colon < 0 ? "" : at.substring(0, colon).strip();
    }

    private static int afterColon(String line, int colon) {
        int at = colon + 1;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        if (at < line.length() && (line.charAt(at) == '"' || line.charAt(at) == '\'') && colon >= 0) {
            at++;
        }
        return at;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static boolean isName(String line) {
        return line.strip().matches("[A-Za-z0-9_]*") && indent(line) <= 2;
    }

    private static boolean opensName(String line, int colon) {
        return colon > 0 && line.substring(0, colon).strip().matches("[A-Za-z0-9_]+");
    }

    private static int word(String line) {
        int from = line.length();
        while (from > 0 && (Character.isLetterOrDigit(line.charAt(from - 1)) || "._-".indexOf(line.charAt(from - 1)) >= 0)) {
            from--;
        }
        return line.length() - from;
    }
}
