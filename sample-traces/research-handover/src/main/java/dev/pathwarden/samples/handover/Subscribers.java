package dev.pathwarden.samples.handover;

import java.io.Closeable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Who reads the reports, in an H2 database in this JVM's memory. None of them exists: the domain of their addresses is reserved for examples (RFC 2606). */
final class Subscribers implements Closeable {

    private final Connection connection;

    private Subscribers(Connection connection) {
        this.connection = connection;
    }

    static Subscribers open() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:h2:mem:subscribers");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE subscribers (name VARCHAR(80), email VARCHAR(120), market VARCHAR(20))");
            statement.execute("INSERT INTO subscribers VALUES ('Cora Specimen', 'cora.specimen@example.com', 'tea'), ('Dev Muster', 'dev.muster@example.com', 'tea'),"
                    + " ('Edda Dummy', 'edda.dummy@example.com', 'tea'), ('Finn Example', 'finn.example@example.com', 'coffee')");
        }
        return new Subscribers(connection);
    }

    String asCsv(String market) throws SQLException {
        StringBuilder csv = new StringBuilder("name,email\n");
        try (PreparedStatement query = connection.prepareStatement("SELECT name, email FROM subscribers WHERE market = ? ORDER BY name")) {
            query.setString(1, market);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    csv.append(rows.getString(1)).append(',').append(rows.getString(2)).append('\n');
                }
            }
        }
        return csv.toString();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the subscribers did not close", e);
        }
    }
}
