package dev.pathwarden.samples.watched;

import java.io.FileInputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Uses H2 in the ways that programs use JDBC. */
public final class JdbcProgram {

    private JdbcProgram() {
    }

    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:test"); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE people (id INT, mail VARCHAR(80))");
            insert(connection);
            readAll(statement);
            readWithPrepared(connection);
            readByExecute(statement);
            readWhileDoingOtherThings(statement);
            System.out.println("updated " + statement.executeUpdate("UPDATE people SET mail = 'x@example.com' WHERE id = 1"));
            try {
                statement.executeQuery("SELECT * FROM nowhere");
            } catch (SQLException expected) {
                System.out.println("failed as it should");
            }
        }
    }

    private static void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO people VALUES (?, ?)")) {
            for (int id = 1; id <= 3; id++) {
                insert.setInt(1, id);
                insert.setString(2, "person" + id + "@example.com");
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void readAll(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT id, mail FROM people ORDER BY id")) {
            while (rows.next()) {
                rows.getInt(1);
                rows.getString("mail");
            }
        }
    }

    private static void readWithPrepared(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT mail FROM people WHERE id = ?")) {
            query.setInt(1, 2);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                rows.getString(1);
            }
        }
    }

    private static void readByExecute(Statement statement) throws SQLException {
        if (statement.execute("SELECT COUNT(*) AS n FROM people")) {
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                rows.getLong("n");
            }
        }
    }

    private static void readWhileDoingOtherThings(Statement statement) throws Exception {
        try (ResultSet rows = statement.executeQuery("SELECT mail FROM people WHERE id > 1 ORDER BY id")) {
            while (rows.next()) {
                rows.getString(1);
                try (FileInputStream between = new FileInputStream("between.txt")) {
                    between.read();
                }
            }
        }
    }
}
