package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/**
 * How the keys of a service look: one row of {@link KeyFormats}.
 *
 * @param name the service and its kind of key, for people
 * @param label label of text that holds one
 * @param prefix how they begin; at least two characters
 * @param alphabet what stands behind the prefix
 * @param least fewest characters behind the prefix
 * @param most most of them
 * @param likeness what is asked of these characters
 * @param source where the form is published
 */
record KeyFormat(String name, String label, String prefix, Alphabet alphabet, int least, int most, Likeness likeness, String source) implements Detector {

    /** Characters behind a prefix on which it is decided whether there is a key, however long keys can be: a scan stays linear also where one prefix follows another. */
    static final int LOOKED_AT = 96;

    @Override
    public String what() {
        return "key: " + name;
    }

    @Override
    public String how() {
        return '`' + prefix + "` and " + (least == most ? Integer.toString(least) : most > LOOKED_AT * 10 ? least + " or more" : least + " to " + most) + " of " + alphabet.text() + "; " + likeness.text() + "; " + source;
    }

    @Override
    public int end(CharSequence text, int start) {
        if (!Ascii.startsWith(text, start, prefix)) {
            return -1;
        }
        int from = start + prefix.length();
        int looked = alphabet.end(text, from, Math.min(most, LOOKED_AT));
        if (looked - from < least || !likeness.holds(text, from, looked)) {
            return -1;
        }
        int end = most > LOOKED_AT ? alphabet.end(text, looked, most - LOOKED_AT) : looked;
        return least == most && Ascii.word(Ascii.at(text, end)) ? -1 : end;
    }
}
