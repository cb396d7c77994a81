package dev.pathwarden.policies.content;

import java.util.Objects;

/**
 * Bytes that a step is about to write or send, for inspection only; never recorded.
 *
 * <p>The array is not copied: whoever makes the sample leaves it unchanged until the step is decided.
 *
 * @param bytes array that holds them
 * @param offset where they begin
 * @param length how many there are
 * @param whole whether they are all of the content; otherwise labels tell that a part was examined
 * @param stream what the same stream carried before; null where the bytes stand alone
 */
public record ContentSample(byte[] bytes, int offset, int length, boolean whole, StreamInspector stream) {

    public ContentSample {
        Objects.requireNonNull(bytes, "bytes");
        Objects.checkFromIndexSize(offset, length, bytes.length);
    }

    /** All of the given bytes, standing alone. */
    public static ContentSample of(byte[] bytes) {
        return new ContentSample(bytes, 0, bytes.length, true, null);
    }

    /** What is in the bytes. */
    public Findings inspect() {
        Findings findings = stream == null ? ContentInspector.inspect(bytes, offset, length) : stream.next(bytes, offset, length);
        return whole ? findings : findings.sampled();
    }
}
