package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;
import java.util.zip.CRC32;

/** What is asked of the characters of a key besides its form, so that words of a program and placeholders are none. */
enum Likeness {

    /** At least eight different characters. */
    VARIED("8 different characters"),
    /** Letters and at least two digits too, as random characters have and words of a program have not. */
    MIXED("letters and 2 digits"),
    /** Large and small letters. */
    CASED("large and small letters"),
    /** The last six are the checksum over the others, or letters and digits are mixed: a key that somebody made up to try a guardrail is to be found too. */
    CRC32("CRC-32 in base 62, or letters and 2 digits");

    private static final int LEAST_DIFFERENT = 8;
    private static final int CHECKSUM = 6;
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final String text;

    Likeness(String text) {
        this.text = text;
    }

    /** For people. */
    String text() {
        return text;
    }

    boolean holds(CharSequence characters, int from, int to) {
        long low = 0;
        long high = 0;
        int digits = 0;
        boolean large = false;
        boolean small = false;
        for (int i = from; i < to; i++) {
            char c = characters.charAt(i);
            low |= c < 64 ? 1L << c : 0;
            high |= c >= 64 ? 1L << c : 0;
            digits += Ascii.digit(c) ? 1 : 0;
            large |= Ascii.upper(c);
            small |= Ascii.letter(c) && !Ascii.upper(c);
        }
        boolean mixed = digits >= 2 && (large || small);
        return Long.bitCount(low) + Long.bitCount(high) >= LEAST_DIFFERENT && switch (this) {
            case VARIED -> true;
            case MIXED -> mixed;
            case CASED -> large && small;
            case CRC32 -> mixed || checked(characters, from, to);
        };
    }

    private static boolean checked(CharSequence characters, int from, int to) {
        CRC32 crc = new CRC32();
        for (int i = from; i < to - CHECKSUM; i++) {
            crc.update(characters.charAt(i));
        }
        long rest = crc.getValue();
        for (int i = to - 1; i >= to - CHECKSUM; i--) {
            if (characters.charAt(i) != BASE62.charAt((int) (rest % BASE62.length()))) {
                return false;
            }
            rest /= BASE62.length();
        }
        return true;
    }
}
