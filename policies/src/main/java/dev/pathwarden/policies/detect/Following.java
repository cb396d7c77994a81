package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/** What stands behind the first digits of a number: enough to pass over most numbers of a log without asking any detector. */
enum Following {

    SPACE_DIGIT, DASH_DIGIT, DOT_DIGIT, SLASH_DIGIT, COMMA_DIGIT, PLUS, COLON,
    /** A letter, or one behind a separator, or a comma or dot and a space: what follows a day. */
    WORD,
    ELSE;

    private static final Following[] ALL = values();

    static int count() {
        return ALL.length;
    }

    /** What stands at that place, as its number. */
    static int at(CharSequence text, int index) {
        if (index >= text.length()) {
            return ELSE.ordinal();
        }
        char c = text.charAt(index);
        if (Ascii.letter(c)) {
            return WORD.ordinal();
        }
        Following digit = switch (c) {
            case ' ' -> SPACE_DIGIT;
            case '-' -> DASH_DIGIT;
            case '.' -> DOT_DIGIT;
            case '/' -> SLASH_DIGIT;
            case ',' -> COMMA_DIGIT;
            case '+' -> PLUS;
            case ':' -> COLON;
            default -> ELSE;
        };
        if (digit.ordinal() > COMMA_DIGIT.ordinal()) {
            return digit.ordinal();
        }
        char next = Ascii.at(text, index + 1);
        if (Ascii.digit(next)) {
            return digit.ordinal();
        }
        return Ascii.letter(next) || next == ' ' && index + 1 < text.length() || next > 127 ? WORD.ordinal() : ELSE.ordinal();
    }

    /** Whether a value that is nothing but digits can end here. */
    boolean endsDigits() {
        return this != DASH_DIGIT && this != DOT_DIGIT;
    }
}
