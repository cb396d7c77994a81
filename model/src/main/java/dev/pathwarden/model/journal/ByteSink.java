package dev.pathwarden.model.journal;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Growing byte buffer with the primitive encodings of journal and segments. {@link ByteSource} reads them back.
 *
 * <pre>
 * varint   1 to 10 bytes, low 7 bits first, high bit set on all but the last
 * zigzag   varint of (n &lt;&lt; 1) ^ (n &gt;&gt; 63), small for small negative numbers too
 * text     varint header, then bytes; header 0 is null, else header - 1 = byte count * 2 + form; form 0 is UTF-8, form 1 is UTF-16
 *          little endian, taken where UTF-8 would lose an unpaired surrogate
 * ids      big endian, 8 bytes for a step (0 is null), 16 for a run (0, 0 is null)
 * </pre>
 *
 * <p>For one thread.
 */
public final class ByteSink {

    private byte[] bytes;
    private int size;

    public ByteSink(int initialCapacity) {
        bytes = new byte[Math.max(16, initialCapacity)];
    }

    public int size() {
        return size;
    }

    /** The buffer itself, valid up to {@link #size()} until the next write. */
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Begins anew in the same buffer. */
    public ByteSink clear() {
        size = 0;
        return this;
    }

    public ByteSink u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public ByteSink bool(boolean value) {
        return u8(value ? 1 : 0);
    }

    /** An unsigned number; negative values take 10 bytes. */
    public ByteSink varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    public ByteSink zigzag(long value) {
        return varint(value << 1 ^ value >> 63);
    }

    public ByteSink fixed64(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    public ByteSink fixed32(int value) {
        room(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** A number that may be null: one byte says which, then a zigzag. */
    public ByteSink longOrNull(Long value) {
        bool(value != null);
        return value == null ? this : zigzag(value);
    }

    /** Text that may be null. */
    public ByteSink text(String value) {
        if (value == null) {
            return varint(0);
        }
        if (isAscii(value)) {
            return ascii(value);
        }
        if (!isWellFormed(value)) {
            return utf16(value);
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length * 2L + 1);
        return raw(utf8, 0, utf8.length);
    }

    private static boolean isAscii(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            if (value.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /** Of ASCII the low bytes are its UTF-8; copied without an array in between. */
    @SuppressWarnings("deprecation")
    private ByteSink ascii(String value) {
        int length = value.length();
        varint(length * 2L + 1);
        room(length);
        value.getBytes(0, length, bytes, size);
        size += length;
        return this;
    }

    private ByteSink utf16(String value) {
        int byteCount = Math.multiplyExact(value.length(), 2);
        varint(byteCount * 2L + 2);
        room(byteCount);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            bytes[size++] = (byte) c;
            bytes[size++] = (byte) (c >>> 8);
        }
        return this;
    }

    private static boolean isWellFormed(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                if (c > Character.MAX_HIGH_SURROGATE || i + 1 == length || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** A step id that may be null. */
    public ByteSink step(StepId id) {
        return fixed64(id == null ? 0 : id.value());
    }

    /** A run id that may be null. */
    public ByteSink run(RunId id) {
        fixed64(id == null ? 0 : id.high());
        return fixed64(id == null ? 0 : id.low());
    }

    public ByteSink raw(byte[] source, int offset, int length) {
        room(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            long wanted = Math.max((long) bytes.length * 2, (long) size + more);
            if (wanted > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException("more than 2 GB in one buffer");
            }
            bytes = Arrays.copyOf(bytes, (int) wanted);
        }
    }
}
