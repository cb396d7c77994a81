package dev.pathwarden.recorder.hooks.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.DescribeStatement;
import net.sf.jsqlparser.statement.ShowColumnsStatement;
import net.sf.jsqlparser.statement.ShowStatement;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.UnsupportedStatement;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.show.ShowIndexStatement;
import net.sf.jsqlparser.statement.show.ShowTablesStatement;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import net.sf.jsqlparser.util.TablesNamesFinder;

/** Collects the names in parsed statements, and whether any of them writes. For one text. */
final class NameCollector {

    private final Set<String> tables = new TreeSet<>();
    private final Set<String> columns = new TreeSet<>();
    private boolean writes;

    void collect(Statement statement) {
        if (statement instanceof UnsupportedStatement) {
            throw new IllegalArgumentException("the statement is of a kind that the parser does not know");
        }
        Finder finder = new Finder();
        finder.getTables(statement).forEach(table -> tables.add(plain(table)));
        addTargets(statement);
        writes |= !reads(statement) || finder.writesWithin;
    }

    Set<String> tables() {
        return tables;
    }

    Set<String> columns() {
        return columns;
    }

    boolean writes() {
        return writes;
    }

    private void addTargets(Statement statement) {
        if (statement instanceof Insert insert && insert.getColumns() != null) {
            insert.getColumns().forEach(this::add);
        }
        if (statement instanceof Update update && update.getUpdateSets() != null) {
            for (UpdateSet set : update.getUpdateSets()) {
                set.getColumns().forEach(this::add);
            }
        }
    }

    private void add(Column column) {
        columns.add(plain(column.getColumnName()));
    }

    private static boolean reads(Statement statement) {
        return statement instanceof Select || statement instanceof ShowStatement || statement instanceof ShowTablesStatement
                || statement instanceof ShowColumnsStatement || statement instanceof ShowIndexStatement || statement instanceof DescribeStatement;
    }

    private static String plain(String name) {
        return name.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    /** The library's walk over a statement, which already finds the tables. */
    private final class Finder extends TablesNamesFinder<Void> {
        private boolean writesWithin;

        @Override
        public <S> Void visit(Column column, S context) {
            add(column);
            return super.visit(column, context);
        }

        @Override
        public <S> Void visit(AllColumns all, S context) {
            columns.add("*");
            return super.visit(all, context);
        }

        @Override
        public <S> Void visit(AllTableColumns all, S context) {
            columns.add("*");
            return super.visit(all, context);
        }

        @Override
        public <S> Void visit(PlainSelect select, S context) {
            List<Table> into = select.getIntoTables();
            if (into != null && !into.isEmpty()) {
                writesWithin = true;
                into.forEach(table -> tables.add(plain(table.getFullyQualifiedName())));
            }
            return super.visit(select, context);
        }

        @Override
        public <S> Void visit(WithItem<?> item, S context) {
            writesWithin |= item.getParenthesedStatement() != null && !(item.getParenthesedStatement() instanceof Select);
            Alias alias = item.getAlias();
            return alias == null && item.getParenthesedStatement() == null ? null : super.visit(item, context);
        }
    }
}
