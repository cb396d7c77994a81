package dev.pathwarden.recorder.hooks.http;

import dev.pathwarden.policies.content.ContentInspector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A request's body as far as it is looked at.
 *
 * @param bytes the body; of one that is longer than is looked at, its beginning and its end
 * @param more whether there is more of it
 */
record Body(byte[] bytes, boolean more) {

    /** No body at all. */
    static final Body NONE = new Body(new byte[0], false);

    /** A body of which all is there. */
    static Body of(byte[] bytes) {
        Sample sample = new Sample();
        sample.add(bytes, 0, bytes.length);
        return sample.body();
    }

    /** What comes out of that; of more than {@link Sample#MOST} bytes, the end is not reached. */
    static Body of(InputStream content) throws IOException {
        Sample sample = new Sample();
        byte[] part = new byte[8 * 1024];
        for (int count = content.read(part); count >= 0 && sample.wantsMore(); count = content.read(part)) {
            sample.add(part, 0, count);
        }
        return sample.body();
    }

    /** Takes a body bit by bit. For one thread. */
    static final class Sample {

        /** What is read of a body at most. */
        static final int MOST = 16 << 20;
        /** What else a step says of a request, its URL above all, is looked at together with the body. */
        private static final int ROOM = 64 * 1024;
        private static final int HEAD = ContentInspector.LIMIT - ContentInspector.TAIL - ROOM;

        private final ByteArrayOutputStream head = new ByteArrayOutputStream();
        private byte[] tail = {};
        private int tailLength;
        private long total;

        /** Takes further bytes. */
        void add(byte[] bytes, int offset, int count) {
            total += count;
            int first = Math.min(count, HEAD - head.size());
            head.write(bytes, offset, first);
            if (first < count) {
                addToTail(bytes, offset + first, count - first);
            }
        }

        // Twice as long as what is wanted of it, so that bytes are moved seldom.
        private void addToTail(byte[] bytes, int offset, int count) {
            int taken = Math.min(count, ContentInspector.TAIL);
            int kept = tailLength + taken <= 2 * ContentInspector.TAIL ? tailLength : Math.min(tailLength, ContentInspector.TAIL);
            if (tail.length < 2 * ContentInspector.TAIL) {
                tail = Arrays.copyOf(tail, 2 * ContentInspector.TAIL);
            }
            System.arraycopy(tail, tailLength - kept, tail, 0, kept);
            System.arraycopy(bytes, offset + count - taken, tail, kept, taken);
            tailLength = kept + taken;
        }

        /** Whether further bytes are of any use. */
        boolean wantsMore() {
            return total < MOST;
        }

        /** What was taken. */
        Body body() {
            int end = Math.min(tailLength, ContentInspector.TAIL);
            byte[] bytes = Arrays.copyOf(head.toByteArray(), head.size() + end);
            System.arraycopy(tail, tailLength - end, bytes, head.size(), end);
            return new Body(bytes, bytes.length < total || !wantsMore());
        }
    }
}
