package dev.pathwarden.recorder.cli;

import dev.pathwarden.recorder.cli.report.DryRunResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What makes a dry run fail: comparisons of a count with a number, such as {@code block>0} or {@code block>0,hold>=3}; one that holds is enough.
 *
 * <p>Grammar: {@code EXPR = TEST {"," TEST}}, {@code TEST = NAME OP NUMBER}, {@code OP} one of {@code > >= < <= == !=}. Blanks do not matter.
 */
final class FailOn {

    private static final Pattern TEST = Pattern.compile("\\s*([A-Za-z]+)\\s*(>=|<=|==|!=|>|<|=)\\s*([0-9]{1,18})\\s*");

    private final List<Test> tests;

    private record Test(String name, String operator, long number) {

        boolean holds(long count) {
            return switch (operator) {
                case ">" -> count > number;
                case ">=" -> count >= number;
                case "<" -> count < number;
                case "<=" -> count <= number;
                case "!=" -> count != number;
                default -> count == number;
            };
        }
    }

    private FailOn(List<Test> tests) {
        this.tests = tests;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none; the message says what was expected
     */
    static FailOn parse(String expression) {
        List<Test> tests = new ArrayList<>();
        for (String part : expression.split(",", -1)) {
            Matcher test = TEST.matcher(part);
            if (!test.matches()) {
                throw new IllegalArgumentException("'" + part.strip() + "' is no condition: write a count, an operator and a number, such as block>0");
            }
            tests.add(new Test(test.group(1), test.group(2), Long.parseLong(test.group(3))));
        }
        return new FailOn(tests);
    }

    /**
     * Refuses counts that are not there, before any work is done for them.
     *
     * @throws CommandException if the expression names one
     */
    void requireKnown(Collection<String> names) {
        for (Test test : tests) {
            if (!names.contains(test.name)) {
                throw new CommandException(ExitCode.USAGE, "--fail-on knows no count '" + test.name + "': it knows " + String.join(", ", names) + ".");
            }
        }
    }

    /** The first comparison that holds, in words; null if none does. */
    String firstThatHolds(Map<String, Long> counts) {
        return checks(counts).stream().filter(DryRunResult.Check::fails).findFirst().map(check -> check.text() + " (" + check.count() + " is " + check.value() + ")").orElse(null);
    }

    /** What each comparison comes to, in their order. */
    List<DryRunResult.Check> checks(Map<String, Long> counts) {
        List<DryRunResult.Check> checks = new ArrayList<>();
        for (Test test : tests) {
            long count = counts.get(test.name);
            checks.add(new DryRunResult.Check(test.name + test.operator + test.number, test.name, count, test.holds(count), !test.operator.startsWith("<")));
        }
        return checks;
    }
}
