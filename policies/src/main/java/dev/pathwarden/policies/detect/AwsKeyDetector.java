package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/** Access key ids of Amazon Web Services: {@code AKIA} or {@code ASIA} and 16 characters of base 32. */
final class AwsKeyDetector implements Detector {

    private static final int LENGTH = 20;

    @Override
    public String label() {
        return "secret.aws-key";
    }

    @Override
    public String what() {
        return "Amazon Web Services, access key id";
    }

    @Override
    public String how() {
        return "`AKIA` or `ASIA` and 16 characters of base 32";
    }

    @Override
    public int end(CharSequence text, int start) {
        if (!Ascii.startsWith(text, start, "AKIA") && !Ascii.startsWith(text, start, "ASIA") || start + LENGTH > text.length()
                || Ascii.wordBefore(text, start) || Ascii.word(Ascii.at(text, start + LENGTH))) {
            return -1;
        }
        for (int i = start + 4; i < start + LENGTH; i++) {
            char c = text.charAt(i);
            if (!Ascii.upper(c) && !(c >= '2' && c <= '7')) {
                return -1;
            }
        }
        return start + LENGTH;
    }
}
