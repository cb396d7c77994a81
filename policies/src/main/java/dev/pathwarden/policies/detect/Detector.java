package dev.pathwarden.policies.detect;

/**
 * Recognises one kind of sensitive value at a given place of a text.
 *
 * <p>Looks at no more than a constant number of characters, so that a scan over all places stays linear in the text.
 */
public interface Detector {

    /** Label of a text that holds such a value. */
    String label();

    /** What the value is, for people: a few words. */
    String what();

    /** What has to be true of a text for it to be one, for people. */
    String how();

    /**
     * Offset behind the value that begins at {@code start} - for e-mail addresses, the value whose {@code @} is there - or -1 where there is none.
     */
    int end(CharSequence text, int start);

    /** Where the value begins that {@link #end} was found for at that place. */
    default int start(CharSequence text, int at) {
        return at;
    }

    /** Offset behind all that belongs to the value which was found there: of a key's first line, the key. */
    default int whole(CharSequence text, int start, int end) {
        return end;
    }
}
