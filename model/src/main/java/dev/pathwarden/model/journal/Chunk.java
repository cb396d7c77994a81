package dev.pathwarden.model.journal;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** A mapped chunk that is being written. For any thread. */
final class Chunk {

    private static final byte[] ZEROS = new byte[64 << 10];
    private static final int PAGE = 4 << 10;

    private final File file;
    private final MappedByteBuffer map;
    private final int capacity;
    /** Where the next record may begin: at the end so far, or before it for a moment. */
    private final AtomicInteger position = new AtomicInteger(ChunkLayout.RECORDS);

    private Chunk(File file, MappedByteBuffer map, int capacity) {
        this.file = file;
        this.map = map;
        this.capacity = capacity;
    }

    /**
     * Makes the file with all its bytes on disk, readable for its owner only.
     *
     * <p>The zeros are written, not left as a hole: a page that the full disk cannot back would end a later store into the map with an
     * error that no caller can catch reliably.
     *
     * @param again whether the file may be there since an earlier call came to its end without having returned
     */
    static Chunk create(File directory, long pid, long startNanos, int number, int capacity, boolean again) throws IOException {
        File file = ChunkLayout.file(directory, pid, startNanos, number);
        // One that is there is written over, not replaced: a drain may have it open.
        if (!file.createNewFile() && !again) {
            throw new IOException("the journal file " + file + " is already there");
        }
        // An interrupt would close the channel under the mapping, and the watched program may interrupt its threads at any time.
        boolean interrupted = Thread.interrupted();
        try {
            ownerOnly(file);
            try (RandomAccessFile out = new RandomAccessFile(file, "rw")) {
                for (int left = capacity; left > 0; left -= ZEROS.length) {
                    out.write(ZEROS, 0, Math.min(left, ZEROS.length));
                }
                out.setLength(capacity);
                out.seek(0);
                out.write(header(pid, startNanos, number, capacity));
            }
            return new Chunk(file, map(file, capacity), capacity);
        } catch (IOException | RuntimeException | Error e) {
            file.delete();
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static MappedByteBuffer map(File file, int capacity) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try (RandomAccessFile out = new RandomAccessFile(file, "rw")) {
                    MappedByteBuffer map = out.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, capacity);
                    map.order(ByteOrder.LITTLE_ENDIAN);
                    return map;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void ownerOnly(File file) {
        file.setReadable(false, false);
        file.setWritable(false, false);
        file.setReadable(true, true);
        file.setWritable(true, true);
    }

    private static byte[] header(long pid, long startNanos, int number, int capacity) {
        ByteBuffer header = ByteBuffer.allocate(ChunkLayout.RECORDS).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(0, ChunkLayout.MAGIC).putLong(ChunkLayout.PID, pid).putLong(ChunkLayout.START, startNanos);
        header.putInt(ChunkLayout.NUMBER, number).putInt(ChunkLayout.CAPACITY, capacity);
        header.putInt(ChunkLayout.HEADER_CRC, ChunkLayout.crc(header.array(), 0, ChunkLayout.HEADER_CRC));
        return header.array();
    }

    /**
     * Offset of a record for an event of that length, or -1 where it does not fit or the chunk has ended.
     *
     * <p>Takes no lock: the record belongs to the thread that turns the zero in front of it into its negated length, in the file itself. So a process killed at any instant leaves no gap
     * before a record that is finished.
     */
    int reserve(int eventLength) {
        int size = ChunkLayout.recordSize(eventLength);
        while (true) {
            int offset = position.get();
            // The record that ends the chunk must always find room.
            if (capacity - ChunkLayout.ALIGNMENT - offset < size) {
                return -1;
            }
            if (ChunkLayout.LENGTH.compareAndSet(map, offset, 0, -eventLength)) {
                position.compareAndSet(offset, offset + size);
                return offset;
            }
            int taken = (int) ChunkLayout.LENGTH.getVolatile(map, offset);
            if (taken == ChunkLayout.END) {
                return -1;
            }
            position.compareAndSet(offset, offset + ChunkLayout.recordSize(Math.abs(taken)));
        }
    }

    /** Whether a record of an event of that length, at that offset, is the one with which the chunk becomes half full. */
    boolean becomesHalfFull(int offset, int eventLength) {
        int half = capacity / 2;
        return offset < half && offset + ChunkLayout.recordSize(eventLength) >= half;
    }

    /** Whether there is room for an event of that length in the chunk, which is empty. */
    boolean couldHold(int eventLength) {
        return capacity - ChunkLayout.ALIGNMENT - ChunkLayout.RECORDS >= ChunkLayout.recordSize(eventLength);
    }

    boolean isThere() {
        return file.isFile();
    }

    int capacity() {
        return capacity;
    }

    /**
     * Has the kernel give the process the pages of a stretch to write to, which it would otherwise do at the first store into each, for tens of microseconds. Changes no byte, whatever is being written there. Not for a
     * chunk that was closed: its file is shorter.
     *
     * @return offset behind the stretch
     */
    int touch(int from, int length) {
        int to = Math.min(capacity, from + length);
        for (int page = from; page < to; page += PAGE) {
            ChunkLayout.LENGTH.compareAndSet(map, page, 0, 0);
        }
        return to;
    }

    /** Writes an event into its reserved record. Once this returns, the event outlives the process. */
    void fill(int offset, byte[] event, int length) {
        map.put(offset + ChunkLayout.EVENT, event, 0, length);
        map.putInt(offset + ChunkLayout.CRC, ChunkLayout.crc(event, 0, length));
        ChunkLayout.LENGTH.setRelease(map, offset, length);
    }

    /** Counts an event that could not be written, in the file: neither a full disk nor the death of the process takes that away. */
    void lost() {
        ChunkLayout.COUNT.getAndAdd(map, ChunkLayout.LOST, 1L);
    }

    /** Ends the chunk and gives back the space it did not use. Does no harm to one that has ended. */
    void close() {
        int end = position.get();
        while (!ChunkLayout.LENGTH.compareAndSet(map, end, 0, ChunkLayout.END)) {
            int taken = (int) ChunkLayout.LENGTH.getVolatile(map, end);
            if (taken == ChunkLayout.END) {
                break;
            }
            position.compareAndSet(end, end + ChunkLayout.recordSize(Math.abs(taken)));
            end = position.get();
        }
        try (RandomAccessFile out = new RandomAccessFile(file, "rw")) {
            out.setLength((long) end + ChunkLayout.ALIGNMENT);
        } catch (IOException e) {
            // A chunk that keeps its unused space reads the same.
            return;
        }
    }
}
