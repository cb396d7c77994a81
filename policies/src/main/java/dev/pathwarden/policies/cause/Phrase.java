package dev.pathwarden.policies.cause;

import java.util.ArrayList;
import java.util.List;

/**
 * A value that is looked for as whole words, whatever stands between them: line breaks, escapes and quotes.
 *
 * @param words its words in small letters, at least one
 */
record Phrase(List<String> words) {

    private static final int MAX_GAP = 8;

    Phrase {
        words = List.copyOf(words);
    }

    /** The words of a text; null where it has none. */
    static Phrase of(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        String lower = lower(text);
        for (int i = 0; i <= lower.length(); i++) {
            boolean letter = i < lower.length() && Character.isLetterOrDigit(lower.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                words.add(lower.substring(start, i));
                start = -1;
            }
        }
        return words.isEmpty() ? null : new Phrase(words);
    }

    /** The text in small letters, character by character, so that offsets stay the same. */
    static String lower(CharSequence text) {
        char[] small = new char[text.length()];
        for (int i = 0; i < small.length; i++) {
            small[i] = Character.toLowerCase(text.charAt(i));
        }
        return new String(small);
    }

    /** Where the phrase stands first between two offsets of a text of small letters: offset of its beginning and offset behind its end; null where it does not. */
    int[] in(String lower, int from, int to) {
        // The part alone, so that going through all parts of a long text takes no longer than going through the text.
        String part = from == 0 && to == lower.length() ? lower : lower.substring(from, to);
        for (int at = part.indexOf(words.get(0)); at >= 0; at = part.indexOf(words.get(0), at + 1)) {
            int end = endAt(part, at);
            if (end >= 0) {
                return new int[] {from + at, from + end};
            }
        }
        return null;
    }

    private int endAt(String text, int start) {
        if (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1)) && !escape(text, start - 1)) {
            return -1;
        }
        int at = start;
        for (int i = 0; i < words.size(); i++) {
            int word = i == 0 ? at : skip(text, at);
            if (!text.startsWith(words.get(i), word)) {
                return -1;
            }
            at = word + words.get(i).length();
            if (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                return -1;
            }
        }
        return at;
    }

    private static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && at - from < MAX_GAP && (!Character.isLetterOrDigit(text.charAt(at)) || escape(text, at))) {
            at++;
        }
        return at;
    }

    private static boolean escape(String text, int at) {
        return at > 0 && text.charAt(at - 1) == '\\' && "nrt".indexOf(text.charAt(at)) >= 0;
    }
}
