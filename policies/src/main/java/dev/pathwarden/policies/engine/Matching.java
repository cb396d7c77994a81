package dev.pathwarden.policies.engine;

import com.google.re2j.Pattern;

/**
 * Looks for a pattern in texts, and remembers what it said of the last short ones: names of tools, tables and hosts come again and again, and RE2 takes microseconds for each. Safe for any thread: what is remembered is
 * replaced as a whole, and one thread may not see what another has remembered.
 */
final class Matching {

    private static final int LONGEST = 48;
    /** A power of two. */
    private static final int MOST = 8;

    private final Pattern pattern;
    private Known[] known;

    /** What was said of a text. */
    private record Known(String text, Boolean found) {
    }

    Matching(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Whether some part of the text matches. */
    Boolean find(String text) {
        if (text.length() > LONGEST) {
            return pattern.matcher(text).find();
        }
        Known[] remembered = known;
        if (remembered == null) {
            remembered = new Known[MOST];
            known = remembered;
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & MOST - 1;
        Known before = remembered[place];
        if (before == null || !before.text.equals(text)) {
            before = new Known(text, pattern.matcher(text).find());
            remembered[place] = before;
        }
        return before.found;
    }
}
