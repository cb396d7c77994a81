package dev.pathwarden.recorder.hooks.jdbc;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Sleeper;
import dev.pathwarden.recorder.hooks.Target;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * SQL before a driver gets it, and the rows that the program reads of the result.
 *
 * <p>Hooks classes that implement the interfaces of {@code java.sql} and are named after them ({@code ..Statement.., ..Conn.., ..ResultSet..}), as those of the usual drivers and
 * pools are. Of wrappers around wrappers only the outermost call is a step. A prepared statement's text is taken where it is prepared, its values where they are
 * bound within a run. A row of an updatable result is changed by a step that names the result's statement and the new values. SQLite's driver has its methods in classes that
 * do not implement the interfaces, so these are named. Not seen: other drivers that do so, what {@code DatabaseMetaData} tells, large objects' content.
 */
public final class JdbcHook implements Hook {

    private static final String[] VALUES = {"String", "NString", "Boolean", "Byte", "Short", "Int", "Long", "Float", "Double", "BigDecimal", "Bytes", "Date", "Time", "Timestamp",
        "Object", "URL", "RowId", "Array", "Ref", "SQLXML"};
    private static final String[] GETTERS = accessors("get");
    private static final String[] SETTERS = accessors("set");
    private static final String[] UPDATERS = accessors("update");

    private final JdbcSteps steps;

    /** A hook that records through that recorder. */
    public JdbcHook(Recorder recorder) {
        this.steps = new JdbcSteps(recorder, new SqlReader());
    }

    @Override
    public String id() {
        return "jdbc";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_SQL);
    }

    @Override
    public List<HookPoint> points() {
        Target connections = Target.subtypesOf("java.sql.Connection", "Conn");
        List<HookPoint> points = new ArrayList<>();
        points.add(HookPoint.whenLoaded(connections, named("prepareStatement").or(named("prepareCall")).and(takesArgument(0, String.class)), new Prepared()));
        List.of(Target.subtypesOf("java.sql.Statement", "Statement"), Target.named("org.sqlite.jdbc3.JDBC3Statement")).forEach(statements -> points.addAll(List.of(
                HookPoint.whenLoaded(statements, namedOneOf("execute", "executeQuery", "executeUpdate", "executeLargeUpdate").and(takesNoArguments().or(takesArgument(0, String.class))), new Executed()),
                HookPoint.whenLoaded(statements, namedOneOf("executeBatch", "executeLargeBatch").and(takesNoArguments()), new BatchExecuted()),
                HookPoint.whenLoaded(statements, named("addBatch"), new Batched()),
                HookPoint.whenLoaded(statements, named("clearBatch").and(takesNoArguments()), (statement, arguments) -> {
                    steps.batchCleared(statement);
                    return null;
                }),
                HookPoint.whenLoaded(statements, named("clearParameters").and(takesNoArguments()), (statement, arguments) -> {
                    steps.unbound(statement);
                    return null;
                }),
                HookPoint.whenLoaded(statements, namedOneOf(SETTERS).and(isPublic()).and(takesArgument(0, int.class)), new Bound()),
                HookPoint.whenLoaded(statements, named("getResultSet").and(takesNoArguments()), new Fetched()))));
        List.of(Target.subtypesOf("java.sql.ResultSet", "ResultSet"), Target.named("org.sqlite.jdbc3.JDBC3ResultSet")).forEach(results -> points.addAll(List.of(
                HookPoint.whenLoaded(results, named("updateRow").and(takesNoArguments()), new Changed("update")),
                HookPoint.whenLoaded(results, named("insertRow").and(takesNoArguments()), new Changed("insert")),
                HookPoint.whenLoaded(results, named("deleteRow").and(takesNoArguments()), new Changed("delete")),
                ofRows(results, named("next").and(takesNoArguments()), new Advanced()),
                ofRows(results, namedOneOf("first", "last", "previous", "absolute", "relative", "beforeFirst", "afterLast", "refreshRow").and(isPublic()), new Moved()),
                ofRows(results, named("close").and(takesNoArguments()), new Closed()),
                ofRows(results, namedOneOf(GETTERS).and(isPublic()).and(takesArgument(0, int.class).or(takesArgument(0, String.class))), new Read()),
                ofRows(results, namedOneOf(UPDATERS).and(isPublic()).and(takesArgument(0, int.class).or(takesArgument(0, String.class))), new Assigned()))));
        return points;
    }

    /** A point that sees nothing before the rows of some statement are followed. */
    private HookPoint ofRows(Target results, ElementMatcher<MethodDescription> methods, Interceptor interceptor) {
        return HookPoint.whenLoaded(results, methods, new OfRows(interceptor)).with(HookPoint.Shape.SEE_AWAKE);
    }

    private final class OfRows implements Sleeper {
        private final Interceptor awake;

        OfRows(Interceptor awake) {
            this.awake = awake;
        }

        @Override
        public void sleepsUntil(Runnable wake) {
            steps.wakeWhenFollowing(wake);
        }

        @Override
        public Object enter(Object self, Object[] arguments) throws Exception {
            return awake.enter(self, arguments);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) throws Exception {
            return awake.exit(token, result, error);
        }
    }

    private static String[] accessors(String verb) {
        return Stream.of(VALUES).map(value -> verb + value).toArray(String[]::new);
    }

    private final class Prepared implements Interceptor {
        @Override
        public Object enter(Object connection, Object[] arguments) {
            return arguments[0];
        }

        @Override
        public Object exit(Object sql, Object statement, Throwable error) {
            if (statement != null) {
                steps.prepared(statement, (String) sql);
            }
            return statement;
        }
    }

    private class Executed implements Interceptor {
        @Override
        public Object enter(Object statement, Object[] arguments) {
            return steps.execute((Statement) statement, arguments.length > 0 ? (String) arguments[0] : null);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            steps.executed((JdbcSteps.Execution) token, result, error);
            return result;
        }
    }

    private final class Batched implements Interceptor {
        @Override
        public Object enter(Object statement, Object[] arguments) {
            steps.batched(statement, arguments.length > 0 && arguments[0] instanceof String sql ? sql : null);
            return null;
        }
    }

    private final class Bound implements Interceptor {
        @Override
        public Object enter(Object statement, Object[] arguments) {
            if (arguments.length > 1) {
                steps.bound(statement, (Integer) arguments[0], arguments[1]);
            }
            return null;
        }
    }

    private final class Fetched implements Interceptor {
        @Override
        public Object enter(Object statement, Object[] arguments) {
            return statement;
        }

        @Override
        public Object exit(Object statement, Object result, Throwable error) {
            if (result instanceof ResultSet rows) {
                steps.fetched(statement, rows);
            }
            return result;
        }
    }

    private final class BatchExecuted extends Executed {
        @Override
        public Object enter(Object statement, Object[] arguments) {
            return steps.executeBatch((Statement) statement);
        }
    }

    /** A value for a column of the current row. */
    private final class Assigned implements Interceptor {
        @Override
        public Object enter(Object results, Object[] arguments) {
            RowReader reader = steps.reader(results);
            if (reader != null) {
                reader.assign(arguments[0], arguments.length > 1 ? arguments[1] : null);
            }
            return null;
        }
    }

    /** The current row changed in the database. */
    private final class Changed implements Interceptor {
        private final String change;

        Changed(String change) {
            this.change = change;
        }

        @Override
        public Object enter(Object results, Object[] arguments) {
            return steps.changeRow(results, change);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(null, error);
            return result;
        }
    }

    private final class Advanced implements Interceptor {
        @Override
        public Object enter(Object results, Object[] arguments) {
            RowReader reader = steps.reader(results);
            if (reader != null) {
                reader.beforeReading();
            }
            return reader;
        }

        @Override
        public Object exit(Object reader, Object more, Throwable error) {
            ((RowReader) reader).afterNext(Boolean.TRUE.equals(more), error);
            return more;
        }
    }

    /** To another row than the next one. */
    private final class Moved implements Interceptor {
        @Override
        public Object enter(Object results, Object[] arguments) {
            RowReader reader = steps.reader(results);
            if (reader != null) {
                reader.beforeReading();
            }
            return reader;
        }

        @Override
        public Object exit(Object reader, Object there, Throwable error) {
            ((RowReader) reader).moved(Boolean.TRUE.equals(there));
            return there;
        }
    }

    private final class Closed implements Interceptor {
        @Override
        public Object enter(Object results, Object[] arguments) {
            RowReader reader = steps.reader(results);
            if (reader != null) {
                reader.settle();
            }
            return null;
        }
    }

    private final class Read implements Interceptor {
        @Override
        public Object enter(Object results, Object[] arguments) {
            RowReader reader = steps.reader(results);
            if (reader == null || !reader.beforeReading()) {
                return null;
            }
            return new Cell(reader, arguments[0]);
        }

        @Override
        public Object exit(Object token, Object value, Throwable error) {
            Cell cell = (Cell) token;
            if (error == null) {
                cell.reader().value(cell.column(), value);
            }
            return value;
        }
    }

    /** A value that is being read: by its column's number or label. */
    private record Cell(RowReader reader, Object column) {
    }
}
