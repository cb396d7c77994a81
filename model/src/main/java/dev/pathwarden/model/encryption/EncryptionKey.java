package dev.pathwarden.model.encryption;

import dev.pathwarden.model.signing.Hex;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of 256 random bits with which a user's snapshots and archives are encrypted: it encrypts the key of each file, and nothing else. For any thread until it is closed, which wipes it.
 */
public final class EncryptionKey implements AutoCloseable {

    /** What the text of every key begins with, so that it is known wherever it should not be. */
    public static final String BEGINNING = "PATHWARDEN-ENCRYPTION-KEY-1-";

    /** Most bytes that the text of a key has, with what may stand around it. */
    public static final int LONGEST_TEXT = 4096;

    static final int BYTES = 32;
    static final int NAME_BYTES = 8;
    static final int WRAPPED_BYTES = BYTES + 8;

    private static final byte[] NAMING = "pathwarden encryption key".getBytes(StandardCharsets.US_ASCII);

    private final byte[] secret;
    private final byte[] name;
    private boolean closed;

    private EncryptionKey(byte[] secret) {
        this.secret = secret;
        this.name = Arrays.copyOf(named(secret), NAME_BYTES);
    }

    /** A new key that nobody else has. */
    public static EncryptionKey random() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return new EncryptionKey(secret);
    }

    /**
     * The key of its text, with or without white space around it.
     *
     * @param text wiped here
     * @throws GeneralSecurityException if it is none; the message says nothing of it
     */
    public static EncryptionKey of(byte[] text) throws GeneralSecurityException {
        try {
            int from = 0;
            int to = text.length;
            while (from < to && text[from] <= ' ' && text[from] >= 0) {
                from++;
            }
            while (to > from && text[to - 1] <= ' ' && text[to - 1] >= 0) {
                to--;
            }
            if (to - from != BEGINNING.length() + 2 * BYTES || !BEGINNING.equals(new String(text, from, BEGINNING.length(), StandardCharsets.US_ASCII))) {
                throw new GeneralSecurityException("the text is no key to encrypt with");
            }
            byte[] secret = new byte[BYTES];
            for (int i = 0; i < BYTES; i++) {
                int high = Character.digit(text[from + BEGINNING.length() + 2 * i], 16);
                int low = Character.digit(text[from + BEGINNING.length() + 2 * i + 1], 16);
                if (high < 0 || low < 0) {
                    Arrays.fill(secret, (byte) 0);
                    throw new GeneralSecurityException("the text is no key to encrypt with");
                }
                secret[i] = (byte) (high << 4 | low);
            }
            return new EncryptionKey(secret);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** The key as text, a line; whoever asks for it wipes it. */
    public synchronized byte[] text() {
        byte[] text = Arrays.copyOf(BEGINNING.getBytes(StandardCharsets.US_ASCII), BEGINNING.length() + 2 * BYTES + 1);
        for (int i = 0; i < BYTES; i++) {
            text[BEGINNING.length() + 2 * i] = (byte) Character.forDigit(secret[i] >> 4 & 0xF, 16);
            text[BEGINNING.length() + 2 * i + 1] = (byte) Character.forDigit(secret[i] & 0xF, 16);
        }
        text[text.length - 1] = '\n';
        return text;
    }

    /** By what people tell keys apart: 16 hex digits, the same wherever the key is used. It stands in each file that was encrypted with it, and the key cannot be found out from it. */
    public String name() {
        return Hex.of(name);
    }

    byte[] nameBytes() {
        return name.clone();
    }

    /** A file's key, encrypted. */
    byte[] wrap(byte[] fileKey) {
        byte[] copy = secret();
        try {
            Cipher cipher = Cipher.getInstance("AESWrap");
            cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(copy, "AES"));
            return cipher.wrap(new SecretKeySpec(fileKey, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES key wrap", e);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /**
     * A file's key.
     *
     * @throws GeneralSecurityException if it was not encrypted with this one, or is not as it was written
     */
    byte[] unwrap(byte[] wrapped) throws GeneralSecurityException {
        byte[] copy = secret();
        try {
            Cipher cipher = Cipher.getInstance("AESWrap");
            cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(copy, "AES"));
            return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    private synchronized byte[] secret() {
        if (closed) {
            throw new IllegalStateException("the key " + name() + " is closed");
        }
        return secret.clone();
    }

    private static byte[] named(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(NAMING);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
        }
    }

    /** Wipes it. What the Java platform copied of it meanwhile is the collector's. */
    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public String toString() {
        return "key " + name();
    }
}
