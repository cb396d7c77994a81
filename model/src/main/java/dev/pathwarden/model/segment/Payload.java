package dev.pathwarden.model.segment;

import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.journal.CorruptBytesException;

/**
 * The texts of a segment's values, each of which is there once, and is made a text when it is asked for. For one thread.
 *
 * <p>A few bytes can refer to a long text as often as they like. The texts are shared in memory, but whoever prints them pays for each; so the characters that are referred to are bounded.
 */
final class Payload {

    private final byte[] bytes;
    private final int[] offsets;
    private final String[] texts;
    private long left;

    /**
     * Finds out where each text is.
     *
     * @param bytes a count and the texts, one behind the other; none for no texts
     * @param most most characters that may be referred to, each time counted anew
     */
    Payload(byte[] bytes, long most) {
        this.bytes = bytes;
        this.left = most;
        ByteSource source = new ByteSource(bytes);
        int count = bytes.length == 0 ? 0 : source.count(ColumnSink.SHORTEST_KEPT + 1);
        offsets = new int[count];
        texts = new String[count];
        for (int i = 0; i < count; i++) {
            offsets[i] = bytes.length - source.remaining();
            source.skipText();
        }
        source.finish();
    }

    /** The text of that number, from 1. */
    String text(long number) {
        if (number < 1 || number > texts.length) {
            throw new CorruptBytesException("payload text " + number + " of " + texts.length);
        }
        int index = (int) number - 1;
        String text = texts[index];
        if (text == null) {
            text = new ByteSource(bytes, offsets[index], bytes.length - offsets[index]).text();
            texts[index] = text;
        }
        left -= text.length();
        if (left < 0) {
            throw new CorruptBytesException("the values of a segment come to more text than is taken");
        }
        return text;
    }
}
