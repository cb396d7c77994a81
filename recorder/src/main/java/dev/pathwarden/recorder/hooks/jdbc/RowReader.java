package dev.pathwarden.recorder.hooks.jdbc;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.recorder.context.OpenStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Follows the rows that the program reads of one result. The rows read are the step's result; the step ends when the program has read all, closes the
 * result, or does something else that is to be decided, since what it has read by then must count. Reading on after that is a step of its own.
 *
 * <p>The first {@value #MOST_ROWS} rows are kept, and of these no more than {@value #MOST_CHARS} characters; what lies behind is counted and not kept, so labels there are
 * not found. For any thread.
 */
final class RowReader {

    static final int MOST_ROWS = 500;
    static final int MOST_CHARS = 128 * 1024;
    private static final int MOST_ASSIGNED = 64;

    private final String sql;
    private final Supplier<OpenStep> readOn;
    private List<String> columns = List.of();
    private OpenStep open;
    private List<Object> rows = new ArrayList<>();
    private Map<String, Object> row;
    private Map<String, Object> assigned = new LinkedHashMap<>();
    private long count;
    private int kept;
    private int chars;

    /**
     * Follows a result that was just made.
     *
     * @param sql the statement's text
     * @param open the step that made it, which this thread has left
     * @param readOn begins a step that reads on; null from it means that the run is over
     */
    RowReader(String sql, OpenStep open, Supplier<OpenStep> readOn) {
        this.sql = sql;
        this.readOn = readOn;
        this.open = open;
        open.settleBeforeNext(this::settle);
    }

    /** Names the columns, as far as they are known. */
    synchronized void columns(List<String> labels) {
        columns = labels;
    }

    /**
     * Decides reading on, if the step has ended and more would be kept.
     *
     * @return whether another value would be kept
     */
    boolean beforeReading() {
        synchronized (this) {
            if (!wants()) {
                return false;
            }
            if (open != null) {
                return true;
            }
        }
        // Not under the lock: the decision settles other readers first.
        OpenStep next = readOn.get();
        if (next != null) {
            synchronized (this) {
                open = next;
            }
            next.settleBeforeNext(this::settle);
        }
        return true;
    }

    synchronized void afterNext(boolean more, Throwable error) {
        if (error != null) {
            end(error);
        } else if (!more) {
            end(null);
        } else {
            count++;
            row = null;
        }
    }

    /**
     * Notes that the program went to another row than the next one; what it reads now is of that row.
     *
     * @param there whether there is such a row
     */
    synchronized void moved(boolean there) {
        count += there ? 1 : 0;
        row = null;
    }

    private boolean wants() {
        return kept < MOST_ROWS && chars < MOST_CHARS;
    }

    /** Notes a value that was read, by its column's number or label. */
    synchronized void value(Object column, Object value) {
        if (open == null || !wants()) {
            return;
        }
        if (row == null) {
            row = new LinkedHashMap<>(columns.size() * 2);
            rows.add(row);
            kept++;
        }
        Object read = SqlValues.read(value);
        row.put(label(column), read);
        chars += read instanceof String text ? text.length() : 8;
    }

    /** The text of the statement whose result this is. */
    String sql() {
        return sql;
    }

    /** Notes a value that is to stand in a column of the current row. */
    synchronized void assign(Object column, Object value) {
        if (assigned.size() < MOST_ASSIGNED) {
            assigned.put(label(column), SqlValues.read(value));
        }
    }

    /** The values noted since the row was changed last. */
    synchronized Map<String, Object> takeAssigned() {
        Map<String, Object> taken = assigned;
        assigned = new LinkedHashMap<>();
        return taken;
    }

    /** Ends the step with what was read so far. */
    synchronized void settle() {
        end(null);
    }

    private void end(Throwable error) {
        OpenStep ending = open;
        if (ending != null) {
            open = null;
            List<Object> read = rows;
            long number = count;
            rows = new ArrayList<>();
            row = null;
            count = 0;
            ending.end(read.isEmpty() ? null : read, error, Facts.of(Map.of(Field.SQL_ROWS, number)));
        }
    }

    private String label(Object column) {
        if (column instanceof Integer number) {
            return number >= 1 && number <= columns.size() ? columns.get(number - 1) : number.toString();
        }
        String asked = String.valueOf(column);
        for (String known : columns) {
            if (asked.equalsIgnoreCase(known)) {
                return known;
            }
        }
        return asked;
    }
}
