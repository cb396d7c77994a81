package dev.pathwarden.policies.trust;

/**
 * Recognises one kind of sensitive value at a given place of a text.
 *
 * <p>Looks at no more than a constant number of characters, so that a scan over all places stays linear in the text.
 */
interface Detector {

    /** Label of a text that holds such a value. */
    String label();

    /**
     * Offset behind the value that begins at {@code start} - for e-mail addresses, the value whose {@code @} is there - or -1 where there is none.
     */
    int end(CharSequence text, int start);
}
