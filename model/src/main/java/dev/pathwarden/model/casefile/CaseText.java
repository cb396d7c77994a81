package dev.pathwarden.model.casefile;

import java.util.Locale;

/** Bounds of what stands in a case. */
final class CaseText {

    private static final char REPLACEMENT = '\uFFFD';

    private CaseText() {
    }

    /**
     * A text of one line, without blanks around it.
     *
     * @param what what it is, as in "A tag"
     * @throws CaseException if it is empty, too long, or has a control character
     */
    static String line(String what, String text, int most) {
        String line = text(what, text, most).strip();
        if (line.isEmpty()) {
            throw refused(what + " cannot be empty: say what it is to be.");
        }
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw refused(what + " stands on one line, without tabs and other control characters: leave them out.");
        }
        return line;
    }

    /**
     * A text of any lines. Halves of characters, which no file can hold, are replaced.
     *
     * @throws CaseException if it is too long
     */
    static String text(String what, String text, int most) {
        if (text.length() > most) {
            throw refused(String.format(Locale.ROOT, "%s has at most %,d characters, and this one has %,d: shorten it.", what, most, text.length()));
        }
        StringBuilder whole = null;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean pair = Character.isHighSurrogate(unit) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                whole = whole == null ? new StringBuilder(text) : whole;
                whole.setCharAt(i, REPLACEMENT);
            }
        }
        return whole == null ? text : whole.toString();
    }

    static CaseException refused(String sentence) {
        return new CaseException(CaseException.Cause.REQUEST, sentence);
    }
}
