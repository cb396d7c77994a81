package dev.pathwarden.policies.rollout;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;

/**
 * What a receiver of bundles is known by: the SHA-256 of its public key as X.509 encodes it (RFC 7469), in the text that curl's {@code --pinnedpubkey} takes.
 *
 * @param text {@code sha256//} and 44 characters of Base64
 */
public record Pin(String text) {

    private static final String PREFIX = "sha256//";
    private static final int BYTES = 32;

    /**
     * A pin.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public Pin {
        if (!isPin(text)) {
            throw new IllegalArgumentException("a pin is 'sha256//' and 44 characters behind it, as 'pathwarden policy receive' prints it");
        }
    }

    /** The pin of that text; empty where it is none. */
    public static Optional<Pin> parse(String text) {
        return isPin(text) ? Optional.of(new Pin(text)) : Optional.empty();
    }

    /** The pin of a key. */
    public static Pin of(PublicKey key) {
        try {
            return new Pin(PREFIX + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key.getEncoded())));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static boolean isPin(String text) {
        if (!text.startsWith(PREFIX)) {
            return false;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            // One text for each pin: of the last character's bits not all are used.
            return bytes.length == BYTES && text.equals(PREFIX + Base64.getEncoder().encodeToString(bytes));
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
