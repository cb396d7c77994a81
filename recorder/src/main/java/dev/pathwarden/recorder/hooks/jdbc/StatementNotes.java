package dev.pathwarden.recorder.hooks.jdbc;

import dev.pathwarden.recorder.context.StepDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of one statement: its text, the values bound to it, its batch. For any thread. */
final class StatementNotes {

    private static final int MOST_BINDS = 64;
    private static final int MOST_BATCHED = 50;

    private final String sql;
    private final TreeMap<Integer, Object> binds = new TreeMap<>();
    private final List<Object> batch = new ArrayList<>();
    private long batchSize;
    private RowReader executed;

    /** Notes on a statement prepared from that text, empty for one that is not prepared. */
    StatementNotes(String sql) {
        this.sql = sql == null ? "" : sql;
    }

    synchronized void bind(int parameter, Object value) {
        if (binds.size() < MOST_BINDS) {
            binds.put(parameter, value);
        }
    }

    synchronized void batch(String text) {
        batchSize++;
        if (batch.size() < MOST_BATCHED) {
            batch.add(text != null ? StepDraft.bounded(text) : new ArrayList<>(binds.values()));
        }
    }

    /** The prepared text, or that of the batch. */
    synchronized String text() {
        if (!sql.isEmpty()) {
            return sql;
        }
        StringBuilder all = new StringBuilder();
        for (Object entry : batch) {
            all.append(all.isEmpty() ? "" : ";\n").append(entry instanceof String text ? text : "");
        }
        return all.toString();
    }

    /** Adds values and batch to a step that executes them; the batch is then over. */
    synchronized void addTo(StepDraft draft) {
        if (batchSize > 0) {
            draft.argument("batch", new ArrayList<>(batch)).argument("batchSize", batchSize);
            batch.clear();
            batchSize = 0;
        } else if (!binds.isEmpty()) {
            Map<String, Object> values = new java.util.LinkedHashMap<>();
            binds.forEach((parameter, value) -> values.put(parameter.toString(), value));
            draft.argument("binds", values);
        }
    }

    /** Notes that it was executed and that its rows are still to be fetched. */
    synchronized void executed(RowReader rows) {
        executed = rows;
    }

    /** The rows still to be fetched, once; null where there are none. */
    synchronized RowReader takeExecuted() {
        RowReader taken = executed;
        executed = null;
        return taken;
    }
}
