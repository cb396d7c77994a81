package dev.pathwarden.model.encryption;

import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.signing.Hex;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Decrypts the blocks of one file. For any thread until it is closed. */
public final class Decrypting implements AutoCloseable {

    /** A file is encrypted, and the key for it is not there or is another one. */
    public static final class LockedException extends Exception {
        private static final long serialVersionUID = 1L;

        LockedException(String message) {
            super(message);
        }
    }

    private static final byte[] NOTHING = {};

    private final byte[] header;
    private final byte[] fileKey;

    private Decrypting(byte[] header, byte[] fileKey) {
        this.header = header;
        this.fileKey = fileKey;
    }

    /** Bytes of every header. */
    public static int headerBytes() {
        return BlockLayout.HEADER_BYTES;
    }

    /**
     * The name of the key that a file was encrypted with.
     *
     * @throws CorruptBytesException if that is no header
     */
    public static String keyName(byte[] header) {
        return Hex.of(BlockLayout.name(header));
    }

    /**
     * For the file with that header.
     *
     * @throws LockedException if there is no key for it, or it cannot be had; the message is the end of a sentence about the file
     * @throws CorruptBytesException if that is no header
     */
    public static Decrypting with(EncryptionKeys keys, byte[] header) throws LockedException {
        String name = keyName(header);
        try (EncryptionKey key = keys.find(name)) {
            if (key == null) {
                throw new LockedException("is encrypted with the key " + name + ", and no key was given: name it with --decrypt-with or in $PATHWARDEN_ENCRYPTION_KEY");
            }
            if (!key.name().equals(name)) {
                throw new LockedException("is encrypted with the key " + name + ", and the one that was given is " + key.name() + ": name the right one");
            }
            return new Decrypting(header.clone(), key.unwrap(BlockLayout.wrapped(header)));
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            throw new LockedException("is encrypted with the key " + name + ". " + (why.endsWith(".") ? why.substring(0, why.length() - 1) : why));
        } catch (GeneralSecurityException e) {
            throw new CorruptBytesException("its own key was changed, without which nothing in it can be decrypted", e);
        }
    }

    /** The content of the segment of that number, from 0. */
    public byte[] content(long number, byte[] block) {
        return decrypt(BlockLayout.CONTENT, number, NOTHING, block);
    }

    /** The index of the segment of that number, from 0. */
    public byte[] index(long number, byte[] block) {
        return decrypt(BlockLayout.INDEX, number, NOTHING, block);
    }

    /**
     * What stands beside the runs.
     *
     * @param segments how many segments there are: another number than was written does not decrypt
     * @param beside what stands in clear before it
     */
    public byte[] notes(long segments, byte[] block, byte[] beside) {
        return decrypt(BlockLayout.NOTES, segments, beside, block);
    }

    private byte[] decrypt(int kind, long number, byte[] beside, byte[] block) {
        byte[] copy;
        synchronized (fileKey) {
            copy = fileKey.clone();
        }
        try {
            return BlockLayout.decrypt(copy, header, kind, number, beside, block);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** Wipes the file's key. */
    @Override
    public void close() {
        synchronized (fileKey) {
            Arrays.fill(fileKey, (byte) 0);
        }
    }
}
