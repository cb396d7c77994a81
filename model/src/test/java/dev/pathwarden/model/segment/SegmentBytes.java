package dev.pathwarden.model.segment;

import dev.pathwarden.model.journal.ByteSink;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Segments as a fuzzer makes them: columns one behind the other, not compressed, with lengths and digests that fit.
 *
 * <pre>
 * input  --&gt; version and runs: byte, then columns
 * column --&gt; mark of what is for the segment or for its index, the column's name mixed to two bytes, the column's bytes up to the next mark
 * </pre>
 */
public final class SegmentBytes {

    private static final byte OF_CONTENT = (byte) 0xF7;
    private static final byte OF_INDEX = (byte) 0xF6;
    private static final int VERSION_SHIFT = 6;
    private static final int MOST_RUNS = (1 << VERSION_SHIFT) - 1;
    private static final int DIGEST = 32;

    private SegmentBytes() {
    }

    /** The segment that an input describes. */
    public static SealedSegment of(byte[] input) {
        int head = input.length == 0 ? 0 : input[0] & 0xFF;
        int version = head >>> VERSION_SHIFT;
        Map<Column, ByteArrayOutputStream> content = new EnumMap<>(Column.class);
        Map<Column, ByteArrayOutputStream> index = new EnumMap<>(Column.class);
        ByteArrayOutputStream now = new ByteArrayOutputStream();
        for (int at = 1; at < input.length; at++) {
            Column column = (input[at] == OF_CONTENT || input[at] == OF_INDEX) && at + 2 < input.length ? named(input[at + 1], input[at + 2]) : null;
            if (column == null) {
                now.write(input[at]);
            } else {
                now = (input[at] == OF_CONTENT ? content : index).computeIfAbsent(column, none -> new ByteArrayOutputStream());
                at += 2;
            }
        }
        return new SealedSegment(packed(version, head & MOST_RUNS, content), packed(version, head & MOST_RUNS, index));
    }

    /** The input that describes a segment. */
    public static byte[] input(SealedSegment segment) {
        SegmentLayout.Unpacked content = SegmentLayout.unpack(segment.content());
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write(content.version() << VERSION_SHIFT | Math.min(MOST_RUNS, content.runs()));
        write(content, OF_CONTENT, input);
        write(SegmentLayout.unpack(segment.index()), OF_INDEX, input);
        return input.toByteArray();
    }

    private static void write(SegmentLayout.Unpacked columns, byte mark, ByteArrayOutputStream input) {
        for (Column column : Column.values()) {
            byte[] raw = columns.raw(column);
            if (raw.length > 0) {
                input.write(mark);
                input.write(mixed(column) >>> 8);
                input.write(mixed(column));
                input.writeBytes(raw);
            }
        }
    }

    private static Column named(byte high, byte low) {
        for (Column column : Column.values()) {
            if ((byte) (mixed(column) >>> 8) == high && (byte) mixed(column) == low) {
                return column;
            }
        }
        return null;
    }

    private static int mixed(Column column) {
        int hash = column.text().hashCode();
        return hash ^ hash >>> 16;
    }

    private static byte[] packed(int version, int runs, Map<Column, ByteArrayOutputStream> columns) {
        ByteSink directory = new ByteSink(512);
        directory.varint(runs).varint(columns.size());
        columns.forEach((column, bytes) -> directory.text(column.text()).u8(0).varint(bytes.size()).varint(bytes.size()));
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        segment.writeBytes(new byte[] {'P', 'W', 'S', 'E', 'G', 'M', 'T', (byte) version});
        segment.writeBytes(new ByteSink(4).fixed32(directory.size()).toByteArray());
        segment.writeBytes(directory.toByteArray());
        columns.values().forEach(bytes -> segment.writeBytes(bytes.toByteArray()));
        segment.writeBytes(new byte[DIGEST]);
        return repaired(segment.toByteArray());
    }

    /** The same bytes with a digest that fits. */
    public static byte[] repaired(byte[] segment) {
        byte[] repaired = Arrays.copyOf(segment, Math.max(segment.length, DIGEST));
        byte[] digest = sha256(repaired, repaired.length - DIGEST);
        System.arraycopy(digest, 0, repaired, repaired.length - DIGEST, DIGEST);
        return repaired;
    }

    private static byte[] sha256(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
