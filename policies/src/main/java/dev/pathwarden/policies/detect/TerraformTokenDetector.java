package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;
import dev.pathwarden.policies.text.Tokens;

/** Tokens of HCP Terraform, found at their {@code .atlasv1.}. */
final class TerraformTokenDetector implements Detector {

    private static final String MARK = ".atlasv1.";
    private static final int BEFORE = 14;
    private static final int LEAST = 60;
    private static final int MOST = 96;

    @Override
    public String label() {
        return "secret.api-key";
    }

    @Override
    public String what() {
        return "key: HCP Terraform";
    }

    @Override
    public String how() {
        return "14 letters and digits, `.atlasv1.` and 60 or more of base64url; developer.hashicorp.com/terraform";
    }

    @Override
    public int end(CharSequence text, int dot) {
        if (!Ascii.startsWith(text, dot, MARK) || dot < BEFORE || Alphabet.ALPHANUMERIC.end(text, dot - BEFORE, BEFORE) != dot || Ascii.wordBefore(text, dot - BEFORE)) {
            return -1;
        }
        int end = Alphabet.BASE64_URL.end(text, dot + MARK.length(), MOST);
        return end - dot - MARK.length() >= LEAST ? end : -1;
    }

    @Override
    public int start(CharSequence text, int dot) {
        return dot - BEFORE;
    }
}
