package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/** Private keys in PEM, by their first line. A key that is itself encrypted is none. */
final class PrivateKeyDetector implements Detector {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final int MAX_LINE = 64;

    @Override
    public String label() {
        return "secret.private-key";
    }

    @Override
    public String what() {
        return "private key in PEM";
    }

    @Override
    public String how() {
        return "its first line; not one that is encrypted";
    }

    @Override
    public int end(CharSequence text, int start) {
        if (!Ascii.startsWith(text, start, BEGIN)) {
            return -1;
        }
        for (int i = start + BEGIN.length(); i < text.length() && i - start < MAX_LINE; i++) {
            if (text.charAt(i) == '-') {
                String name = text.subSequence(start + BEGIN.length(), i).toString();
                boolean key = name.endsWith("PRIVATE KEY") || name.equals("PGP PRIVATE KEY BLOCK");
                return key && !name.startsWith("ENCRYPTED") && Ascii.startsWith(text, i, "-----") ? i + 5 : -1;
            }
        }
        return -1;
    }

    @Override
    public int whole(CharSequence text, int start, int end) {
        String all = text.toString();
        int last = all.indexOf(END, end);
        int close = last < 0 ? -1 : all.indexOf("-----", last + END.length());
        return close < 0 ? all.length() : close + 5;
    }
}
