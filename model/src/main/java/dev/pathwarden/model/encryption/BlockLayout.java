package dev.pathwarden.model.encryption;

import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.journal.CorruptBytesException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where things lie in what is encrypted.
 *
 * <pre>
 * header --&gt; scheme: 1, name of the user's key: 8, the file's key in AES key wrap (RFC 3394) under the user's: 40
 * block  --&gt; AES-256-GCM under the file's key: ciphertext, tag: 16
 * nonce  --&gt; kind: 4, number: 8
 * associated data --&gt; header, kind: 4, number: 8, what stands in clear beside the block
 * kind   --&gt; 1 a segment's content, 2 a segment's index: their number is the segment's, from 0 | 3 notes and evidence: their number is that of the segments
 * </pre>
 */
final class BlockLayout {

    static final int SCHEME = 1;
    static final int HEADER_BYTES = 1 + EncryptionKey.NAME_BYTES + EncryptionKey.WRAPPED_BYTES;
    static final int CONTENT = 1;
    static final int INDEX = 2;
    static final int NOTES = 3;
    static final int TAG_BYTES = 16;

    private static final int BITS = 8;
    private static final int PLACE_BYTES = Integer.BYTES + Long.BYTES;

    private BlockLayout() {
    }

    static byte[] header(EncryptionKey key, byte[] fileKey) {
        byte[] name = key.nameBytes();
        byte[] wrapped = key.wrap(fileKey);
        return new ByteSink(HEADER_BYTES).u8(SCHEME).raw(name, 0, name.length).raw(wrapped, 0, wrapped.length).toByteArray();
    }

    /** The name of the key with which a file was encrypted. */
    static byte[] name(byte[] header) {
        ByteSource source = new ByteSource(header);
        int scheme = source.u8();
        if (scheme != SCHEME) {
            throw new CorruptBytesException("it is encrypted in the way " + scheme + ", and this Pathwarden knows the way " + SCHEME + " only");
        }
        byte[] name = source.raw(EncryptionKey.NAME_BYTES);
        source.raw(EncryptionKey.WRAPPED_BYTES);
        source.finish();
        return name;
    }

    static byte[] wrapped(byte[] header) {
        return Arrays.copyOfRange(header, 1 + EncryptionKey.NAME_BYTES, HEADER_BYTES);
    }

    static byte[] encrypt(byte[] fileKey, byte[] header, int kind, long number, byte[] beside, byte[] plain) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, fileKey, header, kind, number, beside).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot encrypt with AES-256-GCM", e);
        }
    }

    static byte[] decrypt(byte[] fileKey, byte[] header, int kind, long number, byte[] beside, byte[] block) {
        if (block.length < TAG_BYTES) {
            throw changed(null);
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, fileKey, header, kind, number, beside).doFinal(block);
        } catch (GeneralSecurityException e) {
            throw changed(e);
        }
    }

    private static CorruptBytesException changed(Exception e) {
        return new CorruptBytesException("what is encrypted there was changed, or belongs in another place or file", e);
    }

    private static Cipher cipher(int mode, byte[] fileKey, byte[] header, int kind, long number, byte[] beside) throws GeneralSecurityException {
        byte[] place = new ByteSink(PLACE_BYTES).fixed32(kind).fixed64(number).toByteArray();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(fileKey, "AES"), new GCMParameterSpec(TAG_BYTES * BITS, place));
        cipher.updateAAD(header);
        cipher.updateAAD(place);
        cipher.updateAAD(beside);
        return cipher;
    }
}
