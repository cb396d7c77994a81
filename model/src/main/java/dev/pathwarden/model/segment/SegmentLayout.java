package dev.pathwarden.model.segment;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.journal.CorruptBytesException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where things lie in a segment.
 *
 * <pre>
 * 0     8           12
 * +-------+-----------+-----------+------------------+----------------------------+
 * | magic | directory | directory | column, column.. | SHA-256 of all before, 32  |
 * |       | length    |           |                  |                            |
 * +-------+-----------+-----------+------------------+----------------------------+
 *
 * directory --&gt; runs: varint, columns: varint, (name: text, coding: byte, stored length: varint, raw length: varint)*
 * coding    --&gt; 0 as it is | 1 one zstd frame
 * </pre>
 *
 * <p>Columns lie in the order of the directory. The last byte of the magic is the version.
 */
public final class SegmentLayout {

    /** Most bytes of all columns together before compression. */
    public static final long MAX_RAW = 256L << 20;

    /** Most characters of texts that the values of a segment refer to, each time counted anew. */
    static final long MAX_REFERRED = 16 * MAX_RAW;

    /**
     * The version that is written. Also read are version 2, which has the columns of steps in the segment alone, and version 1, which has the texts of values in their places, ids of steps as they are, and the columns of
     * runs in the segment besides.
     */
    static final int VERSION = 3;

    private static final byte[] MAGIC = {'P', 'W', 'S', 'E', 'G', 'M', 'T', VERSION};
    private static final int DIGEST = 32;
    private static final int PLAIN = 0;
    private static final int ZSTD = 1;
    private static final int WORTH_COMPRESSING = 64;

    private SegmentLayout() {
    }

    /** A segment of which each column is decompressed when it is asked for. For one thread. */
    static final class Unpacked {
        private final int version;
        private final int runs;
        private final Map<Column, Packed> columns;

        private Unpacked(int version, int runs, Map<Column, Packed> columns) {
            this.version = version;
            this.runs = runs;
            this.columns = columns;
        }

        int version() {
            return version;
        }

        int runs() {
            return runs;
        }

        /** Number of the column's bytes, told without decompressing it. */
        int rawLength(Column column) {
            Packed packed = columns.get(column);
            return packed == null ? 0 : packed.rawLength;
        }

        /** The column's bytes, none where it is not there. */
        byte[] raw(Column column) {
            Packed packed = columns.get(column);
            // A column without values is not written.
            return packed == null ? new byte[0] : SegmentLayout.raw(packed.stored, packed.coding, packed.rawLength);
        }
    }

    private record Packed(byte[] stored, int coding, int rawLength) {
    }

    static byte[] pack(int runs, Map<Column, byte[]> columns, Density density) {
        ByteSink directory = new ByteSink(1024);
        directory.varint(runs).varint(columns.size());
        List<byte[]> stored = new ArrayList<>();
        long rawBytes = 0;
        for (Map.Entry<Column, byte[]> column : columns.entrySet()) {
            byte[] raw = column.getValue();
            byte[] compressed = raw.length < WORTH_COMPRESSING ? raw : Zstd.compress(raw, density.level());
            boolean plain = compressed.length >= raw.length;
            byte[] kept = plain ? raw : compressed;
            directory.text(column.getKey().text()).u8(plain ? PLAIN : ZSTD).varint(kept.length).varint(raw.length);
            stored.add(kept);
            rawBytes += raw.length;
        }
        if (rawBytes > MAX_RAW) {
            throw new IllegalStateException("a segment of " + rawBytes + " bytes, where " + MAX_RAW + " are the most");
        }
        ByteSink segment = new ByteSink(directory.size() + stored.stream().mapToInt(bytes -> bytes.length).sum() + 64);
        segment.raw(MAGIC, 0, MAGIC.length).fixed32(directory.size()).raw(directory.array(), 0, directory.size());
        stored.forEach(bytes -> segment.raw(bytes, 0, bytes.length));
        byte[] digest = digest(segment.array(), segment.size());
        return segment.raw(digest, 0, digest.length).toByteArray();
    }

    static Unpacked unpack(byte[] segment) {
        if (segment.length < MAGIC.length + Integer.BYTES + DIGEST) {
            throw new CorruptBytesException("a segment is cut short, length=" + segment.length);
        }
        if (!Arrays.equals(segment, 0, MAGIC.length - 1, MAGIC, 0, MAGIC.length - 1)) {
            throw new CorruptBytesException("the bytes are no segment");
        }
        int version = segment[MAGIC.length - 1];
        if (version < 1 || version > VERSION) {
            throw new CorruptBytesException("a segment has format version " + version + "; this Pathwarden reads versions 1 to " + VERSION);
        }
        int end = segment.length - DIGEST;
        if (!MessageDigest.isEqual(digest(segment, end), Arrays.copyOfRange(segment, end, segment.length))) {
            throw new CorruptBytesException("the digest of a segment does not fit its bytes");
        }
        ByteSource source = new ByteSource(segment, MAGIC.length, end - MAGIC.length);
        int length = source.fixed32();
        ByteSource directory = new ByteSource(source.raw(length));
        int runs = directory.count(0);
        Map<Column, Packed> columns = new EnumMap<>(Column.class);
        long rawBytes = 0;
        for (int left = directory.count(4); left > 0; left--) {
            Column column = Column.of(directory.text());
            int coding = directory.u8();
            int storedLength = directory.count(0);
            int rawLength = directory.count(0);
            byte[] stored = source.raw(storedLength);
            rawBytes += rawLength;
            if (rawBytes > MAX_RAW) {
                throw new CorruptBytesException("a segment of more than " + MAX_RAW + " bytes");
            }
            if (column != null && columns.put(column, new Packed(stored, coding, rawLength)) != null) {
                throw new CorruptBytesException("the column " + column.text() + " is there twice");
            }
        }
        directory.finish();
        source.finish();
        return new Unpacked(version, runs, columns);
    }

    private static byte[] raw(byte[] stored, int coding, int rawLength) {
        if (coding == PLAIN && stored.length == rawLength) {
            return stored;
        }
        if (coding != ZSTD || Zstd.getFrameContentSize(stored) != rawLength) {
            throw new CorruptBytesException("a column's length or coding does not fit its bytes");
        }
        try {
            return Zstd.decompress(stored, rawLength);
        } catch (ZstdException e) {
            throw new CorruptBytesException("a column cannot be decompressed", e);
        }
    }

    private static byte[] digest(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
