package dev.pathwarden.model.archive;

import dev.pathwarden.model.encryption.Decrypting;
import dev.pathwarden.model.encryption.Encrypting;
import dev.pathwarden.model.encryption.EncryptionKey;
import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.segment.SealedSegment;
import dev.pathwarden.model.segment.SegmentBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Archives as a fuzzer makes them: with digests that fit. */
public final class ArchiveBytes {

    private ArchiveBytes() {
    }

    /** An archive of these parts. */
    public static byte[] of(List<SealedSegment> segments, byte[] notes, byte[] evidence) {
        ByteSink archive = new ByteSink(4096);
        archive.raw(ArchiveLayout.MAGIC, 0, ArchiveLayout.MAGIC.length);
        ByteSink manifest = new ByteSink(4096);
        manifest.varint(segments.size());
        for (SealedSegment segment : segments) {
            archive.raw(segment.content(), 0, segment.content().length);
            manifest.varint(segment.content().length).raw(ArchiveLayout.digest(segment.content()), 0, ArchiveLayout.DIGEST);
            manifest.varint(segment.index().length).raw(segment.index(), 0, segment.index().length);
        }
        manifest.varint(notes.length).raw(notes, 0, notes.length).raw(evidence, 0, evidence.length);
        return ended(archive, manifest.toByteArray());
    }

    /**
     * An encrypted archive of these parts.
     *
     * @param signatures what stands in clear beside the blocks
     */
    public static byte[] encrypted(EncryptionKey key, List<SealedSegment> segments, byte[] notes, byte[] evidence, byte[] signatures) {
        try (Encrypting encrypting = new Encrypting(key)) {
            ByteSink archive = new ByteSink(4096).raw(ArchiveLayout.ENCRYPTED_MAGIC, 0, ArchiveLayout.ENCRYPTED_MAGIC.length);
            ByteSink manifest = new ByteSink(4096).raw(encrypting.header(), 0, Decrypting.headerBytes()).varint(segments.size());
            for (SealedSegment segment : segments) {
                byte[] content = encrypting.content(segment.content());
                byte[] index = encrypting.index(segment.index());
                archive.raw(content, 0, content.length);
                manifest.varint(content.length).raw(ArchiveLayout.digest(content), 0, ArchiveLayout.DIGEST).varint(index.length).raw(index, 0, index.length);
            }
            byte[] beside = new ByteSink(4096).varint(notes.length).raw(notes, 0, notes.length).raw(evidence, 0, evidence.length).toByteArray();
            byte[] block = encrypting.notes(beside, signatures);
            manifest.varint(signatures.length).raw(signatures, 0, signatures.length).raw(block, 0, block.length);
            return ended(archive, manifest.toByteArray());
        }
    }

    private static byte[] ended(ByteSink archive, byte[] manifest) {
        int manifestAt = archive.size();
        archive.raw(manifest, 0, manifest.length).fixed64(manifestAt).fixed32(manifest.length).raw(ArchiveLayout.digest(manifest), 0, ArchiveLayout.DIGEST);
        return archive.raw(ArchiveLayout.END_MAGIC, 0, ArchiveLayout.END_MAGIC.length).toByteArray();
    }

    /** The same bytes with digests that fit, as far as the parts can be found. */
    public static byte[] repaired(byte[] bytes) {
        int footer = bytes.length - ArchiveLayout.FOOTER;
        if (footer < ArchiveLayout.MAGIC.length) {
            return bytes;
        }
        byte[] archive = bytes.clone();
        int manifestAt = (int) ByteBuffer.wrap(archive).getLong(footer);
        if (manifestAt < ArchiveLayout.MAGIC.length || manifestAt > footer) {
            return archive;
        }
        try {
            segments(archive, manifestAt, footer);
        } catch (CorruptBytesException none) {
            // What was found is repaired; the reader is to meet the rest as it is.
        }
        ByteBuffer.wrap(archive).putInt(footer + Long.BYTES, footer - manifestAt);
        put(ArchiveLayout.digest(Arrays.copyOfRange(archive, manifestAt, footer)), archive, footer + Long.BYTES + Integer.BYTES);
        return archive;
    }

    private static void segments(byte[] archive, int manifestAt, int footer) {
        ByteSource manifest = new ByteSource(archive, manifestAt, footer - manifestAt);
        int offset = ArchiveLayout.MAGIC.length;
        boolean encrypted = archive[ArchiveLayout.MAGIC.length - 1] == ArchiveLayout.ENCRYPTED;
        if (encrypted) {
            manifest.skip(Decrypting.headerBytes());
        }
        for (int left = manifest.count(ArchiveLayout.DIGEST + 2); left > 0; left--) {
            long length = manifest.varint();
            int digestAt = footer - manifest.remaining();
            manifest.skip(ArchiveLayout.DIGEST);
            int indexLength = manifest.count(1);
            if (!encrypted) {
                repairIn(archive, footer - manifest.remaining(), indexLength);
            }
            manifest.skip(indexLength);
            if (length < 0 || length > manifestAt - offset) {
                return;
            }
            if (!encrypted) {
                repairIn(archive, offset, (int) length);
            }
            put(ArchiveLayout.digest(Arrays.copyOfRange(archive, offset, offset + (int) length)), archive, digestAt);
            offset += (int) length;
        }
    }

    private static void repairIn(byte[] archive, int offset, int length) {
        if (length >= ArchiveLayout.DIGEST) {
            put(SegmentBytes.repaired(Arrays.copyOfRange(archive, offset, offset + length)), archive, offset);
        }
    }

    private static void put(byte[] part, byte[] archive, int at) {
        System.arraycopy(part, 0, archive, at, part.length);
    }
}
