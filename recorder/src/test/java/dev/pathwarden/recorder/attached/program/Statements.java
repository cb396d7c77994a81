package dev.pathwarden.recorder.attached.program;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends statements that show only in part what they do. Prints {@code <name> done} or {@code <name> blocked} for each; what is meant to pass has a name that begins with
 * {@code harmless}.
 */
public final class Statements {

    private static final String HARMLESS = "insert into notes values ('x')";
    private static final String HARMFUL = "delete from customers";
    private static final String PERSONAL = "Ada Lovelace, ada@example.com";
    private static final int MANY = 70;

    private final Map<String, Use> uses = new LinkedHashMap<>();

    /** What is done with a connection. */
    private interface Use {
        void of(Connection connection) throws SQLException;
    }

    private Statements() {
        batches();
        binds();
        rows();
    }

    /** Does all of it. */
    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:statements"); Statement statement = connection.createStatement()) {
            statement.execute("/* before */ create table customers (id int, name varchar(200))");
            statement.execute("/* before */ create table notes (text varchar(100000))");
            statement.execute("/* before */ insert into customers values (1, 'one'), (2, 'two'), (3, 'three')");
            new Statements().uses.forEach((name, use) -> System.out.println(name + " " + outcome(connection, use)));
        }
    }

    private static String outcome(Connection connection, Use use) {
        try {
            use.of(connection);
            return "done";
        } catch (SecurityException blocked) {
            return "blocked";
        } catch (SQLException failed) {
            return "failed " + failed;
        }
    }

    private void batches() {
        uses.put("batch-behind-fifty", connection -> {
            try (Statement statement = connection.createStatement()) {
                for (int i = 0; i < MANY; i++) {
                    statement.addBatch(HARMLESS);
                }
                statement.addBatch(HARMFUL);
                statement.executeBatch();
            }
        });
        uses.put("batch-behind-blanks", connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.addBatch(HARMLESS + ";" + " ".repeat(1 << 14) + HARMFUL);
                statement.executeBatch();
            }
        });
        uses.put("harmless-batch-cleared", connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.addBatch(HARMFUL);
                statement.clearBatch();
                statement.addBatch(HARMLESS);
                statement.executeBatch();
            }
        });
        uses.put("batch-of-values-behind-fifty", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("insert into notes values (?)")) {
                for (int i = 0; i < MANY; i++) {
                    statement.setString(1, i == MANY - 1 ? PERSONAL : "x");
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }

    private void binds() {
        uses.put("bind-overwritten", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select " + "?, ".repeat(MANY) + "0 from notes")) {
                for (int i = 1; i <= MANY; i++) {
                    statement.setString(i, "x");
                }
                statement.setString(1, PERSONAL);
                statement.executeQuery();
            }
        });
        uses.put("bind-behind-others", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select " + "?, ".repeat(MANY) + "0 from notes")) {
                for (int i = 1; i <= MANY; i++) {
                    statement.setString(i, i == MANY ? PERSONAL : "x");
                }
                statement.executeQuery();
            }
        });
        uses.put("bind-long", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("insert into notes values (?)")) {
                statement.setString(1, "x".repeat(5_000) + " " + PERSONAL);
                statement.executeUpdate();
            }
        });
        uses.put("harmless-bind-cleared", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("insert into notes values (?)")) {
                statement.setString(1, PERSONAL);
                statement.clearParameters();
                statement.setString(1, "x");
                statement.executeUpdate();
            }
        });
    }

    private void rows() {
        uses.put("harmless-scrolled", connection -> {
            try (Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                    ResultSet rows = statement.executeQuery("select name from customers order by id")) {
                rows.last();
                rows.getString(1);
                rows.first();
                rows.getString(1);
                rows.relative(1);
                rows.getString(1);
            }
        });
    }
}
