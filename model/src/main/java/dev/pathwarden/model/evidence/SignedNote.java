package dev.pathwarden.model.evidence;

import dev.pathwarden.model.signing.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with lines of signatures, as C2SP's signed notes have it: the text, an empty line, then per signature an em dash, the name of the key, and in base64 four bytes that tell the key apart and the
 * signature. Lines of signatures that others have added are passed over.
 *
 * @param text ends with a line feed; has no empty line
 * @param signatures the other lines, each ending with a line feed; empty where nobody has signed
 */
public record SignedNote(String text, String signatures) {

    /** Name of every key that Pathwarden signs with; which one it is, the four bytes tell. */
    public static final String KEY_NAME = "pathwarden.dev/recorder";

    private static final byte ED25519 = 1;
    private static final int KEY_ID = 4;
    /** One key signs a note once. Each further line that pretends to be its costs whoever verifies a millisecond. */
    private static final int MOST_TRIED = 4;
    private static final String DASH = "\u2014 ";

    /** The note of that whole text; null for a text that is none. */
    static SignedNote parse(String whole) {
        int end = whole.indexOf("\n\n");
        if (end < 0 || !whole.endsWith("\n")) {
            return null;
        }
        return new SignedNote(whole.substring(0, end + 1), whole.substring(end + 2));
    }

    /** The notes of a text that has one behind the other, with or without empty lines between; what is none is passed over. */
    public static List<SignedNote> parseAll(String notes) {
        List<SignedNote> all = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        StringBuilder signatures = new StringBuilder();
        for (String line : notes.split("\r?\n")) {
            if (line.startsWith(DASH)) {
                signatures.append(line).append('\n');
            } else if (!line.isEmpty()) {
                if (signatures.length() > 0) {
                    all.add(new SignedNote(text.toString(), signatures.toString()));
                    text.setLength(0);
                    signatures.setLength(0);
                }
                text.append(line).append('\n');
            }
        }
        if (signatures.length() > 0) {
            all.add(new SignedNote(text.toString(), signatures.toString()));
        }
        return all;
    }

    /**
     * Signs a text.
     *
     * @param publicText text of the public key that belongs to the other
     */
    public static SignedNote sign(String text, PrivateKey key, String publicText) throws GeneralSecurityException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] signature = SigningKeys.sign(bytes, bytes.length, key);
        byte[] line = Arrays.copyOf(keyId(SigningKeys.publicKey(publicText)), KEY_ID + signature.length);
        System.arraycopy(signature, 0, line, KEY_ID, signature.length);
        return new SignedNote(text, DASH + KEY_NAME + " " + Base64.getEncoder().encodeToString(line) + "\n");
    }

    /** A text that nobody has signed. */
    static SignedNote unsigned(String text) {
        return new SignedNote(text, "");
    }

    /** Whether anybody has signed it. */
    boolean isSigned() {
        return !signatures.isEmpty();
    }

    /** Whether one of its signatures is by that key's owner. */
    boolean isSignedBy(PublicKey key) throws GeneralSecurityException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] id = keyId(key);
        List<byte[]> tried = signatures.lines().filter(line -> line.startsWith(DASH + KEY_NAME + " ")).map(line -> line.split(" ")).filter(words -> words.length == 3).map(words -> decoded(words[2]))
                .filter(signature -> signature.length == KEY_ID + SigningKeys.SIGNATURE_BYTES && Arrays.equals(signature, 0, KEY_ID, id, 0, KEY_ID)).limit(MOST_TRIED).toList();
        for (byte[] signature : tried) {
            if (SigningKeys.signed(bytes, bytes.length, Arrays.copyOfRange(signature, KEY_ID, signature.length), key)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            // Of several spellings of the same bytes only one counts, so that no character can be changed unnoticed.
            return Base64.getEncoder().encodeToString(bytes).equals(base64) ? bytes : new byte[0];
        } catch (IllegalArgumentException none) {
            return new byte[0];
        }
    }

    private static byte[] keyId(PublicKey key) {
        MessageDigest digest = Sha256.digest();
        digest.update((KEY_NAME + "\n").getBytes(StandardCharsets.US_ASCII));
        digest.update(ED25519);
        byte[] encoded = key.getEncoded();
        digest.update(encoded, encoded.length - Sha256.BYTES, Sha256.BYTES);
        return Arrays.copyOf(digest.digest(), KEY_ID);
    }

    /** Text and signatures, as it is kept and handed to others. */
    @Override
    public String toString() {
        return text + "\n" + signatures;
    }
}
