package dev.pathwarden.recorder.hooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlReaderTest {

    private final SqlReader reader = new SqlReader();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SELECT id, c.Email FROM Customers c WHERE ssn = ? | customers | email,id,ssn | false",
        "select * from \"Customers\" join orders o on o.cid = id | customers,orders | *,cid,id | false",
        "SELECT o.* FROM shop.orders o | shop.orders | * | false",
        "INSERT INTO audit (who, what) SELECT name, 'x' FROM staff | audit,staff | name,what,who | true",
        "UPDATE customers SET email = 'x' WHERE id IN (SELECT cid FROM gone) | customers,gone | cid,email,id | true",
        "DELETE FROM customers WHERE id = 1 | customers | id | true",
        "SELECT a INTO copy FROM customers | copy,customers | a | true",
        "WITH x AS (SELECT ssn FROM customers) SELECT ssn FROM x | customers | ssn | false",
        "SELECT 1; DROP TABLE customers | customers | '' | true",
        "SELECT name FROM a UNION SELECT name FROM b | a,b | name | false",
        "TRUNCATE TABLE customers | customers | '' | true",
    })
    void statement_thatParses_saysTablesColumnsAndWhetherItWrites(String sql, String tables, String columns, boolean writes) {
        SqlFacts facts = reader.read(sql);

        assertThat(String.join(",", facts.tables())).isEqualTo(tables);
        assertThat(String.join(",", facts.columns())).isEqualTo(columns);
        assertThat(facts.writes()).isEqualTo(writes);
    }

    @Test
    void statement_readAtTheEndOfTheStack_isNotTakenForOneThatDoesNotParse() {
        reader.read("DELETE FROM orders");
        List<SqlFacts> read = new ArrayList<>();

        descend(read);

        assertThat(read).hasSizeGreaterThan(10).allSatisfy(facts -> assertThat(facts.tables()).containsExactly("customers"));
    }

    /** Reads a statement that was not read before at every depth, from where the stack ends back. */
    private int descend(List<SqlFacts> read) {
        int below;
        try {
            below = descend(read);
        } catch (StackOverflowError end) {
            below = 0;
        }
        if (below < 800) {
            try {
                read.add(reader.read("DELETE FROM customers WHERE id = " + below + " AND (a = 1 OR b = 2)"));
            } catch (StackOverflowError end) {
                return below + 1;
            }
        }
        return below + 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SELEKT everything", "SELECT ((((a FROM", "?", "DO SOMETHING ODD; SELECT 1", "SELECT 'unclosed FROM t"})
    void statement_thatDoesNotParse_namesNothingAndCountsAsWriting(String sql) {
        SqlFacts facts = reader.read(sql);

        assertThat(facts.tables()).isNull();
        assertThat(facts.writes()).isTrue();
        assertThat(facts.asFacts(sql).get(Field.SQL_TABLES)).isNull();
        assertThat(facts.name()).isNotBlank();
    }

    @Test
    void statement_ofHostileLengthOrNesting_isNotParsed() {
        assertThat(reader.read("SELECT a FROM t -- " + "x".repeat(SqlReader.MAX_CHARS)).tables()).isNull();
        assertThat(reader.read("SELECT " + "(".repeat(60_000 / 4) + "1" + ")".repeat(60_000 / 4)).tables()).isNull();
    }

    @Test
    void writesInsideAWithClause_areWrites() {
        assertThat(reader.read("WITH gone AS (DELETE FROM customers RETURNING *) SELECT * FROM gone").writes()).isTrue();
    }

    @Test
    void facts_ofAStatement_holdItsTextAndNames() {
        String sql = "SELECT email FROM customers, orders";

        assertThat(reader.read(sql).asFacts(sql).asMap()).containsEntry(Field.SQL_TEXT, sql)
                .containsEntry(Field.SQL_TABLES, List.of("customers", "orders")).containsEntry(Field.SQL_COLUMNS, List.of("email")).containsEntry(Field.SQL_WRITES, false);
        assertThat(reader.read(sql).name()).isEqualTo("SELECT customers +1");
    }
}
