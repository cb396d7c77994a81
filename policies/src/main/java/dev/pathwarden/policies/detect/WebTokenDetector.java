package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/** Signed JSON web tokens (RFC 7519), found at the dot before their claims. */
final class WebTokenDetector implements Detector {

    /** Base64 of a brace and a quotation mark, with which header and claims begin. */
    private static final String OBJECT = "eyJ";
    private static final int LEAST_HEADER = 12;
    private static final int LEAST_REST = 16;

    @Override
    public String label() {
        return "secret.api-key";
    }

    @Override
    public String what() {
        return "signed JSON web token";
    }

    @Override
    public String how() {
        return "two parts that begin with `eyJ` and a signature; RFC 7519";
    }

    @Override
    public int end(CharSequence text, int dot) {
        if (!Ascii.startsWith(text, dot + 1, OBJECT) || dot - start(text, dot) < LEAST_HEADER) {
            return -1;
        }
        int claims = Alphabet.BASE64_URL.end(text, dot + 1, Integer.MAX_VALUE - text.length());
        if (Ascii.at(text, claims) != '.') {
            return -1;
        }
        int end = Alphabet.BASE64_URL.end(text, claims + 1, Integer.MAX_VALUE - text.length());
        return end - claims > LEAST_REST ? end : -1;
    }

    /** Where the header begins; the dot itself where there is none. */
    @Override
    public int start(CharSequence text, int dot) {
        int start = dot;
        for (int i = dot - 1; i >= 0 && Alphabet.BASE64_URL.holds(text.charAt(i)); i--) {
            start = Ascii.startsWith(text, i, OBJECT) && !Ascii.alphanumeric(Ascii.at(text, i - 1)) ? i : start;
        }
        return start;
    }
}
