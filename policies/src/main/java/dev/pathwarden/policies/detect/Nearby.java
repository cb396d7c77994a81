package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Words that say what the value behind them is.
 *
 * <p>Looks at the {@link #WINDOW} characters before a value and no further. A word counts where it begins: behind anything but a letter, or as a capital behind a small letter as in
 * {@code customerBsn}; letter case does not matter. Words that are not ASCII are also known by their UTF-8 bytes, because bytes are read as ISO 8859-1.
 */
final class Nearby {

    /** Characters before a value in which a word can stand. */
    static final int WINDOW = 40;

    private static final char ANY_ENDING = '*';

    private final String[][] byFirst = new String[128][];
    private final String[] others;

    /** @param words in lower case, with bars between; one that ends in {@code *} stands for all that begin with it */
    Nearby(String words) {
        String[] more = {};
        for (String word : words.split("\\|")) {
            more = add(word, more);
            String bytes = new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            more = bytes.equals(word) ? more : add(bytes, more);
        }
        others = more;
    }

    private String[] add(String word, String[] more) {
        char first = word.charAt(0);
        if (first >= byFirst.length) {
            return with(more, word);
        }
        byFirst[first] = with(byFirst[first], word);
        return more;
    }

    private static String[] with(String[] words, String word) {
        String[] more = words == null ? new String[1] : Arrays.copyOf(words, words.length + 1);
        more[more.length - 1] = word;
        return more;
    }

    /** Whether one of the words stands before that place. */
    boolean before(CharSequence text, int start) {
        for (int i = Math.max(0, start - WINDOW); i < start; i++) {
            if (at(text, i, start)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the words begins at that place and ends before the limit. */
    boolean at(CharSequence text, int index, int limit) {
        char c = text.charAt(index);
        String[] words = c < 128 ? byFirst[Ascii.lower(c)] : others;
        return words != null && begins(text, index, c) && any(words, text, index, limit);
    }

    private static boolean begins(CharSequence text, int at, char c) {
        char before = Ascii.at(text, at - 1);
        return c > 127 || !Ascii.letter(before) || Ascii.upper(c) && !Ascii.upper(before) || !Ascii.wordBefore(text, at);
    }

    private static boolean any(String[] words, CharSequence text, int at, int limit) {
        for (String word : words) {
            int last = word.length() - 1;
            boolean stem = word.charAt(last) == ANY_ENDING;
            int length = stem ? last : last + 1;
            if (at + length <= limit && matches(word, length, text, at) && (stem || !Ascii.letter(Ascii.at(text, at + length)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String word, int length, CharSequence text, int at) {
        for (int i = 0; i < length; i++) {
            char c = Ascii.lower(text.charAt(at + i));
            char wanted = word.charAt(i);
            // Words of a name are put together in many ways: date of birth, date_of_birth, date-of-birth.
            if (c != wanted && !(wanted == ' ' && (c == '_' || c == '-' || c == '.'))) {
                return false;
            }
        }
        return true;
    }
}
