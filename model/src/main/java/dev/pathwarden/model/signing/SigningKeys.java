package dev.pathwarden.model.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Ed25519 keys, their signatures and their texts: 64 hex digits of the public key, hex digits of the private key's PKCS #8 encoding. */
public final class SigningKeys {

    /** Length of a signature. */
    public static final int SIGNATURE_BYTES = 64;
    /** Length of a public key. */
    static final int PUBLIC_BYTES = 32;

    private static final String ALGORITHM = "Ed25519";
    /** What stands before the 32 bytes of every public key of this kind in X.509 (RFC 8410). */
    private static final byte[] PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    private static final int FINGERPRINT = 8;

    private SigningKeys() {
    }

    /** A new pair. */
    public static KeyPair make() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    }

    /** The text of a public key. */
    public static String text(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Hex.of(Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length));
    }

    /** The text of a private key, a secret. */
    public static String text(PrivateKey key) {
        return Hex.of(key.getEncoded());
    }

    /** The beginning of a public key's text, by which people tell keys apart. */
    public static String fingerprint(String publicText) {
        return publicText.substring(0, FINGERPRINT);
    }

    /** Whether the text could be that of a public key. Every key has one text: what is counted and remembered by texts of keys would otherwise take one key for two. */
    public static boolean isPublic(String text) {
        byte[] bytes = text.length() == 2 * PUBLIC_BYTES ? Hex.bytes(text) : null;
        return bytes != null && Hex.of(bytes).equals(text);
    }

    /**
     * The public key of that text.
     *
     * @throws InvalidKeySpecException if it is none
     */
    public static PublicKey publicKey(String text) throws GeneralSecurityException {
        byte[] point = Hex.bytes(text);
        if (point == null || point.length != PUBLIC_BYTES) {
            throw new InvalidKeySpecException("a public key is " + 2 * PUBLIC_BYTES + " hex digits");
        }
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + PUBLIC_BYTES);
        System.arraycopy(point, 0, encoded, PREFIX.length, PUBLIC_BYTES);
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /**
     * The private key of that text.
     *
     * @throws InvalidKeySpecException if it is none
     */
    public static PrivateKey privateKey(String text) throws GeneralSecurityException {
        byte[] encoded = Hex.bytes(text);
        if (encoded == null) {
            throw new InvalidKeySpecException("a private key is hex digits");
        }
        return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** Signs the first bytes of an array. */
    public static byte[] sign(byte[] bytes, int length, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        signature.update(bytes, 0, length);
        return signature.sign();
    }

    /** Whether that is the signature of the first bytes of an array by the key's owner; false for bytes that are no signature. */
    public static boolean signed(byte[] bytes, int length, byte[] signed, PublicKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initVerify(key);
        signature.update(bytes, 0, length);
        try {
            return signature.verify(signed);
        } catch (SignatureException malformed) {
            return false;
        }
    }
}
