package dev.pathwarden.recorder.attached.program.ways;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import javax.sql.rowset.JdbcRowSet;
import javax.sql.rowset.RowSetProvider;

/** Statements sent to databases: they set the number in the call's row to one, or tell its secret. */
final class Queries {

    private Queries() {
    }

    /** What is done with a connection. */
    private interface Use {
        void of(Connection connection) throws Exception;
    }

    static void addTo(Map<String, Way> ways) {
        statements(ways);
        prepared(ways);
        results(ways);
        pooled(ways);
        secondDriver(ways);
    }

    private static String update(Scene scene) {
        return "update effects set n = 1 where id = '" + scene.token() + "'";
    }

    private static String select(Scene scene) {
        return "select secret from effects where id = '" + scene.token() + "'";
    }

    private static void with(Scene scene, String database, Use use) throws Exception {
        try (Connection connection = DriverManager.getConnection(scene.world(database))) {
            use.of(connection);
        }
    }

    private static void h2(Scene scene, Use use) throws Exception {
        with(scene, "h2", use);
    }

    private static void tell(Scene scene, ResultSet rows) throws Exception {
        rows.next();
        scene.tell(rows.getString(1));
    }

    private static void statements(Map<String, Way> ways) {
        ways.put("query-Statement.executeQuery", scene -> h2(scene, connection -> tell(scene, connection.createStatement().executeQuery(select(scene)))));
        ways.put("query-Statement.execute-getResultSet", scene -> h2(scene, connection -> {
            Statement statement = connection.createStatement();
            statement.execute(select(scene));
            tell(scene, statement.getResultSet());
        }));
        ways.put("query-Statement.execute", scene -> h2(scene, connection -> connection.createStatement().execute(update(scene))));
        ways.put("query-Statement.execute-keys", scene -> h2(scene, connection -> connection.createStatement().execute(update(scene), Statement.RETURN_GENERATED_KEYS)));
        ways.put("query-Statement.executeUpdate", scene -> h2(scene, connection -> connection.createStatement().executeUpdate(update(scene))));
        ways.put("query-Statement.executeUpdate-columns", scene -> h2(scene, connection -> connection.createStatement().executeUpdate(update(scene), new String[] {"ID"})));
        ways.put("query-Statement.executeLargeUpdate", scene -> h2(scene, connection -> connection.createStatement().executeLargeUpdate(update(scene))));
        ways.put("query-Statement.executeBatch", scene -> h2(scene, connection -> {
            Statement statement = connection.createStatement();
            statement.addBatch(update(scene));
            statement.executeBatch();
        }));
        ways.put("query-Statement.executeLargeBatch", scene -> h2(scene, connection -> {
            Statement statement = connection.createStatement();
            statement.addBatch(update(scene));
            statement.executeLargeBatch();
        }));
        ways.put("query-batch-again", scene -> h2(scene, connection -> {
            Statement statement = connection.createStatement();
            statement.addBatch(update(scene));
            try {
                statement.executeBatch();
            } catch (SecurityException refused) {
                statement.executeBatch();
            }
        }));
        ways.put("query-batch-behind-another", scene -> h2(scene, connection -> {
            Statement statement = connection.createStatement();
            statement.addBatch(update(scene));
            try {
                statement.execute("select 1");
            } catch (SecurityException refused) {
                connection.createStatement().execute("select 1");
            }
            statement.executeBatch();
        }));
        ways.put("query-Statement-reflection", scene -> h2(scene, connection -> Statement.class.getMethod("executeUpdate", String.class).invoke(connection.createStatement(), update(scene))));
    }

    private static void prepared(Map<String, Way> ways) {
        ways.put("query-PreparedStatement.executeQuery", scene -> h2(scene, connection -> tell(scene, connection.prepareStatement(select(scene)).executeQuery())));
        ways.put("query-PreparedStatement.execute", scene -> h2(scene, connection -> connection.prepareStatement(update(scene)).execute()));
        ways.put("query-PreparedStatement.executeUpdate", scene -> h2(scene, connection -> connection.prepareStatement(update(scene)).executeUpdate()));
        ways.put("query-PreparedStatement-bound", scene -> h2(scene, connection -> {
            PreparedStatement statement = connection.prepareStatement("update effects set n = ? where id = ?");
            statement.setInt(1, 1);
            statement.setString(2, scene.token());
            statement.executeUpdate();
        }));
        ways.put("query-PreparedStatement-keys", scene -> h2(scene, connection -> connection.prepareStatement(update(scene), Statement.RETURN_GENERATED_KEYS).executeUpdate()));
        ways.put("query-PreparedStatement.executeLargeUpdate", scene -> h2(scene, connection -> connection.prepareStatement(update(scene)).executeLargeUpdate()));
        ways.put("query-PreparedStatement.executeBatch", scene -> h2(scene, connection -> {
            PreparedStatement statement = connection.prepareStatement("update effects set n = ? where id = ?");
            statement.setInt(1, 1);
            statement.setString(2, scene.token());
            statement.addBatch();
            statement.executeBatch();
        }));
        ways.put("query-CallableStatement", scene -> h2(scene, connection -> {
            CallableStatement statement = connection.prepareCall(update(scene));
            statement.execute();
        }));
        ways.put("query-JdbcRowSet", scene -> {
            try (JdbcRowSet rows = RowSetProvider.newFactory().createJdbcRowSet()) {
                rows.setUrl(scene.world("h2"));
                rows.setCommand(select(scene));
                rows.execute();
                tell(scene, rows);
            }
        });
    }

    private static void results(Map<String, Way> ways) {
        ways.put("change-ResultSet.updateRow", scene -> updatable(scene, rows -> {
            rows.next();
            rows.updateInt("N", 1);
            rows.updateRow();
        }));
        ways.put("change-ResultSet.insertRow", scene -> updatable(scene, rows -> {
            rows.moveToInsertRow();
            rows.updateString("ID", scene.token() + "more");
            rows.updateInt("N", 1);
            rows.insertRow();
        }));
        ways.put("change-ResultSet.deleteRow", scene -> updatable(scene, rows -> {
            rows.next();
            rows.deleteRow();
        }));
    }

    /** What is done with rows. */
    private interface RowsUse {
        void of(ResultSet rows) throws Exception;
    }

    private static void updatable(Scene scene, RowsUse use) throws Exception {
        h2(scene, connection -> {
            Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
            use.of(statement.executeQuery("select id, n from effects where id = '" + scene.token() + "'"));
        });
    }

    private static void pooled(Map<String, Way> ways) {
        ways.put("query-pool-Statement", scene -> pool(scene, connection -> connection.createStatement().executeUpdate(update(scene))));
        ways.put("query-pool-PreparedStatement", scene -> pool(scene, connection -> connection.prepareStatement(update(scene)).executeUpdate()));
        ways.put("query-pool-unwrapped", scene -> pool(scene, connection -> connection.unwrap(org.h2.jdbc.JdbcConnection.class).createStatement().executeUpdate(update(scene))));
    }

    private static void pool(Scene scene, Use use) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(scene.world("h2"));
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config); Connection connection = pool.getConnection()) {
            use.of(connection);
        }
    }

    private static void secondDriver(Map<String, Way> ways) {
        ways.put("query-SQLite-Statement", scene -> with(scene, "sqlite", connection -> connection.createStatement().executeUpdate(update(scene))));
        ways.put("query-SQLite-execute", scene -> with(scene, "sqlite", connection -> connection.createStatement().execute(update(scene))));
        ways.put("query-SQLite-batch", scene -> with(scene, "sqlite", connection -> {
            Statement statement = connection.createStatement();
            statement.addBatch(update(scene));
            statement.executeBatch();
        }));
        ways.put("query-SQLite-PreparedStatement", scene -> with(scene, "sqlite", connection -> connection.prepareStatement(update(scene)).executeUpdate()));
        ways.put("query-SQLite-bound", scene -> with(scene, "sqlite", connection -> {
            PreparedStatement statement = connection.prepareStatement("update effects set n = ? where id = ?");
            statement.setInt(1, 1);
            statement.setString(2, scene.token());
            statement.executeUpdate();
        }));
        ways.put("query-SQLite-read", scene -> with(scene, "sqlite", connection -> tell(scene, connection.createStatement().executeQuery(select(scene)))));
    }
}
