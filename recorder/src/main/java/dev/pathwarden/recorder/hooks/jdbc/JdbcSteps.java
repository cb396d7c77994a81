package dev.pathwarden.recorder.hooks.jdbc;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the steps of the JDBC hook, and keeps what is known of open statements and results. For any thread. */
final class JdbcSteps {

    private static final int MOST_COLUMNS = 64;

    private final Recorder recorder;
    private final SqlReader reader;
    private final WeakIdentityMap<StatementNotes> statements = new WeakIdentityMap<>();
    private final WeakIdentityMap<RowReader> results = new WeakIdentityMap<>();
    private final List<Runnable> sleepers = new ArrayList<>();

    JdbcSteps(Recorder recorder, SqlReader reader) {
        this.recorder = recorder;
        this.reader = reader;
    }

    /** Has that called when the first result's rows are about to be followed. To be said before the first statement. */
    void wakeWhenFollowing(Runnable wake) {
        sleepers.add(wake);
    }

    /** Notes a prepared statement's text. */
    void prepared(Object statement, String sql) {
        statements.put(statement, new StatementNotes(sql));
    }

    /** Notes a value bound to a parameter. */
    void bound(Object statement, int parameter, Object value) {
        StatementNotes notes = recorder.here() == null ? null : statements.get(statement);
        if (notes != null) {
            notes.bind(parameter, SqlValues.whole(value));
        }
    }

    /** Notes one entry of a batch; null stands for the prepared text with the values bound so far. */
    void batched(Object statement, String sql) {
        if (recorder.here() != null) {
            StatementNotes notes = notes(statement);
            notes.batch(sql, sql == null ? notes.ownFacts(reader) : reader.read(sql));
        }
    }

    /** Notes that nothing is in the batch any more. */
    void batchCleared(Object statement) {
        StatementNotes notes = statements.isEmpty() ? null : statements.get(statement);
        if (notes != null) {
            notes.clearBatch();
        }
    }

    /** Notes that no value is bound any more. */
    void unbound(Object statement) {
        StatementNotes notes = statements.isEmpty() ? null : statements.get(statement);
        if (notes != null) {
            notes.clearBinds();
        }
    }

    /**
     * Decides a statement that is about to be executed.
     *
     * @param sql its text, null for a prepared statement
     * @return null outside of a run and within another statement
     */
    Execution execute(Statement statement, String sql) {
        if (!decides()) {
            return null;
        }
        StatementNotes notes = notes(statement);
        String text = sql != null ? sql : notes.sql();
        StepDraft draft = draft(text, sql == null ? notes.ownFacts(reader) : reader.read(sql)).about(this).argument("sql", text);
        notes.addBindsTo(draft);
        return begin(draft, notes, text);
    }

    /** Decides a batch that is about to be executed; null outside of a run and within another statement. The batch is over where that is allowed. */
    Execution executeBatch(Statement statement) {
        if (!decides()) {
            batchCleared(statement);
            return null;
        }
        StatementNotes notes = notes(statement);
        String text = notes.batchText();
        SqlFacts facts = notes.batchFacts();
        StepDraft draft = draft(text, facts == null ? notes.ownFacts(reader) : facts).about(this).argument("sql", text);
        notes.addBatchTo(draft);
        Execution execution = begin(draft, notes, text);
        notes.clearBatch();
        return execution;
    }

    /** Whether a statement is to be decided; one outside of a run is counted, and one within another was decided with that. */
    private boolean decides() {
        if (recorder.within(this)) {
            return false;
        }
        if (recorder.here() == null) {
            recorder.countOutside();
            return false;
        }
        return true;
    }

    private Execution begin(StepDraft draft, StatementNotes notes, String text) {
        OpenStep step = recorder.begin(draft);
        return step == null ? null : new Execution(step, notes, text);
    }

    /** Notes what came of it. */
    void executed(Execution execution, Object result, Throwable error) {
        OpenStep step = execution.step();
        if (error != null) {
            step.end(null, error);
        } else if (result instanceof ResultSet rows) {
            follow(rows, rowReader(execution));
        } else if (Boolean.TRUE.equals(result)) {
            execution.notes().executed(rowReader(execution));
        } else {
            step.end(null, null, changed(result));
        }
    }

    /** Notes the result set of a statement that was executed without asking for one. */
    void fetched(Object statement, ResultSet rows) {
        StatementNotes notes = statements.get(statement);
        RowReader waiting = notes == null ? null : notes.takeExecuted();
        if (waiting != null) {
            follow(rows, waiting);
        }
    }

    /** The reader that follows a result set, null for one that is not followed. */
    RowReader reader(Object rows) {
        return results.isEmpty() ? null : results.get(rows);
    }

    /**
     * Decides a change of the current row of a result.
     *
     * @param change update, insert or delete
     */
    OpenStep changeRow(Object rows, String change) {
        if (recorder.within(this)) {
            return null;
        }
        RowReader known = reader(rows);
        String sql = known == null ? "" : known.sql();
        StepDraft draft = draft(sql, reader.read(sql)).about(this).argument("sql", sql).argument("change", change).fact(Field.SQL_WRITES, true);
        Map<String, Object> values = known == null ? Map.of() : known.takeAssigned();
        return recorder.begin(values.isEmpty() ? draft : draft.argument("row", values));
    }

    private void follow(ResultSet rows, RowReader rowReader) {
        sleepers.forEach(Runnable::run);
        rowReader.columns(columns(rows));
        results.put(rows, rowReader);
    }

    private RowReader rowReader(Execution execution) {
        StepId first = execution.step().id();
        String text = execution.text();
        execution.step().leave();
        return new RowReader(text, execution.step(),
                () -> recorder.begin(draft(text, reader.read(text)).argument("sql", text).link(Link.to(first, LinkKind.CONTINUES)).leaf()));
    }

    private static StepDraft draft(String sql, SqlFacts facts) {
        StepDraft draft = StepDraft.of(Operation.DATA_SQL, facts.name());
        facts.asFacts(sql.length() <= StepDraft.TEXT_LIMIT ? sql : StepDraft.bounded(sql)).asMap().forEach(draft::fact);
        return draft;
    }

    private StatementNotes notes(Object statement) {
        StatementNotes notes = statements.get(statement);
        if (notes == null) {
            notes = new StatementNotes("");
            statements.put(statement, notes);
        }
        return notes;
    }

    private static List<String> columns(ResultSet rows) {
        List<String> labels = new ArrayList<>();
        try {
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= Math.min(columns.getColumnCount(), MOST_COLUMNS); i++) {
                labels.add(columns.getColumnLabel(i));
            }
        } catch (SQLException | RuntimeException unnamed) {
            return labels;
        }
        return labels;
    }

    private static Facts changed(Object result) {
        long rows = -1;
        if (result instanceof Integer || result instanceof Long) {
            rows = ((Number) result).longValue();
        } else if (result instanceof int[] counts) {
            rows = java.util.Arrays.stream(counts).filter(count -> count > 0).asLongStream().sum();
        } else if (result instanceof long[] counts) {
            rows = java.util.Arrays.stream(counts).filter(count -> count > 0).sum();
        }
        return rows < 0 ? Facts.NONE : Facts.of(Map.of(Field.SQL_ROWS, rows));
    }

    /** A statement that is being executed. */
    record Execution(OpenStep step, StatementNotes notes, String text) {
    }
}
