package dev.pathwarden.model.segment;

import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.journal.ValueCodec;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the values of one column, which may be damaged or made to do harm. For one thread. */
final class ColumnSource implements ValueCodec.KeptTexts {

    static final int NO_STEP = 0;
    static final int STEP_BY_ID = 1;

    private final ByteSource bytes;
    private final List<String> dictionary;
    private final Payload payload;
    private long previous;
    private long previousText;

    ColumnSource(ByteSource bytes, List<String> dictionary, Payload payload) {
        this.bytes = bytes;
        this.dictionary = dictionary;
        this.payload = payload;
    }

    @Override
    public String text(ByteSource source) {
        previousText += source.zigzag() + 1;
        return payload.text(previousText);
    }

    @Override
    public void skip(ByteSource source) {
        previousText += source.zigzag() + 1;
    }

    void finish() {
        bytes.finish();
    }

    boolean hasMore() {
        return bytes.remaining() > 0;
    }

    boolean flag() {
        return bytes.bool();
    }

    /** A count of things in other columns, each of which takes at least a byte somewhere; so it is safe to loop over, not to allocate. */
    int count() {
        return bytes.count(0);
    }

    long number() {
        previous += bytes.zigzag();
        return previous;
    }

    int place() {
        long value = number();
        if (value != (int) value) {
            throw new CorruptBytesException("the place " + value + " is out of range");
        }
        return (int) value;
    }

    Long numberOrNull() {
        return bytes.bool() ? (Long) number() : null;
    }

    String textOrNull() {
        long number = bytes.varint();
        if (number == 0) {
            return null;
        }
        if (number < 0 || number > dictionary.size()) {
            throw new CorruptBytesException("text " + Long.toUnsignedString(number) + " of " + dictionary.size());
        }
        return dictionary.get((int) number - 1);
    }

    String text() {
        String text = textOrNull();
        if (text == null) {
            throw new CorruptBytesException("a text is missing");
        }
        return text;
    }

    <T> T named(Function<String, Optional<T>> table, String what) {
        String text = text();
        return table.apply(text).orElseThrow(() -> new CorruptBytesException("no " + what + " is named '" + text + "' in this version"));
    }

    Set<String> texts() {
        int left = bytes.count(1);
        if (left == 0) {
            return Set.of();
        }
        Set<String> texts = new TreeSet<>();
        for (; left > 0; left--) {
            texts.add(text());
        }
        return texts;
    }

    Object value() {
        return ValueCodec.decode(bytes, this);
    }

    Map<String, Object> entries() {
        return ValueCodec.decodeEntries(bytes, this);
    }

    Facts facts() {
        int left = bytes.count(2);
        if (left == 0) {
            return Facts.NONE;
        }
        Facts.Builder facts = new Facts.Builder();
        for (; left > 0; left--) {
            Optional<Field> field = Field.of(text());
            Object value = value();
            field.ifPresent(known -> facts.put(known, value));
        }
        return facts.build();
    }

    RunId run() {
        return bytes.run();
    }

    StepId step() {
        return bytes.step();
    }

    long difference() {
        return bytes.zigzag();
    }

    /** A reference that {@link ColumnSink#reference} wrote; the steps before {@code at} are known. */
    StepId reference(int at, List<StepId> before) {
        long kind = bytes.varint();
        if (kind == NO_STEP) {
            return null;
        }
        if (kind == STEP_BY_ID) {
            return bytes.step();
        }
        long position = at - (kind - STEP_BY_ID);
        if (kind < 0 || position < 0) {
            throw new CorruptBytesException("a reference to a step before the run's first");
        }
        return before.get((int) position);
    }

    /** Number of the next word, from 1; 0 for none. */
    int word() {
        long number = bytes.varint();
        if (number < 0 || number > dictionary.size()) {
            throw new CorruptBytesException("text " + Long.toUnsignedString(number) + " of " + dictionary.size());
        }
        return (int) number;
    }

    /** How many words the next set has. */
    int words() {
        return bytes.count(1);
    }

    /** Whether the next word is one of those, which are given by their numbers; no word is none. */
    boolean isWord(boolean[] wanted) {
        long number = bytes.varint();
        if (number < 0 || number >= wanted.length) {
            throw new CorruptBytesException("text " + Long.toUnsignedString(number) + " of " + dictionary.size());
        }
        return wanted[(int) number];
    }

    /** Whether one of the next set of words is one of those. */
    boolean hasWord(boolean[] wanted) {
        boolean has = false;
        for (int left = bytes.count(1); left > 0; left--) {
            has |= isWord(wanted);
        }
        return has;
    }

    /** Passes over a word; true. */
    boolean passWord() {
        bytes.varint();
        return true;
    }

    /** Passes over that many words. */
    void skipWords(long count) {
        for (long left = count; left > 0; left--) {
            bytes.varint();
        }
    }

    /** Passes over that many sets of words. */
    void skipTexts(long count) {
        for (long left = count; left > 0; left--) {
            skipWords(bytes.count(1));
        }
    }

    /** Passes over that many numbers, on which the next one builds. */
    void skipNumbers(long count) {
        for (long left = count; left > 0; left--) {
            number();
        }
    }

    void skipNumbersOrNull(long count) {
        for (long left = count; left > 0; left--) {
            if (bytes.bool()) {
                number();
            }
        }
    }

    void skipReferences(long count) {
        for (long left = count; left > 0; left--) {
            if (bytes.varint() == STEP_BY_ID) {
                bytes.skip(Long.BYTES);
            }
        }
    }

    void skipIds(long count) {
        bytes.skip(count * Long.BYTES);
    }

    void skipEntries(long count) {
        for (long left = count; left > 0; left--) {
            ValueCodec.skipEntries(bytes, this);
        }
    }

    void skipValues(long count) {
        for (long left = count; left > 0; left--) {
            ValueCodec.skip(bytes, this);
        }
    }

    void skipFacts(long count) {
        for (long left = count; left > 0; left--) {
            for (int facts = bytes.count(2); facts > 0; facts--) {
                bytes.varint();
                ValueCodec.skip(bytes, this);
            }
        }
    }

    /** Passes over that many counts, and adds them up. */
    long skipCounts(long count) {
        long sum = 0;
        for (long left = count; left > 0; left--) {
            sum += bytes.count(0);
        }
        return sum;
    }

    /** Passes over that many flags, and counts those that are set. */
    long skipFlags(long count) {
        long set = 0;
        for (long left = count; left > 0; left--) {
            set += bytes.bool() ? 1 : 0;
        }
        return set;
    }
}
