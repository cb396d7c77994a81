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
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.GuardrailOutcome.State;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.Reasons;
import dev.pathwarden.policies.engine.SampleGuardrails;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

    private static final RunId RUN = new RunId(3, 4);
    private static final String WRITES = guardrail("no-writes", "data.sql", "step.sql.writes", "block");

    @Test
    void flips_ofAGuardrailThatOnlyOneSetHas_goBothWaysWithTheClauseThatMatched() {
        List<Flip> added = flips("", WRITES);
        List<Flip> removed = flips(WRITES, "");

        assertThat(added).singleElement().satisfies(flip -> {
            assertThat(flip.before()).isEqualTo(Action.ALLOW);
            assertThat(flip.after()).isEqualTo(Action.BLOCK);
            assertThat(flip.newlyStopped()).isTrue();
            assertThat(flip.newlyAllowed()).isFalse();
            assertThat(flip.step()).isEqualTo(new StepId(2));
            assertThat(flip.ordinal()).isEqualTo(1);
        });
        GuardrailChange appeared = added.get(0).changes().get(0);
        assertThat(appeared.kind()).isEqualTo(GuardrailChange.Kind.APPEARED);
        assertThat(appeared.clausesBefore()).isEmpty();
        assertThat(texts(appeared.clausesAfter())).containsExactly("step.sql.writes is true");
        assertThat(removed).singleElement().satisfies(flip -> assertThat(flip.newlyAllowed()).isTrue());
        assertThat(removed.get(0).changes().get(0).kind()).isEqualTo(GuardrailChange.Kind.WENT);
        assertThat(texts(removed.get(0).changes().get(0).clausesBefore())).containsExactly("step.sql.writes is true");
    }

    @Test
    void flip_ofANarrowedCondition_namesTheClauseThatBecameFalseAndNothingElse() {
        List<Flip> flips = flips(WRITES, guardrail("no-writes", "data.sql", "step.sql.writes && step.name != 'scratch'", "block"));

        GuardrailChange change = flips.get(0).changes().get(0);
        assertThat(change.kind()).isEqualTo(GuardrailChange.Kind.CONDITION);
        assertThat(change.before().state()).isEqualTo(State.MATCHED);
        assertThat(change.after().state()).isEqualTo(State.NOT_MATCHED);
        assertThat(change.clausesBefore()).isEmpty();
        assertThat(texts(change.clausesAfter())).containsExactly("step.name != 'scratch' is false");
        assertThat(change.clausesAfter().get(0).reads()).containsExactly(new Reasons.Read("step.name", "scratch"));
    }

    @Test
    void flip_ofANumberThatMoved_namesTheOldClauseAndTheNew() {
        GuardrailChange change = flips(guardrail("g", "data.sql", "run.steps >= 1 && step.sql.writes", "block"), guardrail("g", "data.sql", "run.steps >= 5 && step.sql.writes", "block"))
                .get(0).changes().get(0);

        assertThat(texts(change.clausesBefore())).containsExactly("run.steps >= 1 is true");
        assertThat(texts(change.clausesAfter())).containsExactly("run.steps >= 5 is false");
    }

    @Test
    void flip_ofClausesThatAreTiedTogetherOtherwise_namesWhatEachHungOn() {
        GuardrailChange change = flips(guardrail("g", "data.sql", "step.sql.writes && step.name == 'x'", "block"), guardrail("g", "data.sql", "step.sql.writes || step.name == 'x'", "block"))
                .get(0).changes().get(0);

        assertThat(texts(change.clausesBefore())).containsExactly("step.name == 'x' is false");
        assertThat(texts(change.clausesAfter())).containsExactly("step.sql.writes is true");
    }

    @Test
    void flip_ofANamedSubCondition_namesTheClauseInside() {
        String named = "id: g\ntitle: A title\non: [data.sql]\nlet:\n  ours: step.name == '%s'\nwhen: step.sql.writes && !ours\naction: block\n";
        GuardrailChange change = flips(named.formatted("mine"), named.formatted("scratch")).get(0).changes().get(0);

        assertThat(texts(change.clausesBefore())).containsExactly("!ours is true", "ours = step.name == 'mine' is false");
        assertThat(texts(change.clausesAfter())).containsExactly("!ours is false", "ours = step.name == 'scratch' is true");
    }

    @Test
    void flip_ofWhatCouldNotBeEvaluated_tellsWhy() {
        GuardrailChange change = flips(WRITES, guardrail("no-writes", "data.sql", "step.sql.writes && step.sql.text == 'x'", "block")).get(0).changes().get(0);

        assertThat(change.after().state()).isEqualTo(State.NOT_EVALUATED);
        assertThat(change.after().message()).isEqualTo("step.sql.text was not recorded; ask has(step.sql.text) first");
        assertThat(texts(change.clausesAfter())).containsExactly("step.sql.text == 'x' is (step.sql.text was not recorded)");
    }

    @ParameterizedTest
    @EnumSource(DryRunMode.class)
    void flip_ofAnOperatorOverEarlierSteps_namesTheStepItFound(DryRunMode mode) {
        Bundle before = bundle(guardrail("g", "data.sql", "step.sql.writes && once(step.name == 'nothing')", "block"));
        Bundle after = bundle(guardrail("g", "data.sql", "step.sql.writes && once(step.name == 'customers')", "block"));
        LiveRun live = new LiveRun(() -> new PolicyEngine(before, null), 1);
        Step read = live.decide(1, Step.of(live.id, live.newId(), Operation.DATA_SQL, "customers").fact(Field.SQL_WRITES, false), null);
        live.decide(1, Step.of(live.id, live.newId(), Operation.DATA_SQL, "scratch").fact(Field.SQL_WRITES, true), null);

        List<Flip> flips = new Comparison(before, after, mode).compare(live.recorded()).flips();

        assertThat(flips).singleElement().satisfies(flip -> {
            assertThat(texts(flip.changes().get(0).clausesBefore())).containsExactly("once(step.name == 'nothing') is false");
            assertThat(texts(flip.changes().get(0).clausesAfter())).containsExactly("once(step.name == 'customers') is true (step " + read.id() + ")");
        });
    }

    @Test
    void flip_ofAnotherActionOrAnotherOperation_saysSo() {
        assertThat(flips(guardrail("no-writes", "data.sql", "step.sql.writes", "alert"), WRITES)).singleElement().satisfies(flip -> {
            assertThat(flip.newlyStopped()).isTrue();
            assertThat(flip.changes().get(0).kind()).isEqualTo(GuardrailChange.Kind.ACTION);
            assertThat(texts(flip.changes().get(0).clausesAfter())).containsExactly("step.sql.writes is true");
        });
        assertThat(flips(guardrail("g", "data.http", "step.name == 'scratch'", "block"), guardrail("g", "'data.http', data.sql", "step.name == 'scratch'", "block")).get(0).changes().get(0).kind())
                .isEqualTo(GuardrailChange.Kind.NOW_ASKED);
        assertThat(flips(guardrail("g", "'data.http', data.sql", "step.name == 'scratch'", "block"), guardrail("g", "data.http", "step.name == 'scratch'", "block")).get(0).changes().get(0).kind())
                .isEqualTo(GuardrailChange.Kind.NO_LONGER_ASKED);
        assertThat(flips(guardrail("g", "data.sql", "step.sql.writes", "alert"), guardrail("g", "data.sql", "step.sql.writes", "sandbox")).get(0).newlyStopped())
                .as("only a process can run in a sandbox").isTrue();
    }

    @Test
    void flips_ofGuardrailsThatAskForNoMoreThanTheOtherSet_leaveThemOut() {
        String alert = guardrail("tell", "data.sql", "step.sql.writes", "alert");

        assertThat(flips(WRITES, WRITES + "---\n" + alert)).isEmpty();
        assertThat(flips(alert, WRITES + "---\n" + alert).get(0).changes()).extracting(GuardrailChange::guardrail).containsExactly("no-writes");
        assertThat(flips(WRITES + "---\n" + alert, alert.replace("tell", "other")).get(0).changes()).extracting(GuardrailChange::guardrail).containsExactly("no-writes");
    }

    @Test
    void flip_asLiveOfAStepThatNothingWasDecidedOn_isNone() {
        assertThat(new Comparison(bundle(""), bundle(WRITES), DryRunMode.AS_LIVE).compare(recorded()).flips()).isEmpty();
    }

    @Test
    void flip_asLiveOfAStepWhoseWordsAreGone_keepsTheClausesOfTheRecord() {
        Bundle redacting = bundle(guardrail("g", "tool.call", "step.args.to == 'ann'", "redact"));
        Step step = Step.of(RUN, new StepId(1), Operation.TOOL_CALL, "send").pid(1L).arguments(Map.of("to", "[removed]")).build();
        Verdict verdict = new Verdict("g", redacting.guardrails().get(0).version(), Action.REDACT, Mode.ENFORCE, "m", List.of(new Verdict.Clause("step.args.to == 'ann'", 0, 21, "true")));
        Decision decision = new Decision(1, null, redacting.hash(), Mode.ENFORCE, Set.of(), List.of(verdict), List.of());
        RecordedRun run = new RecordedRun(new Run(RUN, null, null, null, Status.OK, null, null, Map.of()), List.of(new RecordedStep(step, decision, null, 0, -1)), List.of());

        GuardrailChange change = new Comparison(redacting, bundle(""), DryRunMode.AS_LIVE).compare(run).flips().get(0).changes().get(0);

        assertThat(change.kind()).isEqualTo(GuardrailChange.Kind.WENT);
        assertThat(texts(change.clausesBefore())).containsExactly("step.args.to == 'ann' is true");
    }

    @ParameterizedTest
    @EnumSource(DryRunMode.class)
    void flips_ofRandomSets_areExactlyTheStepsThatTheDryRunsDecideDifferently(DryRunMode mode) {
        int flipped = 0;
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            Bundle before = SampleGuardrails.random(random, 6);
            Bundle after = SampleGuardrails.random(random, 6);
            RecordedRun run = live(random, before);

            Comparison.Result result = new Comparison(before, after, mode).compare(run);

            Map<StepId, Action> then = strongest(new DryRun(before, mode).dryRun(run));
            Map<StepId, Action> now = strongest(new DryRun(after, mode).dryRun(run));
            assertThat(result.after()).isEqualTo(new DryRun(after, mode).report(run));
            assertThat(result.before()).isEqualTo(new DryRun(before, mode).report(run));
            assertThat(result.flips()).extracting(Flip::step).containsExactlyElementsOf(run.steps().stream().map(RecordedStep::id)
                    .filter(step -> then.getOrDefault(step, Action.ALLOW) != now.getOrDefault(step, Action.ALLOW)).toList());
            for (Flip flip : result.flips()) {
                flipped++;
                assertThat(flip.before()).isEqualTo(then.getOrDefault(flip.step(), Action.ALLOW));
                assertThat(flip.after()).isEqualTo(now.getOrDefault(flip.step(), Action.ALLOW));
                assertThat(flip.changes()).isNotEmpty().allSatisfy(change -> {
                    assertThat(change.before().action()).isNotEqualTo(change.after().action());
                    assertThat(change.clausesBefore().size() + change.clausesAfter().size()).as("clauses of %s", change).isPositive();
                });
            }
        }
        assertThat(flipped).isGreaterThan(50);
    }

    private static RecordedRun live(Random random, Bundle bundle) {
        LiveRun live = new LiveRun(() -> new PolicyEngine(bundle, null), 1, 2);
        for (int i = 0; i < 40; i++) {
            Operation operation = Operation.values()[random.nextInt(Operation.values().length)];
            long pid = 1 + random.nextInt(2);
            Step step = live.decide(pid, Step.of(live.id, live.newId(), operation, "step").arguments(Map.of("text", random.nextBoolean() ? "ann@example.com" : "nothing")), null);
            live.end(pid, step, random.nextBoolean() ? "123-45-6789" : "nothing of note");
        }
        return live.recorded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.file.write", "code.process", "tool.call"})
    void stops_ofActionsThatCannotBeDoneOnAnOperation_areDenials(String operation) {
        Operation of = Operation.of(operation).orElseThrow();

        assertThat(Stops.stops(Action.HOLD, of)).isTrue();
        assertThat(Stops.stops(Action.SANDBOX, of)).isEqualTo(of != Operation.CODE_PROCESS);
        assertThat(Stops.stops(Action.REDACT, of)).isEqualTo(of != Operation.TOOL_CALL);
        assertThat(Stops.stops(Action.ALERT, of)).isFalse();
    }

    private static Map<StepId, Action> strongest(RunDryRun run) {
        Map<StepId, Action> strongest = new HashMap<>();
        run.decisions().forEach(decision -> strongest.merge(decision.step(), decision.verdict().action(), (a, b) -> a.compareTo(b) > 0 ? a : b));
        return strongest;
    }

    private static List<Flip> flips(String before, String after) {
        return new Comparison(bundle(before), bundle(after), DryRunMode.WHOLE_PATH).compare(recorded()).flips();
    }

    private static List<String> texts(List<Reasons.Clause> clauses) {
        return clauses.stream().map(clause -> (clause.let().isEmpty() ? "" : clause.let() + " = ") + clause.text() + " is " + clause.value()).toList();
    }

    /** A read and a write. */
    private static RecordedRun recorded() {
        Step read = Step.of(RUN, new StepId(1), Operation.DATA_SQL, "customers").fact(Field.SQL_WRITES, false).build();
        Step write = Step.of(RUN, new StepId(2), Operation.DATA_SQL, "scratch").fact(Field.SQL_WRITES, true).build();
        Outcome done = new Outcome(0, null, Status.OK, null, "", Facts.NONE, Set.of());
        return new RecordedRun(new Run(RUN, null, null, null, Status.OK, null, null, Map.of()), List.of(new RecordedStep(read, null, done, 0, 1), new RecordedStep(write, null, done, 2, 3)), List.of());
    }

    private static String guardrail(String id, String on, String when, String action) {
        return "id: %s\ntitle: A title\non: [%s]\nwhen: %s\naction: %s\n".formatted(id, on, when, action);
    }

    private static Bundle bundle(String text) {
        if (text.isEmpty()) {
            return Bundle.NONE;
        }
        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("f.yaml", text)));
        assertThat(compilation.problems()).isEmpty();
        return compilation.bundle();
    }
}
