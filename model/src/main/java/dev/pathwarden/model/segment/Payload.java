package dev.pathwarden.model.segment;

import dev.pathwarden.model.journal.CorruptBytesException;
import java.util.List;

/**
 * The texts of a segment's values, each of which is there once. For one thread.
 *
 * <p>A few bytes can refer to a long text as often as they like. The texts are shared in memory, but whoever prints them pays for each; so the characters that are referred to are bounded.
 */
final class Payload {

    private final List<String> texts;
    private long left;

    /** @param most most characters that may be referred to, each time counted anew */
    Payload(List<String> texts, long most) {
        this.texts = texts;
        left = most;
    }

    /** The text of that number, from 1. */
    String text(long number) {
        if (number < 1 || number > texts.size()) {
            throw new CorruptBytesException("payload text " + number + " of " + texts.size());
        }
        String text = texts.get((int) number - 1);
        left -= text.length();
        if (left < 0) {
            throw new CorruptBytesException("the values of a segment come to more text than is taken");
        }
        return text;
    }
}
