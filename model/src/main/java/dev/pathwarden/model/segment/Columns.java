package dev.pathwarden.model.segment;

import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.step.Action;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The columns of a segment or of an index, with the texts they share, each opened when it is asked for. For one thread. */
final class Columns {

    private final SegmentLayout.Unpacked unpacked;
    private final Map<Column, ColumnSource> sources = new EnumMap<>(Column.class);
    private List<String> texts;
    private Payload payload;

    Columns(byte[] segment) {
        unpacked = SegmentLayout.unpack(segment);
    }

    int version() {
        return unpacked.version();
    }

    int runs() {
        return unpacked.runs();
    }

    /** The column, at the place up to which it was read. */
    ColumnSource of(Column column) {
        ColumnSource source = sources.get(column);
        if (source == null) {
            source = new ColumnSource(new ByteSource(unpacked.raw(column)), texts(), payload());
            sources.put(column, source);
        }
        return source;
    }

    /** The column from its beginning, whatever was read of it. */
    ColumnSource fresh(Column column) {
        sources.remove(column);
        return of(column);
    }

    /** The texts of {@link Column#TEXT}. */
    List<String> texts() {
        if (texts == null) {
            texts = Dictionary.read(new ByteSource(unpacked.raw(Column.TEXT)));
        }
        return texts;
    }

    /** By the number of each text, from 1, the action of that name; null where it is none. */
    Action[] actions() {
        Action[] actions = new Action[texts().size() + 1];
        for (int i = 0; i < texts().size(); i++) {
            actions[i + 1] = Action.of(texts().get(i)).orElse(null);
        }
        return actions;
    }

    private Payload payload() {
        if (payload == null) {
            payload = new Payload(unpacked.raw(Column.PAYLOAD), SegmentLayout.MAX_REFERRED);
        }
        return payload;
    }

    /** Most steps there can be: each takes a byte of a column at least, which is here from version 3 on. */
    long mostSteps() {
        return version() > 2 ? unpacked.rawLength(Column.STEP_OPERATION) : SegmentLayout.MAX_RAW;
    }

    /** The bytes of a column, whatever was read of it. */
    byte[] raw(Column column) {
        return unpacked.raw(column);
    }

    /** Checks that all columns that were opened were read to their ends. */
    void finish() {
        sources.values().forEach(ColumnSource::finish);
    }
}
