package dev.pathwarden.samples.customerreport;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM with a key that lives as long as this object: nobody has to open a sample's report.
 *
 * <p>Encrypted form: 12 bytes nonce, then ciphertext with its 16 bytes tag.
 */
final class ReportCipher {

    private static final int KEY_BITS = 256;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    private ReportCipher(SecretKey key) {
        this.key = key;
    }

    static ReportCipher withNewKey() {
        try {
            KeyGenerator keys = KeyGenerator.getInstance("AES");
            keys.init(KEY_BITS);
            return new ReportCipher(keys.generateKey());
        } catch (GeneralSecurityException everyJdkHasAes) {
            throw new IllegalStateException(everyJdkHasAes);
        }
    }

    byte[] encrypt(byte[] plain) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
        return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    }

    byte[] decrypt(byte[] encrypted) throws GeneralSecurityException {
        byte[] nonce = java.util.Arrays.copyOf(encrypted, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, nonce).doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
