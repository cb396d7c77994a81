package dev.pathwarden.model.journal;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The part of a chunk that is being looked at, as it was when it was loaded. For one pass of one thread: what it holds grows old.
 */
final class ChunkWindow {

    private static final int SIZE = 64 << 10;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ChunkSource source;
    private byte[] bytes = new byte[SIZE];
    private long from;
    private int held;

    ChunkWindow(ChunkSource source) {
        this.source = source;
    }

    /** Whether the chunk has so many bytes there; if so, they are in the window afterwards. */
    boolean holds(int offset, int length) throws IOException {
        if (offset >= from && offset + (long) length <= from + held) {
            return true;
        }
        // Asked first, so that a length which was made up costs no memory.
        return offset + (long) length <= source.size() && load(offset, length);
    }

    /** Reads bytes once more that are in the window. */
    boolean load(int offset, int length) throws IOException {
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        from = offset;
        held = source.read(offset, bytes, bytes.length);
        return held >= length;
    }

    int intAt(int offset) {
        return (int) INT.get(bytes, index(offset));
    }

    long longAt(int offset) {
        return (long) LONG.get(bytes, index(offset));
    }

    /** CRC32C of bytes in the window. */
    int crc(int offset, int length) {
        return ChunkLayout.crc(bytes, index(offset), length);
    }

    /** Whether bytes in the window are all zero. */
    boolean isZero(int offset, int end) {
        for (int i = index(offset); i < index(end); i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether all bytes from there to the end of the chunk are zero. */
    boolean isZeroToTheEnd(int offset) throws IOException {
        for (long at = offset; at <= ChunkLayout.MAX_CAPACITY && load((int) at, 1); at += held) {
            if (!isZero((int) at, (int) at + held)) {
                return false;
            }
        }
        return true;
    }

    /** The bytes that hold the window; those at {@link #index} belong to an offset. */
    byte[] array() {
        return bytes;
    }

    int index(int offset) {
        return (int) (offset - from);
    }
}
