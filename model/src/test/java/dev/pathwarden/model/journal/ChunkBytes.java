package dev.pathwarden.model.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Chunks of a journal as a fuzzer makes them: the bytes it gives, with checksums that fit. */
public final class ChunkBytes {

    private static final ChunkName NAME = new ChunkName("7-b.0.pwj", new ChunkName.FileSet(7, 11), 0);

    private ChunkBytes() {
    }

    /** Reads a chunk of process 7 from memory. */
    public static JournalContents read(byte[] chunk) {
        FileSets sets = new FileSets();
        sets.add(NAME, ChunkReader.read(NAME, chunk));
        return sets.contents();
    }

    /** A chunk with the given events, one behind the other, each with a checksum that fits. */
    public static byte[] of(Iterable<byte[]> events) {
        int size = ChunkLayout.RECORDS;
        for (byte[] event : events) {
            size += ChunkLayout.recordSize(event.length);
        }
        ByteBuffer chunk = ByteBuffer.allocate(size + ChunkLayout.EVENT).order(ByteOrder.LITTLE_ENDIAN);
        chunk.position(ChunkLayout.RECORDS);
        for (byte[] event : events) {
            int place = chunk.position();
            chunk.putInt(place, event.length).put(place + ChunkLayout.EVENT, event);
            chunk.position(place + ChunkLayout.recordSize(event.length));
        }
        chunk.putInt(chunk.position(), ChunkLayout.END);
        return repaired(chunk.array());
    }

    /** The same bytes with the header of a chunk of process 7, and with the checksum that fits in each record which has a place. */
    public static byte[] repaired(byte[] bytes) {
        byte[] chunk = Arrays.copyOf(bytes, Math.max(bytes.length, ChunkLayout.RECORDS + ChunkLayout.EVENT));
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(0, ChunkLayout.MAGIC).putLong(ChunkLayout.PID, 7).putLong(ChunkLayout.START, 11).putInt(ChunkLayout.NUMBER, 0).putInt(ChunkLayout.CAPACITY, chunk.length);
        Arrays.fill(chunk, ChunkLayout.HEADER_CRC, ChunkLayout.LOST, (byte) 0);
        Arrays.fill(chunk, ChunkLayout.AFTER_LOST, ChunkLayout.RECORDS, (byte) 0);
        buffer.putInt(ChunkLayout.HEADER_CRC, ChunkLayout.crc(chunk, 0, ChunkLayout.HEADER_CRC));
        int at = ChunkLayout.RECORDS;
        while (at + ChunkLayout.EVENT <= chunk.length) {
            long length = Math.abs((long) buffer.getInt(at));
            if (length == 0 || length > chunk.length - at - ChunkLayout.EVENT) {
                break;
            }
            buffer.putInt(at + ChunkLayout.CRC, ChunkLayout.crc(chunk, at + ChunkLayout.EVENT, (int) length));
            at += ChunkLayout.recordSize((int) length);
        }
        return chunk;
    }
}
