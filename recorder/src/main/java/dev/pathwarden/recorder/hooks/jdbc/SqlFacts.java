package dev.pathwarden.recorder.hooks.jdbc;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a statement says about itself.
 *
 * @param verb its first word, upper case, empty where there is none
 * @param tables tables it names, lower case; null where it could not be parsed
 * @param columns columns it names, lower case, {@code *} where it selects all; null where it could not be parsed
 * @param writes whether it changes data or structure; true where it could not be parsed
 */
record SqlFacts(String verb, Set<String> tables, Set<String> columns, boolean writes) {

    private static final int MOST_NAMES = 1_000;

    /** What both statements say of themselves, taken together, under the verb of this one. */
    SqlFacts and(SqlFacts other) {
        return this == other || equals(other) ? this : new SqlFacts(verb, union(tables, other.tables), union(columns, other.columns), writes || other.writes).checked();
    }

    private SqlFacts checked() {
        return tables == null || columns == null || tables.size() > MOST_NAMES || columns.size() > MOST_NAMES ? new SqlFacts(verb, null, null, true) : this;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        if (some == null || others == null) {
            return null;
        }
        Set<String> both = new LinkedHashSet<>(some);
        both.addAll(others);
        return both;
    }

    /** Short name for people, such as {@code SELECT customers}. */
    String name() {
        String first = tables == null || tables.isEmpty() ? "" : " " + tables.iterator().next();
        String name = verb + first + (tables != null && tables.size() > 1 ? " +" + (tables.size() - 1) : "");
        return name.isBlank() ? "SQL" : name.strip();
    }

    /** The same as facts of a step, with the statement's text. */
    Facts asFacts(String sql) {
        Map<Field, Object> facts = new EnumMap<>(Field.class);
        facts.put(Field.SQL_TEXT, sql);
        facts.put(Field.SQL_WRITES, writes);
        if (tables != null) {
            facts.put(Field.SQL_TABLES, list(tables));
            facts.put(Field.SQL_COLUMNS, list(columns));
        }
        return Facts.of(facts);
    }

    private static List<String> list(Set<String> set) {
        return new ArrayList<>(set);
    }
}
