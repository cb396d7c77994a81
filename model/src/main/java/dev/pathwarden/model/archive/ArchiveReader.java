package dev.pathwarden.model.archive;

import dev.pathwarden.model.encryption.Decrypting;
import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.snapshot.SegmentedSnapshot;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the manifest of an archive, and checks that every byte of the file has its place. Of one that is encrypted it reads what stands in clear; {@link #decrypt} reads the rest. */
final class ArchiveReader {

    private final List<Segment> segments = new ArrayList<>();
    private final byte[] header;
    private final byte[] signatures;
    private final byte[] block;
    private NotesCodec.Notes notes;
    private byte[] evidence;

    /** @throws CorruptBytesException if the file is no whole archive */
    ArchiveReader(FileChannel in) throws IOException {
        long size = in.size();
        if (size < ArchiveLayout.MAGIC.length + ArchiveLayout.FOOTER) {
            throw new CorruptBytesException("it is cut at byte " + size);
        }
        int version = version(read(in, 0, ArchiveLayout.MAGIC.length));
        long footerAt = size - ArchiveLayout.FOOTER;
        byte[] footerBytes = read(in, footerAt, ArchiveLayout.FOOTER);
        if (!Arrays.equals(footerBytes, ArchiveLayout.FOOTER - ArchiveLayout.END_MAGIC.length, ArchiveLayout.FOOTER, ArchiveLayout.END_MAGIC, 0, ArchiveLayout.END_MAGIC.length)) {
            throw new CorruptBytesException("its end is missing: it is cut at byte " + size + ", or something stands behind it");
        }
        ByteSource footer = new ByteSource(footerBytes);
        long manifestAt = footer.fixed64();
        int length = footer.fixed32();
        if (length < 0 || length > ArchiveLayout.MAX_MANIFEST || manifestAt < ArchiveLayout.MAGIC.length || manifestAt != footerAt - length) {
            throw new CorruptBytesException("its footer does not fit its length");
        }
        byte[] bytes = read(in, manifestAt, length);
        if (!MessageDigest.isEqual(ArchiveLayout.digest(bytes), footer.raw(ArchiveLayout.DIGEST))) {
            throw new CorruptBytesException("the digest of its manifest does not fit");
        }
        ByteSource manifest = new ByteSource(bytes);
        header = version == ArchiveLayout.ENCRYPTED ? manifest.raw(Decrypting.headerBytes()) : null;
        long offset = ArchiveLayout.MAGIC.length;
        for (int left = manifest.count(ArchiveLayout.DIGEST + 2); left > 0; left--) {
            long content = manifest.varint();
            if (content < 0 || content > ArchiveLayout.MAX_SEGMENT || offset + content > manifestAt) {
                throw new CorruptBytesException("a segment of " + content + " bytes does not fit");
            }
            segments.add(new Segment(in, offset, (int) content, manifest.raw(ArchiveLayout.DIGEST), manifest.raw(manifest.count(1)), segments.size(), null));
            offset += content;
        }
        if (offset != manifestAt) {
            throw new CorruptBytesException("bytes stand between its segments and its manifest");
        }
        signatures = header == null ? null : manifest.raw(manifest.count(1));
        block = header == null ? null : manifest.raw(manifest.remaining());
        if (header == null) {
            notes = NotesCodec.decode(manifest.raw(version == ArchiveLayout.WITHOUT_EVIDENCE ? manifest.remaining() : manifest.count(1)));
            evidence = version == ArchiveLayout.WITHOUT_EVIDENCE ? null : manifest.raw(manifest.remaining());
        }
    }

    /** What is needed to decrypt it; null for an archive in clear. */
    byte[] header() {
        return header;
    }

    /** The key and the checkpoints, as they stand in clear; null for an archive that is not encrypted. */
    byte[] signatures() {
        return signatures;
    }

    /** @throws CorruptBytesException if something was changed */
    void decrypt(Decrypting decrypting) {
        for (int i = 0; i < segments.size(); i++) {
            segments.set(i, segments.get(i).decrypted(decrypting));
        }
        ByteSource beside = new ByteSource(decrypting.notes(segments.size(), block, signatures));
        notes = NotesCodec.decode(beside.raw(beside.count(1)));
        evidence = beside.raw(beside.remaining());
    }

    /**
     * Reads all segments, as they lie there.
     *
     * @throws CorruptBytesException if one is not as it was written
     */
    void check() throws IOException {
        for (Segment segment : segments) {
            segment.bytes();
        }
    }

    private static int version(byte[] start) {
        int name = ArchiveLayout.MAGIC.length - 1;
        if (!Arrays.equals(start, 0, name, ArchiveLayout.MAGIC, 0, name)) {
            throw new CorruptBytesException("it begins with other bytes");
        }
        if (start[name] < 1 || start[name] > ArchiveLayout.ENCRYPTED) {
            throw new CorruptBytesException("it has format version " + start[name] + ", and this Pathwarden reads versions 1 to " + ArchiveLayout.ENCRYPTED);
        }
        return start[name];
    }

    List<Segment> segments() {
        return segments;
    }

    NotesCodec.Notes notes() {
        return notes;
    }

    /** Bytes of the evidence; null in version 1. */
    byte[] evidence() {
        return evidence;
    }

    private static byte[] read(FileChannel in, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (in.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return buffer.array();
    }

    /**
     * A segment in the file, read and checked when it is needed.
     *
     * @param decrypting decrypts it; null where it is not encrypted
     */
    record Segment(FileChannel in, long offset, int length, byte[] digest, byte[] index, int number, Decrypting decrypting) implements SegmentedSnapshot.Source {
        Segment decrypted(Decrypting with) {
            return new Segment(in, offset, length, digest, with.index(number, index), number, with);
        }

        @Override
        public byte[] content() throws IOException {
            byte[] bytes = bytes();
            return decrypting == null ? bytes : decrypting.content(number, bytes);
        }

        byte[] bytes() throws IOException {
            byte[] content = read(in, offset, length);
            if (!MessageDigest.isEqual(ArchiveLayout.digest(content), digest)) {
                throw new CorruptBytesException("the digest of the segment at offset " + offset + " does not fit");
            }
            return content;
        }
    }
}
