package dev.pathwarden.model.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads the bytes of one chunk. Never throws for what they hold: damage is told in a sentence, and what is whole is kept. */
final class ChunkReader {

    private final String name;
    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final List<JournalEvent> events = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();

    private ChunkReader(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads a chunk that should be the given number of the given process. */
    static ChunkReader read(String name, byte[] bytes, long pid, long startNanos, int number) {
        ChunkReader reader = new ChunkReader(name, bytes);
        if (!reader.isBeingMade() && reader.headerFits(pid, startNanos, number)) {
            reader.readRecords();
        }
        return reader;
    }

    List<JournalEvent> events() {
        return events;
    }

    List<String> damages() {
        return damages;
    }

    /** The header is written last, so a file that begins with zeros and has nothing else holds nothing that was acknowledged. */
    private boolean isBeingMade() {
        return isZeroFrom(0);
    }

    private boolean headerFits(long pid, long startNanos, int number) {
        if (bytes.length < ChunkLayout.RECORDS) {
            damages.add("The journal file " + name + " is cut inside its header, at byte " + bytes.length + "; nothing of it can be read.");
            return false;
        }
        if (buffer.getLong(0) != ChunkLayout.MAGIC) {
            damages.add("The file " + name + " is no journal of this version: it begins with other bytes.");
            return false;
        }
        int crc = ChunkLayout.crc(bytes, 0, ChunkLayout.HEADER_CRC);
        boolean fits = crc == buffer.getInt(ChunkLayout.HEADER_CRC) && buffer.getLong(ChunkLayout.PID) == pid
                && buffer.getLong(ChunkLayout.START) == startNanos && buffer.getInt(ChunkLayout.NUMBER) == number
                && capacity() >= ChunkLayout.RECORDS && isZero(ChunkLayout.HEADER_CRC + Integer.BYTES, ChunkLayout.RECORDS);
        if (!fits) {
            damages.add("The header of the journal file " + name + " is damaged or belongs to another file; nothing of it was read.");
        }
        return fits;
    }

    private int capacity() {
        return buffer.getInt(ChunkLayout.CAPACITY);
    }

    private void readRecords() {
        int offset = ChunkLayout.RECORDS;
        while (true) {
            if (bytes.length - offset < Integer.BYTES) {
                if (offset < capacity() || bytes.length != capacity()) {
                    cut(offset);
                }
                return;
            }
            int length = buffer.getInt(offset);
            if (length == 0) {
                endSoFar(offset);
                return;
            }
            if (length == ChunkLayout.END) {
                ended(offset);
                return;
            }
            int eventLength = Math.abs(length);
            if (eventLength > ChunkLayout.MAX_EVENT || (long) offset + ChunkLayout.recordSize(eventLength) > capacity()) {
                damages.add("The journal file " + name + " is damaged at offset " + offset + ": a record of " + eventLength
                        + " bytes does not fit there; what follows in this file was not read.");
                return;
            }
            if (offset + ChunkLayout.recordSize(eventLength) > bytes.length) {
                cut(offset);
                return;
            }
            if (length < 0) {
                damages.add("The journal file " + name + " holds a record at offset " + offset + " that was begun and not finished; its process was writing it, or died while it did.");
            } else {
                readRecord(offset, length);
            }
            offset += ChunkLayout.recordSize(eventLength);
        }
    }

    private void readRecord(int offset, int length) {
        int start = offset + ChunkLayout.EVENT;
        if (ChunkLayout.crc(bytes, start, length) != buffer.getInt(offset + ChunkLayout.CRC)
                || !isZero(start + length, offset + ChunkLayout.recordSize(length))) {
            damages.add("The journal file " + name + " holds a damaged record at offset " + offset + ": its checksum does not fit; it was left out.");
            return;
        }
        try {
            events.add(EventCodec.decode(new ByteSource(bytes, start, length)));
        } catch (CorruptBytesException e) {
            damages.add("The journal file " + name + " holds a record at offset " + offset + " that this version cannot read (" + e.getMessage() + "); it was left out.");
        }
    }

    private void cut(int offset) {
        damages.add("The journal file " + name + " is cut at byte " + bytes.length + " of " + capacity() + ": " + events.size()
                + " events before the cut were read, and nothing behind offset " + offset + ".");
    }

    private void endSoFar(int offset) {
        if (!isZeroFrom(offset)) {
            damages.add("The journal file " + name + " is damaged at offset " + offset + ": zeros stand where a record should; what follows in this file was not read.");
        } else if (bytes.length != capacity()) {
            cut(offset);
        }
    }

    private void ended(int offset) {
        int end = offset + ChunkLayout.ALIGNMENT;
        if (bytes.length < end) {
            cut(offset);
        } else if (!isZeroFrom(offset + Integer.BYTES)) {
            damages.add("The journal file " + name + " is damaged at offset " + offset + ": bytes stand behind its end, and were not read.");
        }
    }

    private boolean isZeroFrom(int from) {
        return isZero(from, bytes.length);
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
