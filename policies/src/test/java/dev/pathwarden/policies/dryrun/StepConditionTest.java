package dev.pathwarden.policies.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.compiler.StepConditionCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepConditionTest {

    private static final RunId RUN = new RunId(1, 2);
    private static final long SECOND = 1_000_000_000L;

    /** A query that brings personal data, an upload that was stopped and a mail that failed. */
    private static final RecordedRun RECORDED = run(
            step(1, Operation.AGENT_INVOKE, "reporter", Set.of(), decision(1, Set.of()), new Outcome(8, 9 * SECOND, Status.OK, null, "done", Facts.NONE, Set.of())),
            step(2, Operation.DATA_SQL, "customers", Set.of(), decision(2, Set.of()),
                    new Outcome(3, 2 * SECOND, Status.OK, null, List.of(Map.of("email", "ada@example.com")), Facts.of(Map.of(Field.SQL_ROWS, 250L)), Set.of("pii.email"))),
            step(3, Operation.DATA_HTTP, "example.com", Set.of("pii.email"), decision(4, Set.of("pii.email"),
                    new Verdict("no-upload", "1", Action.BLOCK, Mode.ENFORCE, "Stopped.", List.of()), new Verdict("let", "1", Action.ALLOW, Mode.ENFORCE, "Excepted.", List.of())),
                    new Outcome(5, 0L, Status.BLOCKED, null, null, Facts.NONE, Set.of())),
            step(4, Operation.TOOL_CALL, "send_mail", Set.of(), decision(6, Set.of("pii.email")), new Outcome(7, SECOND / 2, Status.ERROR, "timed out", null, Facts.NONE, Set.of())));

    private static Decision decision(long ticket, Set<String> labels, Verdict... verdicts) {
        return new Decision(ticket, null, "b", null, labels, List.of(verdicts), List.of());
    }

    private static RecordedStep step(int id, Operation operation, String name, Set<String> labels, Decision decision, Outcome outcome) {
        Step.Builder step = Step.of(RUN, new StepId(id), operation, name).parent(id == 1 ? null : new StepId(1)).startNanos(id * SECOND).labels(labels).arguments(Map.of("text", "words of " + name));
        return new RecordedStep((decision == null ? step : step.pid(7L)).build(), decision, outcome, 2 * id, outcome == null ? -1 : 2 * id + 1);
    }

    private static RecordedRun run(RecordedStep... steps) {
        return new RecordedRun(new Run(RUN, "agent-1", "Reporter", null, Status.ERROR, SECOND, 20 * SECOND, Map.of()), List.of(steps), List.of());
    }

    private static List<Integer> met(String condition, RecordedRun run) {
        return met(condition).of(run).places().stream().boxed().toList();
    }

    private static StepCondition met(String condition) {
        StepConditionCompiler.Compiled compiled = StepConditionCompiler.compile("test", condition);
        assertThat(compiled.problems()).isEmpty();
        return new StepCondition(compiled.bundle());
    }

    @Test
    void condition_readsWhatCameOfTheStep() {
        assertThat(met("step.status == 'blocked'", RECORDED)).containsExactly(2);
        assertThat(met("step.error.contains('timed')", RECORDED)).containsExactly(3);
        assertThat(met("step.sql.rows > 100", RECORDED)).containsExactly(1);
        assertThat(met("step.result == 'done'", RECORDED)).containsExactly(0);
        assertThat(met("step.operation == 'data.sql' && step.result[0].email == 'ada@example.com'", RECORDED)).containsExactly(1);
        assertThat(met("'pii.email' in step.resultLabels", RECORDED)).containsExactly(1);
        assertThat(met("step.durationMillis >= 2000", RECORDED)).containsExactly(0, 1);
        assertThat(met("'no-upload' in step.guardrails && 'block' in step.actions", RECORDED)).containsExactly(2);
        assertThat(met("'let' in step.guardrails", RECORDED)).isEmpty();
        assertThat(met("run.agentName == 'Reporter' && run.agent == 'agent-1' && run.status == 'error' && run.id == '" + RUN + "' && run.start == timestamp('1970-01-01T00:00:01Z')", RECORDED)).hasSize(4);
    }

    @Test
    void condition_readsWhatWasOnRecordWhenTheStepWasDecided() {
        assertThat(met("'pii.email' in labels", RECORDED)).containsExactly(2, 3);
        assertThat(met("run.steps == 2", RECORDED)).containsExactly(2);
        assertThat(met("step.args.text == 'words of send_mail'", RECORDED)).containsExactly(3);
    }

    @Test
    void condition_onEarlierSteps_readsWhatCameOfThemToo() {
        assertThat(met("once(step.sql.rows > 100)", RECORDED)).containsExactly(2, 3);
        assertThat(met("once(step.status == 'blocked', duration('90s')) && step.status == 'error'", RECORDED)).containsExactly(3);
        assertThat(met("seq(step.operation == 'data.sql', step.status == 'blocked')", RECORDED)).containsExactly(3);
    }

    @Test
    void condition_onAnImport_hasTheLabelsOfTheStepsBefore() {
        RecordedRun imported = run(IntStream.rangeClosed(1, 4).mapToObj(id -> {
            RecordedStep step = RECORDED.steps().get(id - 1);
            return step(id, step.operation(), step.step().name(), step.step().labels(), null, step.outcome());
        }).toArray(RecordedStep[]::new));

        assertThat(met("'pii.email' in labels", imported)).containsExactly(2, 3);
        assertThat(met("once('pii.email' in step.resultLabels) && step.status != 'blocked'", imported)).containsExactly(3);
    }

    @Test
    void condition_onWhatWasNotRecorded_isNotMet_andSaysWhy() {
        MetSteps met = met("step.sql.rows > 1000").of(RECORDED);

        assertThat(met.places().isEmpty()).isTrue();
        assertThat(met.notEvaluated()).containsOnly(Map.entry("step.sql.rows was not recorded; ask has(step.sql.rows) first", 3));
        assertThat(met("!has(step.error)", RECORDED)).containsExactly(0, 1, 2);
    }

    @Test
    void compile_ofWhatIsNoCondition_saysWhatIsWrongAndWhere() {
        List<Problem> problems = StepConditionCompiler.compile("--where", "true &&\n step.stats == 'ok'").problems();
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.column()).isEqualTo(2);
            assertThat(problem.message()).contains("step.status");
        });
        assertThat(StepConditionCompiler.compile("--where", "step.name").problems()).singleElement().satisfies(problem -> assertThat(problem.message()).contains("must come to true or false"));
        assertThat(StepConditionCompiler.compile("--where", "step.name in list('names.txt')").problems()).hasSize(1);
        String many = String.join(" || ", IntStream.range(0, 20).mapToObj(i -> "once(step.name == 'n" + i + "')").toList());
        assertThat(StepConditionCompiler.compile("--where", many).problems()).singleElement().satisfies(problem -> assertThat(problem.message()).contains("at most 16 operators"));
    }

    @Test
    void guardrails_cannotReadWhatCameOfTheStep() {
        String guardrail = """
                id: too-late
                title: Reads what is not there yet
                severity: low
                on: data.sql
                when: %s
                action: alert
                message: %s
                """;
        assertThat(GuardrailCompiler.compile(List.of(new GuardrailSource("late.yaml", guardrail.formatted("step.status == 'ok'", "x")))).hasErrors()).isTrue();
        assertThat(GuardrailCompiler.compile(List.of(new GuardrailSource("late.yaml", guardrail.formatted("step.sql.rows > 1", "x")))).hasErrors()).isTrue();
        assertThat(GuardrailCompiler.compile(List.of(new GuardrailSource("late.yaml", guardrail.formatted("true", "'{step.error}'")))).hasErrors()).isTrue();
        assertThat(GuardrailCompiler.compile(List.of(new GuardrailSource("late.yaml", guardrail.formatted("true", "fine")))).problems()).isEmpty();
    }
}
