package dev.pathwarden.policies.trust;

import dev.pathwarden.policies.text.Ascii;
import dev.pathwarden.policies.tool.Words;
import java.util.Arrays;

/** The words of a value, as hashes under a run's seed, by which it is found in a text whatever stands between its words. */
final class WordSequence {

    /** Most words of a value that is looked for; a longer one is content. */
    private static final int MAX = 32;

    private WordSequence() {
    }

    /** The words of a value; null where it has none or too many. */
    static long[] of(CharSequence value, Fingerprints fingerprints) {
        long[] words = new long[8];
        int count = 0;
        long hash = Words.EMPTY;
        boolean inWord = false;
        for (int i = 0; i <= value.length(); i++) {
            char c = Ascii.at(value, i);
            if (c < 128 ? Ascii.alphanumeric(c) : Character.isLetterOrDigit(c)) {
                hash = Words.add(hash, c < 128 ? Ascii.lower(c) : Character.toLowerCase(c));
                inWord = true;
            } else if (inWord) {
                if (count == MAX) {
                    return null;
                }
                words = count == words.length ? Arrays.copyOf(words, count * 2) : words;
                words[count++] = fingerprints.word(hash);
                hash = Words.EMPTY;
                inWord = false;
            }
        }
        return count == 0 ? null : Arrays.copyOf(words, count);
    }

    /** Whether the value stands in the first words of a text, from a place on. */
    static boolean in(long[] text, int count, long[] value, int from) {
        for (int at = from; at <= count - value.length; at++) {
            if (text[at] == value[0] && Arrays.equals(text, at, at + value.length, value, 0, value.length)) {
                return true;
            }
        }
        return false;
    }
}
