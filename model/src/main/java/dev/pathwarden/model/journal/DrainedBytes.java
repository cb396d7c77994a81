package dev.pathwarden.model.journal;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers which bytes of a chunk were read, and a running SHA-256 of them, so that a later change of them shows. For one thread.
 *
 * <p>Records that become whole behind an unfinished one are read before it, so the bytes are digested in the order they were taken; spans say which these were.
 */
final class DrainedBytes implements ChunkReader.Taken {

    private static final int BLOCK = 64 << 10;

    private record Span(int from, int to) {
    }

    private final MessageDigest digest = sha256();
    private final List<Span> spans = new ArrayList<>();

    @Override
    public void bytes(int offset, byte[] array, int index, int length) {
        digest.update(array, index, length);
        int last = spans.size() - 1;
        if (last >= 0 && spans.get(last).to() == offset) {
            spans.set(last, new Span(spans.get(last).from(), offset + length));
        } else {
            spans.add(new Span(offset, offset + length));
        }
    }

    /** Whether the chunk still holds what was read of it. Ends the digest: to be asked once. */
    boolean areStillIn(ChunkSource source) throws IOException {
        MessageDigest now = sha256();
        byte[] block = new byte[BLOCK];
        for (Span span : spans) {
            for (int at = span.from(); at < span.to(); ) {
                int found = source.read(at, block, Math.min(block.length, span.to() - at));
                if (found <= 0) {
                    return false;
                }
                now.update(block, 0, found);
                at += found;
            }
        }
        return MessageDigest.isEqual(digest.digest(), now.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
