package dev.pathwarden.policies.trust;

import dev.pathwarden.policies.text.Ascii;
import dev.pathwarden.policies.tool.EffectVerbs;
import dev.pathwarden.policies.tool.Words;

/**
 * Cuts a text into sentences and these into words. A line of a list, a field of a record and a line behind an empty one end a sentence as a full stop does.
 *
 * <p>Goes through the text once and makes nothing of it: three to five nanoseconds per character.
 */
final class Sentences {

    /** Most words of a sentence; a longer one is handed over in parts. */
    static final int MAX_WORDS = 64;

    private static final int MAX_KEY = 40;

    private final CharSequence text;
    private final Sentence found;
    private final long[] words = new long[MAX_WORDS];
    private final int[] known = new int[MAX_WORDS];
    private int count;
    private boolean field;

    private Sentences(CharSequence text, Sentence found) {
        this.text = text;
        this.found = found;
    }

    /** Receives a sentence. */
    @FunctionalInterface
    interface Sentence {
        /**
         * A sentence of at least one word.
         *
         * @param words hash of each word; the array is used again for the next sentence
         * @param known what {@link EffectVerbs} knows of each word; used again as well
         * @param count number of words
         * @param field whether it begins as a field of a record does, such as {@code amount: 100}, and so does not go on with what was said before
         */
        void at(long[] words, int[] known, int count, boolean field);
    }

    /** Hands over the sentences of a text, in order. */
    static void scan(CharSequence text, Sentence found) {
        new Sentences(text, found).scan();
    }

    private void scan() {
        long hash = Words.EMPTY;
        boolean inWord = false;
        boolean joined = false;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 128 ? Ascii.alphanumeric(c) : Character.isLetterOrDigit(c)) {
                hash = Words.add(hash, c < 128 ? Ascii.lower(c) : Character.toLowerCase(c));
                inWord = true;
                continue;
            }
            if (inWord) {
                word(hash, c == '_' || joined);
                hash = Words.EMPTY;
                inWord = false;
            }
            joined = c == '_';
            if (c == '\\' && escape(i)) {
                i++;
                c = text.charAt(i) == 'n' ? '\n' : ' ';
            }
            if (ends(c, i)) {
                end();
                field |= c == '\n' && isField(skipBlanks(i + 1));
            }
        }
        if (inWord) {
            word(hash, joined);
        }
        end();
    }

    private boolean escape(int at) {
        char next = Ascii.at(text, at + 1);
        return next == 'n' || next == 't' || next == 'r';
    }

    /** A part of a name, such as {@code shared_with}, is a word like any other but does not speak. */
    private void word(long hash, boolean ofName) {
        if (count == MAX_WORDS) {
            end();
        }
        words[count] = hash;
        known[count++] = ofName ? 0 : EffectVerbs.of(hash);
    }

    private void end() {
        if (count > 0) {
            found.at(words, known, count, field);
            count = 0;
            field = false;
        }
    }

    private boolean ends(char c, int at) {
        switch (c) {
            case '.':
            case '!':
            case '?':
            case ';': {
                char next = Ascii.at(text, at + 1);
                return next == ' ' || next == '\n' || next == '\r' || next == '\\' || next == '"' || next == '\'' || next == '<' || next == ')';
            }
            case '>':
                return true;
            case '\n':
                return newSentence(at + 1);
            case '"': {
                char next = Ascii.at(text, at + 1);
                return next == ',' || next == ':' || next == '}' || next == ']';
            }
            default:
                return false;
        }
    }

    /** Whether the line that begins there is none that goes on with the sentence before. */
    private boolean newSentence(int lineStart) {
        int at = skipBlanks(lineStart);
        char first = Ascii.at(text, at);
        if (at >= text.length() || first == '\n' || first == '-' || first == '*' || first == '#' || first == '\\' && Ascii.at(text, at + 1) == 'n') {
            return true;
        }
        return isField(at) || Ascii.digit(first) && (Ascii.at(text, at + 1) == '.' || Ascii.at(text, at + 1) == ')');
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t' || text.charAt(at) == '\r')) {
            at++;
        }
        return at;
    }

    /** Whether a name with a colon behind it stands there, after the mark of a list perhaps. */
    private boolean isField(int from) {
        int at = Ascii.at(text, from) == '-' && Ascii.at(text, from + 1) == ' ' ? from + 2 : from;
        for (int i = at; i < at + MAX_KEY; i++) {
            char c = Ascii.at(text, i);
            if (c == ':') {
                return i > at;
            }
            if (!Ascii.word(c) && c != '-') {
                return false;
            }
        }
        return false;
    }
}
