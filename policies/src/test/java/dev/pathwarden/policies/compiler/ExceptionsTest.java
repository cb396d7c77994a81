package dev.pathwarden.policies.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.target.PathFacts;
import dev.pathwarden.policies.testing.GuardrailTests;
import dev.pathwarden.policies.testing.TestReport;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** Exceptions of guardrails: where they hold, until when, and what is said of them. */
class ExceptionsTest {

    private static final String GUARDRAIL = """
            id: no-writes
            title: No writes
            on: [data.sql]
            let: {exports: step.name.startsWith('export')}
            when: step.sql.writes
            action: block
            onFault: deny
            exceptions:
              nightly-export:
                when: exports && agent.id == 'reporter'
                reason: Finance exports every night (ticket 12).
                until: 2027-01-31
              archive:
                when: step.sql.tables == ['archive']
                reason: Nobody reads it.
            """;

    private static final PathFacts PATH = new PathFacts() {
        @Override
        public SortedSet<String> labels() {
            return new TreeSet<>();
        }

        @Override
        public long steps() {
            return 0;
        }

        @Override
        public long count(Operation operation) {
            return 0;
        }

        @Override
        public Set<String> provenance(Step step) {
            return Set.of();
        }
    };

    private final PolicyEngine engine = new PolicyEngine(GuardrailCompiler.compile(List.of(new GuardrailSource("f", GUARDRAIL))).bundle(), null);

    private static Step.Builder write(String name) {
        return Step.of(new RunId(1, 1), new StepId(1), Operation.DATA_SQL, name).fact(Field.SQL_WRITES, true).startNanos(nanos("2026-11-29T12:00:00Z"));
    }

    private static long nanos(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    private Verdict verdict(Step.Builder step) {
        return engine.evaluate(step.build(), PATH).verdicts().get(0);
    }

    @Test
    void anException_thatHolds_makesTheGuardrailNotApply_andSaysSo() {
        Verdict excepted = verdict(write("export customers").agent("reporter"));

        assertThat(excepted.action()).isEqualTo(Action.ALLOW);
        assertThat(excepted.message()).isEqualTo("Excepted by nightly-export: Finance exports every night (ticket 12).");
        assertThat(excepted.clauses()).extracting(clause -> clause.text() + " is " + clause.value()).contains("step.sql.writes is true", "exception nightly-export = exports && agent.id == 'reporter' is true",
                "exception nightly-export = agent.id is reporter");
        assertThat(verdict(write("export customers").agent("other")).action()).isEqualTo(Action.BLOCK);
        assertThat(verdict(write("x").fact(Field.SQL_TABLES, List.of("archive"))).message()).startsWith("Excepted by archive");
        assertThat(engine.evaluate(write("export").agent("reporter").fact(Field.SQL_WRITES, false).build(), PATH)).isEqualTo(Evaluation.NONE);
    }

    @Test
    void anException_holdsUpToTheEndOfItsLastDay_onTheClockOfTheStep() {
        assertThat(verdict(write("export").agent("reporter").startNanos(nanos("2027-02-01T00:00:00Z") - 1)).action()).isEqualTo(Action.ALLOW);
        Verdict late = verdict(write("export").agent("reporter").startNanos(nanos("2027-02-01T00:00:00Z")));
        assertThat(late.action()).isEqualTo(Action.BLOCK);
        assertThat(late.clauses()).anySatisfy(clause -> assertThat(clause.value()).isEqualTo("(ended with 2027-01-31)"));
        Verdict timeless = verdict(write("export").agent("reporter").startNanos(null));
        assertThat(timeless.action()).isEqualTo(Action.BLOCK);
        assertThat(timeless.clauses()).anySatisfy(clause -> assertThat(clause.value()).isEqualTo("(it ends with 2027-01-31, and the step has no clock)"));
    }

    /** Otherwise whoever keeps a fact from being recorded would be excepted. */
    @Test
    void anException_thatCannotBeEvaluated_doesNotHold_andTheVerdictSaysWhy() {
        Verdict verdict = verdict(write("x"));

        assertThat(verdict.action()).isEqualTo(Action.BLOCK);
        assertThat(verdict.clauses()).anySatisfy(clause -> {
            assertThat(clause.text()).isEqualTo("exception archive = step.sql.tables == ['archive']");
            assertThat(clause.value()).isEqualTo("(step.sql.tables was not recorded)");
        });
    }

    @Test
    void aGuardrail_thatDeniesWhatFails_isExceptedToo() {
        String failing = GUARDRAIL.replace("when: step.sql.writes\n", "when: 1 / (step.sql.text.size() - 1) > 0\n");
        PolicyEngine other = new PolicyEngine(GuardrailCompiler.compile(List.of(new GuardrailSource("f", failing))).bundle(), null);
        Step.Builder step = write("x").fact(Field.SQL_TEXT, "x");

        Evaluation evaluation = other.evaluate(step.fact(Field.SQL_TABLES, List.of("archive")).build(), PATH);

        assertThat(other.evaluate(step.fact(Field.SQL_TABLES, List.of("other")).build(), PATH).verdicts()).extracting(Verdict::action).containsExactly(Action.BLOCK);
        assertThat(evaluation.verdicts()).extracting(Verdict::action).containsExactly(Action.ALLOW);
        assertThat(evaluation.notEvaluated()).hasSize(1);
    }

    @Test
    void whatIsWrongWithAnException_isSaidAtItsPlace() {
        assertThat(problems(GUARDRAIL.replace("    reason: Nobody reads it.\n", ""))).containsExactly("f:14:5 An exception needs 'reason'.");
        assertThat(problems(GUARDRAIL.replace("Nobody reads it.", "' '"))).singleElement().asString().contains("An exception needs a reason");
        assertThat(problems(GUARDRAIL.replace("2027-01-31", "soon"))).containsExactly("f:12:12 'until' takes the last day on which the exception holds, such as 2027-03-31, in UTC.");
        assertThat(problems(GUARDRAIL.replace("2027-01-31", "9999-01-31"))).hasSize(1);
        assertThat(problems(GUARDRAIL.replace("2027-01-31", "2027"))).hasSize(1);
        assertThat(problems(GUARDRAIL.replace("archive:", "Archive it:"))).singleElement().asString().contains("The name of an exception");
        assertThat(problems(GUARDRAIL.replace("until:", "untill:"))).singleElement().asString().contains("An exception has no key 'untill'. Did you mean 'until'?");
        assertThat(problems(GUARDRAIL.replace("step.sql.tables == ['archive']", "step.sql.tables"))).singleElement().asString().contains("A condition must come to true or false");
        assertThat(problems(GUARDRAIL.replace("step.sql.tables == ['archive']", "step.sql.tabels == ['archive']"))).singleElement().asString().startsWith("f:14:").contains("tabels");
    }

    private static List<String> problems(String text) {
        return GuardrailCompiler.compile(List.of(new GuardrailSource("f", text))).problems().stream().map(ExceptionsTest::told).toList();
    }

    private static String told(Problem problem) {
        return problem.source() + ":" + problem.line() + ":" + problem.column() + " " + problem.message();
    }

    @Test
    void tests_inTheFile_reachTheClausesOfExceptions() {
        String tested = GUARDRAIL + """
                tests:
                  - {name: the export passes, step: {name: export, agent: reporter, sql.writes: true, sql.tables: [x], start: "2026-12-01T00:00:00Z"}, expect: allow}
                  - {name: another does not, step: {name: x, agent: reporter, sql.writes: true, sql.tables: [x], start: "2026-12-01T00:00:00Z"}, expect: block}
                """;
        TestReport report = GuardrailTests.run(GuardrailCompiler.compile(List.of(new GuardrailSource("f", tested))));

        assertThat(report.failures()).isZero();
        assertThat(report.guardrails().get(0).clauses()).anySatisfy(clause -> {
            assertThat(clause.let()).isEqualTo("exception nightly-export");
            assertThat(clause.text()).isEqualTo("exports");
            assertThat(clause.line()).isEqualTo(10);
            assertThat(clause.full()).isTrue();
        }).anySatisfy(clause -> {
            assertThat(clause.let()).isEqualTo("exception archive");
            assertThat(clause.full()).isFalse();
        });
    }
}
