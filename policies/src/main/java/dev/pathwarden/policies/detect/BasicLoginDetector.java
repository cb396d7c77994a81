package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;
import dev.pathwarden.policies.text.Base64Text;

/** What stands behind {@code Basic} in an {@code Authorization} header (RFC 7617): base64 of a name, a colon and a password. */
final class BasicLoginDetector implements Detector {

    static final String BEGINNINGS = "Bas bas";

    private static final String SCHEME = "basic ";
    private static final int LEAST = 8;
    private static final int MOST = 512;

    @Override
    public String label() {
        return "secret.password";
    }

    @Override
    public String what() {
        return "name and password of basic authentication";
    }

    @Override
    public String how() {
        return "`Basic` and base64 of a text with a colon; RFC 7617";
    }

    @Override
    public int end(CharSequence text, int start) {
        int from = start + SCHEME.length();
        if (!Ascii.regionMatchesIgnoringCase(text, start, SCHEME)) {
            return -1;
        }
        int end = Alphabet.BASE64.end(text, from, MOST);
        return end - from >= LEAST && (end - from) % 4 == 0 && login(text, from, end) ? end : -1;
    }

    @Override
    public int start(CharSequence text, int at) {
        return at + SCHEME.length();
    }

    /** Whether it decodes to ASCII with a colon that something stands behind. */
    private static boolean login(CharSequence text, int from, int to) {
        int bits = 0;
        int value = 0;
        int colon = -1;
        int read = 0;
        for (int i = from; i < to && text.charAt(i) != '='; i++) {
            value = (value << 6 | Base64Text.value(text.charAt(i))) & 0xFFFF;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                int b = value >>> bits & 0xFF;
                if (b < ' ' || b >= 0x7F) {
                    return false;
                }
                colon = colon < 0 && b == ':' ? read : colon;
                read++;
            }
        }
        return colon >= 0 && read > colon + 1;
    }
}
