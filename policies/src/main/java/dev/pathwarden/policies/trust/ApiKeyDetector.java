package dev.pathwarden.policies.trust;

import java.util.List;
import java.util.stream.Stream;

/** Keys that services mark with a prefix of their own, and signed JSON web tokens. */
final class ApiKeyDetector implements Detector {

    /**
     * How the keys of a service look.
     *
     * @param prefix how they begin
     * @param length characters behind the prefix, at least
     * @param extra characters besides letters and digits that they may hold
     */
    private record Shape(String prefix, int length, String extra) {
    }

    /** From the services' own documentation and their entries in public secret scanners; longer prefixes before shorter ones. */
    private static final List<Shape> SHAPES = List.of(
            new Shape("sk-ant-", 24, "-_"), new Shape("sk-proj-", 24, "-_"), new Shape("sk-or-v1-", 32, ""), new Shape("sk-", 20, ""),
            new Shape("sk_live_", 16, ""), new Shape("sk_test_", 16, ""), new Shape("rk_live_", 16, ""), new Shape("shpat_", 32, ""), new Shape("shpss_", 32, ""),
            new Shape("ghp_", 36, ""), new Shape("gho_", 36, ""), new Shape("ghu_", 36, ""), new Shape("ghs_", 36, ""), new Shape("ghr_", 36, ""),
            new Shape("github_pat_", 40, "_"), new Shape("glpat-", 20, "-_"), new Shape("xoxb-", 20, "-"), new Shape("xoxp-", 20, "-"), new Shape("xoxa-", 20, "-"),
            new Shape("xoxe-", 20, "-"), new Shape("xoxr-", 20, "-"), new Shape("xoxs-", 20, "-"), new Shape("AIza", 35, "-_"), new Shape("ya29.", 20, "-_"),
            new Shape("SG.", 60, "-_."), new Shape("npm_", 36, ""), new Shape("pypi-", 60, "-_"), new Shape("dop_v1_", 64, ""), new Shape("hf_", 34, ""),
            new Shape("xai-", 60, ""), new Shape("gsk_", 40, ""), new Shape("hvs.", 24, "-_"), new Shape("dapi", 32, ""), new Shape("lin_api_", 32, ""));

    private static final int MAX_LENGTH = 4096;

    /** Shapes by the first character of their prefix. */
    private static final Shape[][] BY_FIRST = byFirst();

    /** The first two characters of what it finds, or more. */
    static Stream<String> beginnings() {
        return Stream.concat(SHAPES.stream().map(Shape::prefix), Stream.of("eyJ"));
    }

    @Override
    public String label() {
        return "secret.api-key";
    }

    @Override
    public String what() {
        return "key of a service";
    }

    @Override
    public String how() {
        return "a prefix of its own, length, letters and digits";
    }

    @Override
    public int end(CharSequence text, int start) {
        if (Ascii.wordBefore(text, start)) {
            return -1;
        }
        if (text.charAt(start) == 'e') {
            return webToken(text, start);
        }
        Shape[] shapes = BY_FIRST[text.charAt(start) & 127];
        char second = Ascii.at(text, start + 1);
        for (Shape shape : shapes) {
            if (shape.prefix.charAt(1) == second && Ascii.startsWith(text, start, shape.prefix)) {
                int from = start + shape.prefix.length();
                int end = run(text, from, shape.extra);
                if (end - from >= shape.length && mixed(text, from, end)) {
                    return end;
                }
            }
        }
        return -1;
    }

    private static Shape[][] byFirst() {
        Shape[][] byFirst = new Shape[128][];
        for (char c = 0; c < byFirst.length; c++) {
            char first = c;
            byFirst[c] = SHAPES.stream().filter(shape -> shape.prefix.charAt(0) == first).toArray(Shape[]::new);
        }
        return byFirst;
    }

    private static int webToken(CharSequence text, int start) {
        if (!Ascii.startsWith(text, start, "eyJ")) {
            return -1;
        }
        int header = run(text, start, "-_");
        if (header - start < 12 || Ascii.at(text, header) != '.' || !Ascii.startsWith(text, header + 1, "eyJ")) {
            return -1;
        }
        int payload = run(text, header + 1, "-_");
        if (Ascii.at(text, payload) != '.') {
            return -1;
        }
        int end = run(text, payload + 1, "-_");
        return end - payload > 16 ? end : -1;
    }

    private static int run(CharSequence text, int from, String extra) {
        int limit = Math.min(text.length(), from + MAX_LENGTH);
        int i = from;
        while (i < limit && (Ascii.alphanumeric(text.charAt(i)) || extra.indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i;
    }

    /** Both letters and digits, as random characters have and words of a program have not. */
    private static boolean mixed(CharSequence text, int from, int to) {
        boolean letter = false;
        int digits = 0;
        for (int i = from; i < to; i++) {
            letter |= Ascii.letter(text.charAt(i));
            digits += Ascii.digit(text.charAt(i)) ? 1 : 0;
        }
        return letter && digits >= 2;
    }
}
