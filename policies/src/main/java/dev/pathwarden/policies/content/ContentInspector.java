package dev.pathwarden.policies.content;

import dev.pathwarden.policies.detect.Detectors;
import dev.pathwarden.policies.text.TextBytes;
import java.util.Objects;
import java.util.Set;

/**
 * Looks into bytes that are about to be written or sent: which labels they carry, and whether they are encrypted.
 *
 * <p>At most {@link #LIMIT} bytes are examined; of longer content its beginning and its end, and {@link Detectors#SAMPLED} is among the labels.
 */
public final class ContentInspector {

    /** Most bytes that are examined. */
    public static final int LIMIT = 1 << 20;

    /** How many of them are the last ones, where there are more. */
    public static final int TAIL = LIMIT / 4;

    private ContentInspector() {
    }

    /**
     * Inspects the bytes {@code offset} to {@code offset + length}.
     *
     * @throws IndexOutOfBoundsException if they do not lie in the array
     */
    public static Findings inspect(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length <= LIMIT) {
            return inspectWhole(bytes, offset, length);
        }
        Findings head = inspectWhole(bytes, offset, LIMIT - TAIL);
        Findings tail = inspectWhole(bytes, offset + length - TAIL, TAIL);
        Set<String> labels = new java.util.TreeSet<>(head.labels());
        labels.addAll(tail.labels());
        boolean encrypted = Boolean.TRUE.equals(head.encrypted()) && Boolean.TRUE.equals(tail.encrypted());
        return new Findings(labels, encrypted).sampled();
    }

    private static Findings inspectWhole(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return Findings.NONE;
        }
        Boolean encrypted = Ciphertext.looksLike(bytes, offset, length);
        if (Boolean.TRUE.equals(encrypted)) {
            return new Findings(Set.of(), true);
        }
        Set<String> labels = Detectors.labels(TextBytes.of(bytes, offset, length));
        // What can be read is not encrypted, however few bytes there are.
        return new Findings(labels, labels.isEmpty() ? encrypted : Boolean.FALSE);
    }
}
