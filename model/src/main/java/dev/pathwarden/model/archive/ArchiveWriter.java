package dev.pathwarden.model.archive;

import dev.pathwarden.model.encryption.Encrypting;
import dev.pathwarden.model.encryption.EncryptionKey;
import dev.pathwarden.model.evidence.Evidence;
import dev.pathwarden.model.evidence.EvidenceCodec;
import dev.pathwarden.model.evidence.Sealing;
import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.segment.Density;
import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.segment.SealedSegment;
import dev.pathwarden.model.segment.SegmentWriter;
import dev.pathwarden.model.step.RecordedRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Supplier;

/** Writes the bytes of an archive. For one use. */
final class ArchiveWriter {

    /** What takes at most a few seconds to be packed as densely as it can be: an archive is written once and then sent and kept. */
    private static final long DENSEST_BYTES = 8 << 20;

    private final FileChannel out;
    private final Encrypting encrypting;
    private final ByteSink segments = new ByteSink(4096);
    private int count;
    private long rawBytes;

    /** @param encryptionKey encrypts it; null where it stays in clear */
    ArchiveWriter(FileChannel out, EncryptionKey encryptionKey) {
        this.out = out;
        this.encrypting = encryptionKey == null ? null : new Encrypting(encryptionKey);
    }

    /** Writes runs with evidence that is made of them now. */
    void write(Iterator<RecordedRun> runs, NotesCodec.Notes notes, Sealing sealing) throws IOException {
        segments(runs, sealing);
        NotesCodec.Notes told = notes;
        String unsigned = sealing.end(NotesCodec.encode(told));
        if (unsigned != null) {
            told = notes.unsigned(unsigned);
            sealing.endUnsigned(NotesCodec.encode(told));
        }
        finish(NotesCodec.encode(told), sealing.evidence(false));
    }

    /** Writes runs with evidence that was made when they were recorded. */
    void write(Iterator<RecordedRun> runs, NotesCodec.Notes notes, Supplier<Evidence> evidence) throws IOException {
        segments(runs, null);
        finish(NotesCodec.encode(notes), evidence.get());
    }

    /** Writes segments as they are, and notes with evidence behind them. */
    void write(Iterator<SealedSegment> sealed, byte[] notesAndEvidence) throws IOException {
        ByteSource source = new ByteSource(notesAndEvidence);
        NotesCodec.decode(source);
        byte[] notes = Arrays.copyOf(notesAndEvidence, notesAndEvidence.length - source.remaining());
        byte[] evidence = source.raw(source.remaining());
        byte[] magic = ArchiveLayout.MAGIC.clone();
        magic[magic.length - 1] = (byte) (evidence.length == 0 ? ArchiveLayout.WITHOUT_EVIDENCE : ArchiveLayout.VERSION);
        write(magic, magic.length);
        while (sealed.hasNext()) {
            write(sealed.next());
        }
        ByteSink manifest = new ByteSink(segments.size() + notesAndEvidence.length + 20).varint(count).raw(segments.array(), 0, segments.size());
        if (evidence.length > 0) {
            manifest.varint(notes.length);
        }
        end(manifest.raw(notes, 0, notes.length).raw(evidence, 0, evidence.length));
    }

    private void segments(Iterator<RecordedRun> runs, Sealing sealing) throws IOException {
        write(encrypting == null ? ArchiveLayout.MAGIC : ArchiveLayout.ENCRYPTED_MAGIC, ArchiveLayout.MAGIC.length);
        SegmentWriter segment = new SegmentWriter();
        while (runs.hasNext()) {
            RecordedRun run = runs.next();
            segment.add(run);
            if (sealing != null) {
                sealing.add(run);
            }
            if (segment.isFull()) {
                write(seal(segment));
                segment = new SegmentWriter();
            }
        }
        if (segment.runs() > 0) {
            write(seal(segment));
        }
    }

    private SealedSegment seal(SegmentWriter segment) {
        rawBytes += segment.rawBytes();
        return segment.seal(rawBytes <= DENSEST_BYTES ? Density.DENSEST : Density.DENSE);
    }

    private void write(SealedSegment segment) throws IOException {
        byte[] content = encrypting == null ? segment.content() : encrypting.content(segment.content());
        byte[] index = encrypting == null ? segment.index() : encrypting.index(segment.index());
        byte[] digest = ArchiveLayout.digest(content);
        segments.varint(content.length).raw(digest, 0, digest.length);
        segments.varint(index.length).raw(index, 0, index.length);
        count++;
        write(content, content.length);
    }

    private void finish(byte[] notes, Evidence evidence) throws IOException {
        byte[] encoded = EvidenceCodec.encode(evidence);
        ByteSink beside = new ByteSink(notes.length + encoded.length + 20);
        beside.varint(notes.length).raw(notes, 0, notes.length).raw(encoded, 0, encoded.length);
        ByteSink manifest = new ByteSink(segments.size() + beside.size() + 1024);
        if (encrypting != null) {
            byte[] header = encrypting.header();
            manifest.raw(header, 0, header.length);
        }
        manifest.varint(count).raw(segments.array(), 0, segments.size());
        if (encrypting == null) {
            manifest.raw(beside.array(), 0, beside.size());
        } else {
            byte[] signatures = EvidenceCodec.encodeSignatures(evidence);
            byte[] block = encrypting.notes(beside.toByteArray(), signatures);
            manifest.varint(signatures.length).raw(signatures, 0, signatures.length).raw(block, 0, block.length);
        }
        end(manifest);
    }

    private void end(ByteSink manifest) throws IOException {
        byte[] bytes = manifest.toByteArray();
        byte[] digest = ArchiveLayout.digest(bytes);
        ByteSink footer = new ByteSink(ArchiveLayout.FOOTER);
        footer.fixed64(out.position()).fixed32(bytes.length).raw(digest, 0, digest.length).raw(ArchiveLayout.END_MAGIC, 0, ArchiveLayout.END_MAGIC.length);
        write(bytes, bytes.length);
        write(footer.array(), footer.size());
        out.force(true);
    }

    private void write(byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }
}
