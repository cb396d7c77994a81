package dev.pathwarden.model.journal;

import java.io.File;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Where things lie in a chunk, one file of a process's journal. All numbers are little endian.
 *
 * <pre>
 *   0         8       16            24       28         32              36      40     48      64
 *   +---------+-------+-------------+--------+----------+---------------+-------+------+-------+-----------
 *   | magic   | pid   | start nanos | number | capacity | crc32c of 0-31| zeros | lost | zeros | records ...
 *   +---------+-------+-------------+--------+----------+---------------+-------+------+-------+-----------
 *
 *   record, at a multiple of 8:
 *   0        4        8
 *   +--------+--------+-----------+-------+
 *   | length | crc32c | event ... | zeros |
 *   +--------+--------+-----------+-------+
 * </pre>
 *
 * <p>{@code lost} counts the events that could not be written while this was the last chunk, because there was no room for a next one. The rest of the header is written after the file has its full size. A length of 0 is the end so far. A writer reserves a record by storing its
 * length negated, and stores the length itself last: a negative length is a record that was begun and not finished. {@link #END} closes a
 * chunk, behind which the file is cut; a file shorter than its capacity without it has lost something.
 */
final class ChunkLayout {

    static final long MAGIC = 0x0A314C4E524A5750L;
    static final int PID = 8;
    static final int START = 16;
    static final int NUMBER = 24;
    static final int CAPACITY = 28;
    static final int HEADER_CRC = 32;
    /** The only part of the header that changes. */
    static final int LOST = 40;
    static final int AFTER_LOST = LOST + Long.BYTES;
    static final int RECORDS = 64;

    static final int CRC = 4;
    static final int EVENT = 8;
    static final int ALIGNMENT = 8;
    static final int END = Integer.MIN_VALUE;

    /** Largest event in bytes; larger ones are dropped and counted. */
    static final int MAX_EVENT = 16 << 20;
    /** Largest chunk a reader takes. */
    static final int MAX_CAPACITY = 64 << 20;

    static final VarHandle COUNT = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LENGTH = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private ChunkLayout() {
    }

    static int recordSize(int eventLength) {
        return EVENT + eventLength + ALIGNMENT - 1 & -ALIGNMENT;
    }

    static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    static File file(File directory, long pid, long startNanos, int number) {
        return new File(directory, pid + "-" + Long.toHexString(startNanos) + "." + number + ".pwj");
    }
}
