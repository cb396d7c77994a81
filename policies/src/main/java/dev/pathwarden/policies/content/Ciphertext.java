package dev.pathwarden.policies.content;

import dev.pathwarden.policies.text.Ascii;
import dev.pathwarden.policies.text.TextBytes;
import java.nio.charset.StandardCharsets;

/**
 * Decides from bytes alone whether they are ciphertext. Names of files and tools are never asked.
 *
 * <p>Ciphertext is evenly spread ({@link Randomness}), is no compressed or media format ({@link FileKinds}), and holds no readable stretch. Text
 * is judged by what its armour holds ({@link Armour}). Two openings in the clear are allowed, because they carry nothing of the content: that of
 * {@code openssl enc} and that of age. Not recognised, and so taken for plaintext: ciphertext inside JSON or XML. Not told apart from
 * ciphertext: compressed bytes of a format that is not known here, and random bytes that are nobody's secret.
 */
final class Ciphertext {

    /** Text of this length is text and not chance: a random byte is printable with 0.37, so 12 of them with 7 in a million. */
    private static final int MIN_TEXT = 12;
    /** A stretch of printable characters that does not occur in a gigabyte of random bytes. */
    private static final int READABLE = 28;
    private static final int MAX_ARMOUR = 2;
    private static final String OPENSSL = "Salted__";
    private static final String AGE = "age-encryption.org/v1\n";
    private static final int MAX_AGE_HEADER = 4096;

    private Ciphertext() {
    }

    /** True for ciphertext, false for anything else, null where the bytes are too few to tell. */
    static Boolean looksLike(byte[] bytes, int offset, int length) {
        return looksLike(bytes, offset, length, 0);
    }

    private static Boolean looksLike(byte[] bytes, int offset, int length, int depth) {
        if (length == 0) {
            return null;
        }
        int opening = opening(bytes, offset, length);
        if (opening > 0) {
            return binary(bytes, offset + opening, length - opening);
        }
        if (TextBytes.isText(bytes, offset, length)) {
            return text(bytes, offset, length, depth);
        }
        if (TextBytes.wide(bytes, offset, length) >= 0) {
            return length >= 2 * MIN_TEXT ? false : null;
        }
        return binary(bytes, offset, length);
    }

    private static Boolean text(byte[] bytes, int offset, int length, int depth) {
        byte[] decoded = depth < MAX_ARMOUR ? Armour.decode(new String(bytes, offset, length, StandardCharsets.ISO_8859_1)) : null;
        if (decoded != null && decoded.length >= Randomness.MIN_UNEVEN) {
            return looksLike(decoded, 0, decoded.length, depth + 1);
        }
        return length >= MIN_TEXT && decoded == null ? false : null;
    }

    private static Boolean binary(byte[] bytes, int offset, int length) {
        Boolean even = Randomness.even(bytes, offset, length);
        if (even == null || !even) {
            return even == null && TextBytes.longestReadable(bytes, offset, length) >= MIN_TEXT ? Boolean.FALSE : even;
        }
        return TextBytes.longestReadable(bytes, offset, length) < READABLE && !FileKinds.compressedOrMedia(bytes, offset, length);
    }

    /** Length of an opening in the clear that is known and says nothing of the content; 0 for none. */
    private static int opening(byte[] bytes, int offset, int length) {
        String head = new String(bytes, offset, Math.min(length, MAX_AGE_HEADER), StandardCharsets.ISO_8859_1);
        if (head.startsWith(OPENSSL)) {
            return OPENSSL.length();
        }
        if (!head.startsWith(AGE)) {
            return 0;
        }
        int mac = head.indexOf("\n--- ");
        int end = mac < 0 ? -1 : head.indexOf('\n', mac + 1);
        return end > 0 && ageStanzas(head.substring(AGE.length(), mac + 1)) ? end + 1 : 0;
    }

    /** Whether the lines are age's recipient stanzas: {@code -> type arguments}, or base64 of at most 64 characters. */
    private static boolean ageStanzas(String lines) {
        for (String line : lines.split("\n")) {
            boolean stanza = line.startsWith("-> ") && line.length() <= 128;
            boolean body = line.length() <= 64 && line.chars().allMatch(c -> Ascii.alphanumeric((char) c) || c == '+' || c == '/');
            if (!stanza && !body) {
                return false;
            }
        }
        return true;
    }
}
