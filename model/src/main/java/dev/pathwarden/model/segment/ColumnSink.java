package dev.pathwarden.model.segment;

import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.journal.ValueCodec;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.Collection;
import java.util.Map;

/**
 * Writes the values of one column. {@link ColumnSource} reads them back with the same calls in the same order.
 *
 * <p>Numbers are written as the difference from the number before, so that tickets and clocks take a byte or a few. A longer text of a value is written once in its segment: prompts, tool definitions and
 * conversations come again and again. For one thread.
 */
final class ColumnSink implements ValueCodec.TextKeeper {

    /** Shortest text of a value that is written once: of a shorter one the reference would take as much. */
    static final int SHORTEST_KEPT = 20;

    private final ByteSink bytes = new ByteSink(64);
    private final Dictionary dictionary;
    private final Dictionary payload;
    private long previous;
    private long referred;
    private int previousText;

    ColumnSink(Dictionary dictionary, Dictionary payload) {
        this.dictionary = dictionary;
        this.payload = payload;
    }

    /** Characters of all texts that values refer to, each time anew. */
    long referred() {
        return referred;
    }

    @Override
    public boolean keeps(String text) {
        return text.length() >= SHORTEST_KEPT;
    }

    @Override
    public void refer(String text, ByteSink sink) {
        int number = payload.number(text);
        sink.zigzag(number - previousText - 1);
        previousText = number;
        referred += text.length();
    }

    ByteSink bytes() {
        return bytes;
    }

    void flag(boolean value) {
        bytes.bool(value);
    }

    void count(int value) {
        bytes.varint(value);
    }

    void number(long value) {
        bytes.zigzag(value - previous);
        previous = value;
    }

    void numberOrNull(Long value) {
        bytes.bool(value != null);
        if (value != null) {
            number(value);
        }
    }

    void text(String value) {
        bytes.varint(value == null ? 0 : dictionary.number(value));
    }

    void texts(Collection<String> values) {
        count(values.size());
        values.forEach(this::text);
    }

    void value(Object value) {
        ValueCodec.encode(value, bytes, this);
    }

    void entries(Map<String, Object> entries) {
        ValueCodec.encodeEntries(entries, bytes, this);
    }

    void facts(Facts facts) {
        count(facts.size());
        facts.forEach((field, value) -> {
            text(field.text());
            value(value);
        });
    }

    void run(RunId id) {
        bytes.run(id);
    }

    /** A number that has nothing to do with the one before. */
    void difference(long value) {
        bytes.zigzag(value);
    }

    /**
     * Refers to a step of the same run, mostly one shortly before.
     *
     * @param at position of the step that refers
     * @param positions positions of the run's steps
     */
    void reference(StepId id, int at, Map<StepId, Integer> positions) {
        if (id == null) {
            bytes.varint(ColumnSource.NO_STEP);
            return;
        }
        Integer position = positions.get(id);
        if (position == null || position >= at) {
            bytes.varint(ColumnSource.STEP_BY_ID).step(id);
        } else {
            bytes.varint(at - position + (long) ColumnSource.STEP_BY_ID);
        }
    }
}
