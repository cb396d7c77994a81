package dev.pathwarden.policies.draft;

/** What of a recorded value can stand in a condition as a constant. */
final class Constant {

    private static final int LONGEST = 200;

    private Constant() {
    }

    /** Whether it is a text that is short enough, a boolean or a whole number, and can be written out. */
    static boolean isKept(Object value) {
        return value instanceof Boolean || value instanceof Long number && number != Long.MIN_VALUE || value instanceof String text && text.length() <= LONGEST && whole(text) == text.length();
    }

    /** The longest beginning that can. */
    static String beginning(String text) {
        String beginning = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return beginning.substring(0, whole(beginning));
    }

    /** Without its last character. */
    static String shorter(String text) {
        return text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }

    /** How far a text goes before the first half of a pair that stands alone. */
    private static int whole(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
                return i;
            }
        }
        return text.length();
    }
}
