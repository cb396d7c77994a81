package dev.pathwarden.model.archive;

import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.segment.SealedSegment;
import dev.pathwarden.model.segment.SegmentWriter;
import dev.pathwarden.model.step.RecordedRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Iterator;

/** Writes the bytes of an archive. For one use. */
final class ArchiveWriter {

    private final FileChannel out;
    private final ByteSink segments = new ByteSink(4096);
    private int count;

    ArchiveWriter(FileChannel out) {
        this.out = out;
    }

    void write(Iterator<RecordedRun> runs, NotesCodec.Notes notes) throws IOException {
        write(ArchiveLayout.MAGIC, ArchiveLayout.MAGIC.length);
        SegmentWriter segment = new SegmentWriter();
        while (runs.hasNext()) {
            segment.add(runs.next());
            if (segment.isFull()) {
                write(segment.seal());
                segment = new SegmentWriter();
            }
        }
        if (segment.runs() > 0) {
            write(segment.seal());
        }
        finish(NotesCodec.encode(notes));
    }

    private void write(SealedSegment segment) throws IOException {
        byte[] digest = ArchiveLayout.digest(segment.content());
        segments.varint(segment.content().length).raw(digest, 0, digest.length);
        segments.varint(segment.index().length).raw(segment.index(), 0, segment.index().length);
        count++;
        write(segment.content(), segment.content().length);
    }

    private void finish(byte[] notes) throws IOException {
        ByteSink manifest = new ByteSink(segments.size() + notes.length + 10);
        manifest.varint(count).raw(segments.array(), 0, segments.size()).raw(notes, 0, notes.length);
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
