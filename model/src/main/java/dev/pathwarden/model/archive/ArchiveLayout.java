package dev.pathwarden.model.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where things lie in an archive. Numbers are big endian where they have a fixed size.
 *
 * <pre>
 * 0       8
 * +-------+--------------------+----------+-----------------+-----------------+----------------+-----------+
 * | magic | segment, segment.. | manifest | manifest offset | manifest length | SHA-256 of the | end magic |
 * |       |                    |          | 8               | 4               | manifest, 32   | 8         |
 * +-------+--------------------+----------+-----------------+-----------------+----------------+-----------+
 *
 * manifest --&gt; segments: varint, (length: varint, SHA-256: 32, index length: varint, index)*, notes length: varint, notes, evidence
 *   encrypted: header: 49, segments: as above, of blocks, signatures length: varint, signatures, block of the notes and evidence
 * </pre>
 *
 * <p>Segments lie one behind the other without gaps, from byte 8 to the manifest; so every byte of the file is covered by a digest or is
 * one of the fixed ones. The last byte of the first magic is the version. In version 1 the notes are the rest of the manifest. Version 3 is encrypted; what is not is written in version 2.
 */
final class ArchiveLayout {

    /** The version of an archive in clear; version 1 is read too. */
    static final int VERSION = 2;
    /** The version of an encrypted archive. */
    static final int ENCRYPTED = 3;
    static final byte[] MAGIC = {'P', 'W', 'A', 'R', 'C', 'H', 'V', VERSION};
    static final byte[] ENCRYPTED_MAGIC = {'P', 'W', 'A', 'R', 'C', 'H', 'V', ENCRYPTED};
    static final byte[] END_MAGIC = {'P', 'W', 'A', 'R', 'C', 'E', 'N', 'D'};
    /** The version of an archive without evidence. */
    static final int WITHOUT_EVIDENCE = 1;
    static final int DIGEST = 32;
    static final int FOOTER = Long.BYTES + Integer.BYTES + DIGEST + 8;
    static final int MAX_MANIFEST = 256 << 20;
    static final int MAX_SEGMENT = 300 << 20;

    private ArchiveLayout() {
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
