package dev.pathwarden.policies.authoring;

import dev.pathwarden.policies.search.ConditionText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition as a field, an operator and a value. Immutable.
 *
 * @param field what is read, such as {@code step.sql.tables}
 * @param operator how it is asked
 * @param values what it is compared with, texts without their quotes; empty for true and false
 * @param text whether the values are texts, as opposed to numbers and booleans
 */
public record FormRow(String field, Operator operator, List<String> values, boolean text) {

    /** How a field is asked. */
    public enum Operator {
        IS("=="), IS_NOT("!="), LESS("<"), AT_MOST("<="), MORE(">"), AT_LEAST(">="), BEGINS_WITH("startsWith"), ENDS_WITH("endsWith"), CONTAINS("contains"), MATCHES("matches"),
        /** A list has the value. */
        HOLDS("in"),
        /** The value is one of several. */
        ONE_OF("in"),
        IS_TRUE(""), IS_FALSE("!");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** Whether it takes a value. */
        public boolean takesValue() {
            return this != IS_TRUE && this != IS_FALSE;
        }
    }

    // Repeated groups take all they can and give nothing back, because a group that can give back takes stack for each time that it is repeated: a text of a few thousand characters would be too long.
    private static final String FIELD = "([a-z][A-Za-z0-9_]*(?:\\.[A-Za-z][A-Za-z0-9_]*+){1,20}|labels|provenance)";
    private static final String TEXT = "(?:'((?:[^'\\\\\\n]|\\\\['\\\\])*+)'|\"((?:[^\"\\\\\\n]|\\\\[\"\\\\])*+)\")";
    private static final String PLAIN = "(-?[0-9]{1,18}|true|false)";
    private static final Pattern COMPARED = Pattern.compile(FIELD + "\\s*(==|!=|<=|>=|<|>)\\s*(?:" + TEXT + "|" + PLAIN + ")");
    private static final Pattern CALLED = Pattern.compile(FIELD + "\\.(startsWith|endsWith|contains|matches)\\(\\s*" + TEXT + "\\s*\\)");
    private static final Pattern HELD = Pattern.compile(TEXT + "\\s+in\\s+" + FIELD);
    private static final Pattern LISTED = Pattern.compile(FIELD + "\\s+in\\s+\\[\\s*(" + TEXT + "(?:\\s*,\\s*" + TEXT + ")*+)\\s*]");
    private static final Pattern ONE_TEXT = Pattern.compile(TEXT);
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
    private static final Pattern TRUTH = Pattern.compile("(!?)\\s*" + FIELD);

    public FormRow {
        values = List.copyOf(values);
    }

    /** The row that says the same as a condition; empty for one that is more than that. */
    public static Optional<FormRow> of(String condition) {
        String asked = condition.strip();
        Matcher compared = COMPARED.matcher(asked);
        if (compared.matches()) {
            Operator operator = Stream.of(Operator.values()).filter(each -> each.sign.equals(compared.group(2))).findFirst().orElseThrow();
            boolean text = compared.group(5) == null;
            return Optional.of(new FormRow(compared.group(1), operator, List.of(text ? either(compared, 3) : compared.group(5)), text));
        }
        Matcher called = CALLED.matcher(asked);
        if (called.matches()) {
            Operator operator = Stream.of(Operator.values()).filter(each -> each.sign.equals(called.group(2))).findFirst().orElseThrow();
            return Optional.of(new FormRow(called.group(1), operator, List.of(either(called, 3)), true));
        }
        Matcher held = HELD.matcher(asked);
        if (held.matches()) {
            return Optional.of(new FormRow(held.group(3), Operator.HOLDS, List.of(either(held, 1)), true));
        }
        Matcher listed = LISTED.matcher(asked);
        if (listed.matches()) {
            return Optional.of(new FormRow(listed.group(1), Operator.ONE_OF, ONE_TEXT.matcher(listed.group(2)).results().map(each -> read(each.group(1) == null ? each.group(2) : each.group(1))).toList(), true));
        }
        Matcher truth = TRUTH.matcher(asked);
        return truth.matches() ? Optional.of(new FormRow(truth.group(2), truth.group(1).isEmpty() ? Operator.IS_TRUE : Operator.IS_FALSE, List.of(), false)) : Optional.empty();
    }

    private static String either(Matcher matcher, int group) {
        return read(matcher.group(group) == null ? matcher.group(group + 1) : matcher.group(group));
    }

    /** Of a text in quotes what it says. */
    private static String read(String written) {
        return ESCAPED.matcher(written).replaceAll("$1");
    }

    /** The condition that says it. */
    public String condition() {
        String value = values.isEmpty() ? "" : literal(values.get(0));
        return switch (operator) {
            case IS, IS_NOT, LESS, AT_MOST, MORE, AT_LEAST -> field + " " + operator.sign + " " + value;
            case BEGINS_WITH, ENDS_WITH, CONTAINS, MATCHES -> field + "." + operator.sign + "(" + value + ")";
            case HOLDS -> value + " in " + field;
            case ONE_OF -> field + " in " + values.stream().map(this::literal).collect(Collectors.joining(", ", "[", "]"));
            case IS_TRUE -> field;
            case IS_FALSE -> "!" + field;
        };
    }

    private String literal(String value) {
        return text ? ConditionText.literal(value) : value;
    }
}
