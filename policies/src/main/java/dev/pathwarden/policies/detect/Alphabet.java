package dev.pathwarden.policies.detect;

/** Characters that the keys of a service are made of. */
enum Alphabet {

    HEX("hex digits", "0123456789abcdef"),
    DIGITS_AND_CAPITALS("capitals and digits", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ALPHANUMERIC("letters and digits", DIGITS_AND_CAPITALS.characters + "abcdefghijklmnopqrstuvwxyz"),
    WORD("letters, digits and `_`", ALPHANUMERIC.characters + "_"),
    DASHED("letters, digits and `-`", ALPHANUMERIC.characters + "-"),
    BASE64_URL("base64url", ALPHANUMERIC.characters + "-_"),
    BASE64("base64", ALPHANUMERIC.characters + "+/="),
    DOTTED("letters, digits, `-`, `_` and `.`", ALPHANUMERIC.characters + "-_."),
    TOKEN68("token68", ALPHANUMERIC.characters + "-._~+/="),
    PATH("letters, digits, `-`, `_` and `/`", ALPHANUMERIC.characters + "-_/");

    private final String text;
    private final String characters;
    private final long low;
    private final long high;

    Alphabet(String text, String characters) {
        this.text = text;
        this.characters = characters;
        long below64 = 0;
        long above = 0;
        for (char c : characters.toCharArray()) {
            below64 |= c < 64 ? 1L << c : 0;
            above |= c >= 64 ? 1L << c : 0;
        }
        low = below64;
        high = above;
    }

    /** For people. */
    String text() {
        return text;
    }

    boolean holds(char c) {
        return c < 128 && ((c < 64 ? low : high) >>> c & 1) != 0;
    }

    /** Offset behind the characters of this alphabet that stand there together, at most so many. */
    int end(CharSequence text, int from, int most) {
        int limit = Math.min(text.length(), from + most);
        int i = from;
        while (i < limit && holds(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
