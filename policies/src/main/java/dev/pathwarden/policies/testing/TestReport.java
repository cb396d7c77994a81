package dev.pathwarden.policies.testing;

import java.util.List;

/**
 * What came of running the tests of guardrails.
 *
 * @param guardrails per guardrail, in the order of the bundle
 */
public record TestReport(List<GuardrailResult> guardrails) {

    public TestReport {
        guardrails = List.copyOf(guardrails);
    }

    /** Number of tests. */
    public int tests() {
        return guardrails.stream().mapToInt(guardrail -> guardrail.tests().size()).sum();
    }

    /** Number of tests that failed. */
    public int failures() {
        return (int) guardrails.stream().flatMap(guardrail -> guardrail.tests().stream()).filter(test -> !test.passed()).count();
    }

    /**
     * The tests of one guardrail.
     *
     * @param guardrail its id
     * @param source name of its file
     * @param tests its tests, in file order; empty where it has none
     * @param clauses its clauses, sub-conditions first, and what the tests brought them to
     */
    public record GuardrailResult(String guardrail, String source, List<TestResult> tests, List<ClauseCoverage> clauses) {
        public GuardrailResult {
            tests = List.copyOf(tests);
            clauses = List.copyOf(clauses);
        }

        /** Share of the clauses that some test brought to true and some other to false, from 0 to 1; 1 where there are none to bring. */
        public double coverage() {
            List<ClauseCoverage> boolish = clauses.stream().filter(ClauseCoverage::truth).toList();
            return boolish.isEmpty() ? 1 : (double) boolish.stream().filter(ClauseCoverage::full).count() / boolish.size();
        }
    }

    /**
     * One test.
     *
     * @param name its name
     * @param passed whether the guardrail said what was expected
     * @param message what it said instead; empty where it passed
     * @param line line of the test in its file, from 1
     * @param column column of the test, from 1
     */
    public record TestResult(String name, boolean passed, String message, int line, int column) {
    }

    /**
     * What the tests brought a clause to.
     *
     * @param let name of the sub-condition it belongs to; empty for the condition itself
     * @param text its source text
     * @param line line of the clause in its file, from 1
     * @param column column of the clause, from 1
     * @param truth whether it ever came to true or false; a sub-condition can also be a number or a text
     * @param wasTrue whether a test brought it to true
     * @param wasFalse whether a test brought it to false
     */
    public record ClauseCoverage(String let, String text, int line, int column, boolean truth, boolean wasTrue, boolean wasFalse) {

        /** Whether the tests brought it to both. */
        public boolean full() {
            return wasTrue && wasFalse;
        }
    }
}
