package dev.pathwarden.recorder.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What makes a command fail: comparisons of a count with a number, such as {@code block > 0} or {@code block>0, newBlocks > 0 on clean}; one that holds is enough.
 *
 * <p>Grammar: {@code EXPR = TEST {"," TEST}}, {@code TEST = COUNT OP NUMBER ["on" SET]}, {@code OP} one of {@code > >= < <= == = !=}. Blanks do not matter, but around {@code on}.
 */
final class FailOn {

    private final String text;
    private final List<Test> tests;

    /**
     * A comparison.
     *
     * @param text it, without blanks around
     * @param count name of the count
     * @param operator how it is compared
     * @param number with what
     * @param set name of the set of runs over which it is counted; empty for all of them
     * @param countAt place of the count's name in the expression, in characters from 1
     * @param setAt place of the set's name
     */
    record Test(String text, String count, String operator, long number, String set, int countAt, int setAt) {

        boolean holds(long counted) {
            return switch (operator) {
                case ">" -> counted > number;
                case ">=" -> counted >= number;
                case "<" -> counted < number;
                case "<=" -> counted <= number;
                case "!=" -> counted != number;
                default -> counted == number;
            };
        }

        /** Whether it holds for there being too many, so that each of those counted is at fault. */
        boolean tooMany() {
            return !operator.startsWith("<");
        }
    }

    FailOn(String text, List<Test> tests) {
        this.text = text;
        this.tests = List.copyOf(tests);
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none; the message says where and what was expected
     */
    static FailOn parse(String expression) {
        return new FailOnParser(expression).parse();
    }

    List<Test> tests() {
        return tests;
    }

    /**
     * Refuses counts that are not there, and sets, before any work is done for them.
     *
     * @throws CommandException if the expression names one
     */
    void requireKnown(Collection<String> counts) {
        requireKnown(counts, List.of());
    }

    /**
     * Refuses counts and sets that are not there, before any work is done for them.
     *
     * @throws CommandException if the expression names one
     */
    void requireKnown(Collection<String> counts, Collection<String> sets) {
        for (Test test : tests) {
            if (!counts.contains(test.count)) {
                throw unknown("count", test.count, test.countAt, "it knows " + String.join(", ", counts));
            }
            if (!test.set.isEmpty() && !sets.contains(test.set)) {
                throw unknown("set", test.set, test.setAt, sets.isEmpty() ? "this command counts over all" : "it knows " + String.join(", ", sets));
            }
        }
    }

    private CommandException unknown(String what, String name, int at, String instead) {
        return new CommandException(ExitCode.USAGE, "--fail-on knows no " + what + " '" + name + "' (character " + at + " of '" + text + "'): " + instead + ".");
    }

    /** The first comparison that holds, in words; null if none does. For expressions without sets. */
    String firstThatHolds(Map<String, Long> counts) {
        List<String> holding = new ArrayList<>();
        tests.stream().filter(test -> test.holds(counts.get(test.count))).forEach(test -> holding.add(sentence(test.text, test.count, counts.get(test.count))));
        return holding.isEmpty() ? null : holding.get(0);
    }

    /** A comparison that holds, in words. */
    static String sentence(String text, String count, long counted) {
        return text + " (" + count + " is " + counted + ")";
    }
}
