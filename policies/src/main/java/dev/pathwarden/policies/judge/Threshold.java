package dev.pathwarden.policies.judge;

import dev.pathwarden.policies.compiler.ClauseText;
import dev.pathwarden.policies.engine.Condition;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Part;
import dev.pathwarden.policies.guardrail.LocatedText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number that a clause of a guardrail compares something with by {@code > >= < <=}, such as the 3 in {@code count(reads) > 3}.
 *
 * @param let name of the sub-condition it stands in; empty for the condition itself
 * @param clause the clause, as it is written
 * @param literal the number, as it is written
 * @param from offset of its first character in the text of the condition
 */
public record Threshold(String let, String clause, String literal, int from) {

    private static final String NUMBER = "[0-9]+(?:\\.[0-9]+)?";
    private static final Pattern COMPARED = Pattern.compile("(?:>=|<=|>|<)\\s*(" + NUMBER + ")(?![\\w.])|(?<![\\w.])(" + NUMBER + ")\\s*(?:>=|<=|>|<)");

    public Threshold {
        Objects.requireNonNull(let, "let");
        Objects.requireNonNull(clause, "clause");
        Objects.requireNonNull(literal, "literal");
    }

    /** Those of a guardrail, in the order in which they are written: of its sub-conditions, then of its condition. */
    public static List<Threshold> of(WrittenGuardrail written) {
        List<Threshold> found = new ArrayList<>();
        for (Map.Entry<String, LocatedText> let : written.document().let().entrySet()) {
            Guardrail.Let compiled = written.guardrail().lets().stream().filter(each -> each.name().equals(let.getKey())).findFirst().orElseThrow();
            add(let.getKey(), let.getValue().text(), compiled.condition(), found);
        }
        add("", written.document().when().text(), written.guardrail().when(), found);
        return found;
    }

    private static void add(String let, String text, Condition condition, List<Threshold> found) {
        Matcher compared = COMPARED.matcher(ClauseText.unquoted(text));
        while (compared.find()) {
            int group = compared.group(1) != null ? 1 : 2;
            int at = compared.start(group);
            String clause = condition.clauses().stream().filter(each -> each.from() <= at && at < each.to()).findFirst().map(each -> clause(text, each)).orElse(text.strip());
            found.add(new Threshold(let, clause, compared.group(group), at));
        }
    }

    private static String clause(String text, Part.Clause clause) {
        return text.substring(clause.from(), clause.to());
    }

    /** Whether it is a whole number. */
    public boolean isWhole() {
        return literal.indexOf('.') < 0;
    }

    /** The number. */
    public BigDecimal value() {
        return new BigDecimal(literal);
    }

    /** The text of the file with another number in its place. */
    String text(WrittenGuardrail written, String other) {
        LocatedText condition = let.isEmpty() ? written.document().when() : written.document().let().get(let);
        int at = written.offset(condition, from);
        String text = written.source().text();
        return text.substring(0, at) + other + text.substring(at + literal.length());
    }
}
