package dev.pathwarden.model.journal;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link ByteSink} wrote, from bytes that may have been damaged or made to do harm: every length is checked against what is
 * left before anything is allocated.
 *
 * <p>For one thread. Every method throws {@link CorruptBytesException} where the bytes end early or cannot be right.
 */
public final class ByteSource {

    private final byte[] bytes;
    private final int end;
    private int position;

    public ByteSource(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public ByteSource(byte[] bytes, int offset, int length) {
        java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    public int remaining() {
        return end - position;
    }

    /** Checks that nothing is left over. */
    public void finish() {
        if (position != end) {
            throw new CorruptBytesException(remaining() + " bytes too many");
        }
    }

    public int u8() {
        need(1);
        return bytes[position++] & 0xFF;
    }

    public boolean bool() {
        int value = u8();
        if (value > 1) {
            throw new CorruptBytesException("expected 0 or 1, found " + value);
        }
        return value == 1;
    }

    public long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            if (shift == 63 && next > 1) {
                break;
            }
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new CorruptBytesException("a number takes more than 64 bits");
    }

    public long zigzag() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /**
     * A count of things that follow and take at least {@code bytesEach} bytes each.
     *
     * @param bytesEach 0 where they may take none, as with columns; the caller then bounds the count itself
     */
    public int count(int bytesEach) {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE || value * bytesEach > remaining()) {
            throw new CorruptBytesException("a count of " + Long.toUnsignedString(value) + " does not fit into the " + remaining() + " bytes left");
        }
        return (int) value;
    }

    public long fixed64() {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | bytes[position++] & 0xFF;
        }
        return value;
    }

    public int fixed32() {
        need(4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | bytes[position++] & 0xFF;
        }
        return value;
    }

    public Long longOrNull() {
        return bool() ? (Long) zigzag() : null;
    }

    /** Text, or null. */
    public String textOrNull() {
        long header = varint();
        if (header == 0) {
            return null;
        }
        long length = header - 1 >>> 1;
        if (length > remaining()) {
            throw new CorruptBytesException("a text of " + length + " bytes does not fit into the " + remaining() + " bytes left");
        }
        int byteCount = (int) length;
        String text = (header - 1 & 1) == 0 ? new String(bytes, position, byteCount, StandardCharsets.UTF_8) : utf16(byteCount);
        position += byteCount;
        return text;
    }

    private String utf16(int byteCount) {
        if (byteCount % 2 != 0) {
            throw new CorruptBytesException("a UTF-16 text of " + byteCount + " bytes");
        }
        char[] chars = new char[byteCount / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (bytes[position + 2 * i] & 0xFF | bytes[position + 2 * i + 1] << 8);
        }
        return new String(chars);
    }

    /** Text that must be there. */
    public String text() {
        String text = textOrNull();
        if (text == null) {
            throw new CorruptBytesException("a text is missing");
        }
        return text;
    }

    public StepId stepOrNull() {
        long value = fixed64();
        return value == 0 ? null : new StepId(value);
    }

    public StepId step() {
        StepId id = stepOrNull();
        if (id == null) {
            throw new CorruptBytesException("a step id is missing");
        }
        return id;
    }

    public RunId runOrNull() {
        long high = fixed64();
        long low = fixed64();
        return high == 0 && low == 0 ? null : new RunId(high, low);
    }

    public RunId run() {
        RunId id = runOrNull();
        if (id == null) {
            throw new CorruptBytesException("a run id is missing");
        }
        return id;
    }

    /** The next bytes, copied. */
    public byte[] raw(int length) {
        if (length < 0) {
            throw new CorruptBytesException("a length of " + length);
        }
        need(length);
        byte[] copy = java.util.Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return copy;
    }

    /** Passes over that many bytes. */
    public void skip(long length) {
        if (length < 0 || length > remaining()) {
            throw new CorruptBytesException(length + " bytes expected, " + remaining() + " left");
        }
        position += (int) length;
    }

    /** Passes over what {@link #textOrNull} reads. */
    public void skipText() {
        long header = varint();
        if (header != 0) {
            skip(header - 1 >>> 1);
        }
    }

    private void need(int more) {
        if (end - position < more) {
            throw new CorruptBytesException(more + " bytes expected, " + remaining() + " left");
        }
    }
}
