package dev.pathwarden.policies.content;

import java.util.Arrays;

/**
 * Inspects what one open file or connection carries, write by write, so that a value split over several writes is found all the same and the last
 * few bytes of a ciphertext are known to belong to it.
 *
 * <p>Keeps the last {@link #KEPT} bytes. What a write said of the stream stands: labels stay, and once plaintext was seen the stream is not
 * encrypted any more. Safe for any thread; the writes of one stream are inspected one after the other.
 */
public final class StreamInspector {

    /** Bytes of earlier writes that are looked at again. */
    public static final int KEPT = 512;

    private byte[] tail = new byte[0];
    private Findings soFar = Findings.NONE;
    private byte[] tailBefore = tail;
    private Findings soFarBefore = soFar;

    /** Findings for the bytes about to be written, in the light of what the stream carried before. */
    public synchronized Findings next(byte[] bytes, int offset, int length) {
        tailBefore = tail;
        soFarBefore = soFar;
        Findings found;
        if (tail.length == 0) {
            found = ContentInspector.inspect(bytes, offset, length);
        } else {
            byte[] joined = Arrays.copyOf(tail, tail.length + length);
            System.arraycopy(bytes, offset, joined, tail.length, length);
            found = ContentInspector.inspect(joined, 0, joined.length);
        }
        remember(bytes, offset, length);
        java.util.Set<String> labels = new java.util.TreeSet<>(soFar.labels());
        labels.addAll(found.labels());
        soFar = new Findings(labels, together(soFar.encrypted(), found.encrypted()));
        return soFar;
    }

    /** Forgets the bytes last inspected, because they did not go out after all. What went out before them still counts. */
    public synchronized void takeBack() {
        tail = tailBefore;
        soFar = soFarBefore;
    }

    private static Boolean together(Boolean before, Boolean now) {
        if (before == null || now == null) {
            return before == null ? now : before;
        }
        return before && now;
    }

    private void remember(byte[] bytes, int offset, int length) {
        if (length >= KEPT) {
            tail = Arrays.copyOfRange(bytes, offset + length - KEPT, offset + length);
            return;
        }
        int kept = Math.min(tail.length, KEPT - length);
        byte[] joined = Arrays.copyOfRange(tail, tail.length - kept, tail.length + length);
        System.arraycopy(bytes, offset, joined, kept, length);
        tail = joined;
    }
}
