package dev.pathwarden.samples.customerreport;

import java.io.Closeable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;

/** The customers, in an H2 database in this JVM's memory: a database file would itself be personal data on disk. */
final class CustomerDatabase implements Closeable {

    private static final int CUSTOMERS = 40;

    private final Connection connection;

    private CustomerDatabase(Connection connection) {
        this.connection = connection;
    }

    /** Makes the database and fills it. */
    static CustomerDatabase open() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:h2:mem:customers");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(80), email VARCHAR(120), card_number CHAR(16), ssn CHAR(11), country CHAR(2), balance_cents BIGINT)");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO customers VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (int id = 1; id <= CUSTOMERS; id++) {
                SyntheticCustomer.of(id).fill(insert);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return new CustomerDatabase(connection);
    }

    /** The rows of a query as CSV with a heading. No value of this database needs quoting. */
    String queryAsCsv(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData columns = rows.getMetaData();
            StringBuilder csv = new StringBuilder();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                csv.append(i == 1 ? "" : ",").append(columns.getColumnLabel(i).toLowerCase(java.util.Locale.ROOT));
            }
            while (rows.next()) {
                csv.append('\n');
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    csv.append(i == 1 ? "" : ",").append(rows.getString(i));
                }
            }
            return csv.append('\n').toString();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException nothingLeftToLose) {
            System.err.println("The customer database did not close: " + nothingLeftToLose.getMessage());
        }
    }
}
