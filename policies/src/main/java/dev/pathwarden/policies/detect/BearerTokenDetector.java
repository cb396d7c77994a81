package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/** What stands behind {@code Bearer} in an {@code Authorization} header (RFC 6750): 20 characters or more with letters and digits mixed. */
final class BearerTokenDetector implements Detector {

    static final String BEGINNINGS = "Bea bea";

    private static final String SCHEME = "bearer ";
    private static final int LEAST = 20;
    private static final int MOST = 4096;

    @Override
    public String label() {
        return "secret.api-key";
    }

    @Override
    public String what() {
        return "bearer token";
    }

    @Override
    public String how() {
        return "`Bearer` and 20 or more of token68; letters and 2 digits; RFC 6750";
    }

    @Override
    public int end(CharSequence text, int start) {
        int from = start + SCHEME.length();
        if (!Ascii.regionMatchesIgnoringCase(text, start, SCHEME)) {
            return -1;
        }
        int looked = Alphabet.TOKEN68.end(text, from, KeyFormat.LOOKED_AT);
        return looked - from >= LEAST && Likeness.MIXED.holds(text, from, looked) ? Alphabet.TOKEN68.end(text, looked, MOST) : -1;
    }

    @Override
    public int start(CharSequence text, int at) {
        return at + SCHEME.length();
    }
}
