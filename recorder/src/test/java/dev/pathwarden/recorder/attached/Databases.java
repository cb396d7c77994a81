package dev.pathwarden.recorder.attached;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.h2.tools.Server;

/** Two databases with a row for each call: an H2 server in this JVM, and an SQLite file. Looked at through connections of their own. */
final class Databases implements AutoCloseable {

    private final Server server = Server.createTcpServer("-tcpPort", "0").start();
    private final String name = UUID.randomUUID().toString();
    private final Connection h2 = DriverManager.getConnection("jdbc:h2:mem:" + name);
    private final Connection sqlite;
    private final String sqliteUrl;

    /** Makes them, the second in that file. */
    Databases(Path file) throws SQLException {
        sqliteUrl = "jdbc:sqlite:" + file;
        sqlite = DriverManager.getConnection(sqliteUrl);
        for (Connection connection : both()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table effects (id varchar(200) primary key, n int, secret varchar(300))");
            }
        }
    }

    private List<Connection> both() {
        return List.of(h2, sqlite);
    }

    int port() {
        return server.getPort();
    }

    String h2() {
        return "jdbc:h2:tcp://127.0.0.1:" + port() + "/mem:" + name;
    }

    String sqlite() {
        return sqliteUrl;
    }

    /** Adds a row with the number zero to both. */
    void addRow(String id, String secret) throws SQLException {
        for (Connection connection : both()) {
            try (PreparedStatement statement = connection.prepareStatement("insert into effects values (?, 0, ?)")) {
                statement.setString(1, id);
                statement.setString(2, secret);
                statement.executeUpdate();
            }
        }
    }

    /** Whether the row is changed or gone in one of them, or another was added to it. */
    boolean changed(String id) {
        try {
            for (Connection connection : both()) {
                try (PreparedStatement statement = connection.prepareStatement("select count(*), sum(n) from effects where substr(id, 1, length(?)) = ?")) {
                    statement.setString(1, id);
                    statement.setString(2, id);
                    try (ResultSet rows = statement.executeQuery()) {
                        rows.next();
                        if (rows.getInt(1) != 1 || rows.getInt(2) != 0) {
                            return true;
                        }
                    }
                }
            }
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        h2.close();
        sqlite.close();
        server.stop();
    }
}
