package dev.pathwarden.recorder.hooks.jdbc;

import dev.pathwarden.policies.detect.Detectors;
import dev.pathwarden.recorder.context.StepDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of one statement: its text, the values bound to it, its batch. For any thread.
 *
 * <p>Only the first values and entries are recorded. More of them, in full, are kept for labels to be looked for until they are executed; where there were still more, the step
 * says so by {@link Detectors#SAMPLED}. What a batch's texts say of themselves is taken from every one of them.
 */
final class StatementNotes {

    private static final int MOST_BINDS = 64;
    private static final int MOST_BATCHED = 50;
    private static final int MOST_KEPT_BINDS = 2_000;
    private static final int MOST_KEPT_VALUES = 20_000;
    private static final int MOST_KEPT_CHARS = 1 << 20;

    private final String sql;
    private final TreeMap<Integer, Object> binds = new TreeMap<>();
    private final List<Object> batch = new ArrayList<>();
    private SqlFacts ownFacts;
    private SqlFacts batchFacts;
    private long batchSize;
    private int keptValues;
    private int keptChars;
    private boolean moreBinds;
    private boolean moreBatched;
    private RowReader executed;

    /** Notes on a statement prepared from that text, empty for one that is not prepared. */
    StatementNotes(String sql) {
        this.sql = sql == null ? "" : sql;
    }

    /** Notes a recorded value, of which text is not cut. */
    synchronized void bind(int parameter, Object value) {
        if (binds.size() < MOST_KEPT_BINDS || binds.containsKey(parameter)) {
            binds.put(parameter, value);
        } else {
            moreBinds = true;
        }
    }

    synchronized void clearBinds() {
        binds.clear();
        moreBinds = false;
    }

    /**
     * Notes one entry of a batch.
     *
     * @param text null for the prepared text with the values bound so far
     * @param facts what the entry's text, whole, says of itself
     */
    synchronized void batch(String text, SqlFacts facts) {
        batchSize++;
        batchFacts = batchFacts == null ? facts : batchFacts.and(facts);
        if (keptValues >= MOST_KEPT_VALUES || keptChars >= MOST_KEPT_CHARS) {
            moreBatched = true;
        } else if (text != null) {
            keep(text);
            batch.add(text);
        } else {
            List<Object> values = new ArrayList<>(binds.values());
            values.forEach(this::keep);
            moreBatched |= moreBinds;
            batch.add(values);
        }
    }

    private void keep(Object value) {
        keptValues++;
        keptChars += value instanceof String text ? Math.min(text.length(), MOST_KEPT_CHARS) : 0;
    }

    synchronized void clearBatch() {
        batch.clear();
        batchFacts = null;
        batchSize = 0;
        keptValues = 0;
        keptChars = 0;
        moreBatched = false;
    }

    /** The text it was prepared from; empty for one that was not. */
    String sql() {
        return sql;
    }

    /** What the text it was prepared from says of itself. */
    synchronized SqlFacts ownFacts(SqlReader reader) {
        if (ownFacts == null) {
            ownFacts = reader.read(sql);
        }
        return ownFacts;
    }

    /** The prepared text, or those of the batch, as far as they are recorded. */
    synchronized String batchText() {
        if (!sql.isEmpty()) {
            return sql;
        }
        StringBuilder all = new StringBuilder();
        for (Object entry : batch) {
            if (all.length() >= StepDraft.TEXT_LIMIT) {
                break;
            }
            all.append(all.isEmpty() ? "" : ";\n").append(entry instanceof String text ? StepDraft.bounded(text) : "");
        }
        return all.toString();
    }

    /** What the batch's entries say of themselves, taken together; null where none is known. */
    synchronized SqlFacts batchFacts() {
        return batchFacts;
    }

    /** Adds the batch to a step that executes it. It stays, since the step may be refused and the driver then still has it. */
    synchronized void addBatchTo(StepDraft draft) {
        if (batchSize == 0) {
            return;
        }
        List<Object> recorded = new ArrayList<>();
        for (Object entry : batch.subList(0, Math.min(batch.size(), MOST_BATCHED))) {
            recorded.add(entry instanceof List<?> values ? values.stream().limit(MOST_BINDS).map(SqlValues::cut).toList() : StepDraft.bounded((String) entry));
        }
        draft.cutArgument("batch", recorded, new ArrayList<>(batch)).argument("batchSize", batchSize);
        if (moreBatched) {
            draft.label(Detectors.SAMPLED);
        }
    }

    /** Adds the bound values to a step that executes the statement with them. */
    synchronized void addBindsTo(StepDraft draft) {
        if (binds.isEmpty()) {
            return;
        }
        Map<String, Object> recorded = new LinkedHashMap<>();
        Map<String, Object> whole = new LinkedHashMap<>();
        binds.forEach((parameter, value) -> {
            whole.put(parameter.toString(), value);
            if (recorded.size() < MOST_BINDS) {
                recorded.put(parameter.toString(), SqlValues.cut(value));
            }
        });
        if (recorded.equals(whole)) {
            draft.argument("binds", recorded);
        } else {
            draft.cutArgument("binds", recorded, whole);
        }
        if (moreBinds) {
            draft.label(Detectors.SAMPLED);
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
