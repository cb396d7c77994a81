package dev.pathwarden.recorder.hooks.jdbc;

import dev.pathwarden.policies.trust.Exhaustion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.statement.Statement;

/**
 * Reads tables, columns and the kind of a statement from its text. Remembers recent statements. For any thread.
 *
 * <p>A text that is too long, too deeply nested or no SQL the parser knows has no tables and no columns, and counts as writing. Parsing takes place on the
 * calling thread and starts no other; text and nesting are bounded because a model may have written them.
 */
final class SqlReader {

    static final int MAX_CHARS = 32_768;
    static final int MAX_NESTING = 24;
    private static final int REMEMBERED = 256;
    private static final int LONGEST_VERB = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, SqlFacts> recent = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SqlFacts> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** What the statement, or the several statements, say of themselves. */
    SqlFacts read(String sql) {
        if (sql.length() > MAX_CHARS) {
            return unparsed(sql);
        }
        lock.lock();
        try {
            SqlFacts known = recent.get(sql);
            if (known != null) {
                return known;
            }
        } finally {
            lock.unlock();
        }
        SqlFacts facts = parse(sql);
        lock.lock();
        try {
            recent.put(sql, facts);
        } finally {
            lock.unlock();
        }
        return facts;
    }

    private static SqlFacts parse(String sql) {
        if (nesting(sql) > MAX_NESTING) {
            return unparsed(sql);
        }
        try {
            NameCollector names = new NameCollector();
            List<Statement> statements = new CCJSqlParser(new StringProvider(sql)).withAllowComplexParsing(true).Statements();
            statements.forEach(names::collect);
            return statements.isEmpty() ? unparsed(sql) : new SqlFacts(verb(sql), names.tables(), names.columns(), names.writes());
        } catch (StackOverflowError end) {
            // A long chain of conditions can need more than there is; who calls from near the end of the stack would have any statement pass as one that is not understood.
            if (Exhaustion.isStackDeep()) {
                throw end;
            }
            return unparsed(sql);
        } catch (ParseException | RuntimeException notUnderstood) {
            return unparsed(sql);
        }
    }

    private static SqlFacts unparsed(String sql) {
        return new SqlFacts(verb(sql), null, null, true);
    }

    private static int nesting(String sql) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private static String verb(String sql) {
        int start = 0;
        while (start < sql.length() && !Character.isLetter(sql.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < sql.length() && end - start < LONGEST_VERB && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return sql.substring(start, end).toUpperCase(Locale.ROOT);
    }
}
