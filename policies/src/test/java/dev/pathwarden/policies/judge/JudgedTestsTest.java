package dev.pathwarden.policies.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.judge.LeftOut.Why;
import dev.pathwarden.policies.testing.GuardrailTests;
import dev.pathwarden.policies.testing.TestReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgedTestsTest {

    private static final Runnable NOTHING = () -> { };
    private static final String KEY = "AKIA" + "IOSFODNN7ABCDEFG";
    private static final JudgedTests.Wanted FAILING = new JudgedTests.Wanted(true, 20);

    private final List<RecordedStep> steps = new ArrayList<>();
    private final Map<StepId, Boolean> right = new LinkedHashMap<>();

    private static String file(String when, String more) {
        return "# who may pay\nid: payments\ntitle: T # the title\non: [tool.call]\nwhen: " + when + "\naction: block\n" + more;
    }

    /** A call, judged or not. */
    private void call(String tool, Map<String, Object> arguments, Boolean said) {
        int at = steps.size();
        Step step = Step.of(new RunId(7, 1), new StepId(at + 1), Operation.TOOL_CALL, tool).fact(Field.TOOL_NAME, tool).arguments(arguments).startNanos(1_000_000_000L * 60 * at).build();
        steps.add(new RecordedStep(step, null, new Outcome(2L * at + 2, 0L, Status.OK, null, "done", Facts.NONE, Set.of()), 2 * at + 1, 2 * at + 2));
        if (said != null) {
            right.put(step.id(), said);
        }
    }

    private JudgedSet set(Set<StepId> takenOut) {
        RunId id = new RunId(7, 1);
        return new JudgedSet(List.of(new JudgedRun(new RecordedRun(new Run(id, null, null, null, Status.OK, null, null, Map.of()), steps, List.of()), right, takenOut)), List.of());
    }

    private static List<WrittenGuardrail> written(String text) {
        GuardrailSource source = new GuardrailSource("f.yaml", text);
        Compilation compiled = GuardrailCompiler.compile(List.of(source));
        assertThat(compiled.problems()).isEmpty();
        return WrittenGuardrail.of(List.of(source), compiled);
    }

    private JudgedTests tests(String text, JudgedTests.Wanted wanted) {
        return JudgedTests.of(set(Set.of()), written(text), wanted, NOTHING).get(0);
    }

    private static String put(String text, JudgedTests made) {
        return JudgedTests.text(text, List.of(made)).orElseThrow();
    }

    private static TestReport run(String text) {
        Compilation compiled = GuardrailCompiler.compile(List.of(new GuardrailSource("f.yaml", text)));
        assertThat(compiled.problems()).isEmpty();
        return GuardrailTests.run(compiled);
    }

    @Test
    void marks_becomeTestsThatPass_andAreTakenForDoublesAfterwards() {
        call("pay", Map.of("amount", 120L), true);
        call("pay", Map.of("amount", 10L), false);
        call("read", Map.of("amount", 500L), null);
        String text = file("step.args.amount > 90", "message: no\n\n# end\n");

        JudgedTests made = tests(text, JudgedTests.Wanted.PASSING);
        String now = put(text, made);

        assertThat(made.left()).isEmpty();
        assertThat(now).startsWith(text.substring(0, text.indexOf("message"))).contains("# end\n", "expect: block", "expect: allow", "# the title");
        assertThat(run(now).tests()).isEqualTo(2);
        assertThat(run(now).failures()).isZero();
        assertThat(tests(now, JudgedTests.Wanted.PASSING).left(Why.DOUBLE)).isEqualTo(2);
        assertThat(put(now, tests(now, JudgedTests.Wanted.PASSING))).isEqualTo(now);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tests:\n  - name: a\n    step: {name: x, args: {amount: 1}}\n    expect: allow\n", "tests:\n- name: a\n  step: {name: x, args: {amount: 1}}\n  expect: allow\n# of the next\nmessage: m\n",
        "tests: []\nmessage: m\n", "tests: [  ] # none yet\n", "message: m", "tests:\n    - {name: a, step: {name: x, args: {amount: 1}}, expect: allow}\n\n\n", "---\nid: other\ntitle: O\non: [tool.call]\nwhen: 'false'\naction: hold\n",
        "tests:\n  - name: a\n    step: {name: x, args: {amount: 1}}\n    expect: allow\n    # why\n\n---\nid: other\ntitle: O\non: [tool.call]\nwhen: 'false'\naction: hold\n", "message: m\r\n"})
    void tests_areAddedWhereTheFileHasThem_andNothingElseChanges(String more) {
        call("pay", Map.of("amount", 120L), true);
        String text = file("step.args.amount > 90", more);
        int before = run(text).tests();

        String now = put(text, tests(text, JudgedTests.Wanted.PASSING));

        assertThat(run(now).tests()).isEqualTo(before + 1);
        assertThat(run(now).failures()).isZero();
        assertThat(now.lines().filter(line -> text.lines().toList().contains(line)).toList()).containsAll(text.lines().filter(line -> !line.contains("tests: [")).toList());
        assertThat(run(now).guardrails().get(0).tests()).hasSize(before + 1);
    }

    @Test
    void testsOnOneLine_areNotTouched_andThatIsTold() {
        call("pay", Map.of("amount", 120L), true);
        String text = file("step.args.amount > 90", "tests: [{name: a, step: {name: x, args: {amount: 1}}, expect: allow}]\n");

        assertThat(JudgedTests.text(text, List.of(tests(text, JudgedTests.Wanted.PASSING)))).isEmpty();
    }

    @Test
    void guardrailThatDoesOtherwise_getsTheTestOnlyIfThatIsWanted_andItFails() {
        call("pay", Map.of("amount", 120L), false);
        String text = file("step.args.amount > 90", "");

        assertThat(tests(text, JudgedTests.Wanted.PASSING).left(Why.FAILS)).isEqualTo(1);
        String now = put(text, tests(text, FAILING));
        assertThat(run(now).failures()).isEqualTo(1);
    }

    @Test
    void stepThatTheHistoryDecides_getsTheFewestStepsBeforeIt() {
        call("read", Map.of(), null);
        call("other", Map.of(), null);
        call("read", Map.of(), null);
        call("pay", Map.of("amount", 1L), false);
        call("read", Map.of(), null);
        call("pay", Map.of("amount", 2L), true);
        String text = file("step.name == 'pay' && count(step.name == 'read') > 2", "");

        JudgedTests made = tests(text, JudgedTests.Wanted.PASSING);

        assertThat(made.tests()).hasSize(2);
        assertThat(made.tests().get(1).test().earlier()).extracting(Step::name).containsExactly("read", "read", "read");
        assertThat(run(put(text, made)).failures()).isZero();
    }

    @Test
    void durationsAndNumbersOfSteps_areSaidInTheTest() {
        for (int i = 0; i < 4; i++) {
            call("read", Map.of(), null);
        }
        call("pay", Map.of(), true);
        String timed = file("step.name == 'pay' && count(step.name == 'read', duration('2m')) == 2", "");
        String counted = file("run.steps > 3 && count('tool.call') == 4", "");

        assertThat(run(put(timed, tests(timed, JudgedTests.Wanted.PASSING))).tests()).isEqualTo(1);
        assertThat(run(put(timed, tests(timed, JudgedTests.Wanted.PASSING))).failures()).isZero();
        assertThat(run(put(counted, tests(counted, JudgedTests.Wanted.PASSING))).tests()).isEqualTo(1);
        assertThat(run(put(counted, tests(counted, JudgedTests.Wanted.PASSING))).failures()).isZero();
    }

    @Test
    void secretsAndPersonalData_areReplacedByMarks_andAStepThatHangsOnThemIsLeftOut() {
        call("pay", Map.of("amount", 120L, "note", "key " + KEY + " of ann@example.com and " + KEY), true);
        String text = file("step.args.amount > 90", "");

        JudgedTests made = tests(text, JudgedTests.Wanted.PASSING);

        assertThat(made.tests()).singleElement().matches(StepTest::replaced);
        assertThat(put(text, made)).doesNotContain(KEY, "ann@example.com").contains("[secret.aws-key 1]", "[pii.email 2]");
        assertThat(run(put(text, made)).failures()).isZero();
        assertThat(tests(file("step.args.note.contains('" + KEY + "')", ""), JudgedTests.Wanted.PASSING).left(Why.SECRET)).isEqualTo(1);
    }

    @Test
    void stepWhoseWordsWereTakenOut_becomesNoTest() {
        call("pay", Map.of(), false);

        JudgedTests made = JudgedTests.of(set(right.keySet()), written(file("step.name == 'x'", "")), JudgedTests.Wanted.PASSING, NOTHING).get(0);

        assertThat(made.left()).singleElement().extracting(LeftOut::why).isEqualTo(Why.TAKEN_OUT);
    }

    @Test
    void guardrailThatCannotBeEvaluated_isToldApartFromOneThatWantsABaseline() {
        call("pay", Map.of(), true);

        assertThat(tests(file("step.args.amount > 90", ""), JudgedTests.Wanted.PASSING).left()).singleElement().extracting(LeftOut::why).isEqualTo(Why.NOT_RECORDED);
        assertThat(tests(file("novel.tool", ""), JudgedTests.Wanted.PASSING).left()).singleElement().extracting(LeftOut::why).isEqualTo(Why.BASELINE);
    }

    @Test
    void fileWithSeveralGuardrails_givesAStepToTheOneThatStopsIt_andGoodWorkToAll() {
        call("pay", Map.of("amount", 120L), true);
        call("pay", Map.of("amount", 20L), false);
        String text = file("step.args.amount > 90", "---\nid: other\ntitle: O\non: [tool.call]\nwhen: step.name == 'read'\naction: hold\n---\nid: sql\ntitle: S\non: [data.sql]\nwhen: step.sql.writes\naction: hold\n");

        List<JudgedTests> made = JudgedTests.of(set(Set.of()), written(text), FAILING, NOTHING);

        assertThat(made).extracting(each -> each.tests().size()).containsExactly(2, 1, 0);
        assertThat(made.get(1).left(Why.OF_ANOTHER)).isEqualTo(1);
        assertThat(made.get(2).others()).isEqualTo(2);
        String now = JudgedTests.text(text, made).orElseThrow();
        assertThat(run(now).tests()).isEqualTo(3);
        assertThat(run(now).failures()).isZero();
    }

    @Test
    void ofManyMarks_thoseAreTakenInWhichClausesComeOutDifferently() {
        for (int i = 0; i < 30; i++) {
            call("pay", Map.of("amount", (long) i), false);
        }
        call("pay", Map.of("amount", 100L), false);
        call("pay", Map.of("amount", 200L), true);

        JudgedTests made = tests(file("step.args.amount > 90 && step.args.amount > 150", ""), new JudgedTests.Wanted(false, 3));

        assertThat(made.tests()).hasSize(3).extracting(each -> each.test().step().arguments().get("amount")).contains(0L, 100L, 200L);
        assertThat(made.left(Why.ENOUGH)).isEqualTo(29);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whateverIsRecorded_eachTestPasses_twiceAddsNothing_andNoSecretIsInTheFile(long seed) {
        Random random = new Random(seed);
        List<String> tools = List.of("pay", "read", "send: x # y", "\u201cq\u201d\n- z");
        for (int i = 0; i < 14; i++) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            arguments.put("amount", (long) random.nextInt(200));
            arguments.put("to: '" + random.nextInt(3), List.of("a\"b", random.nextBoolean() ? KEY : "plain", Map.of("d\n", "---\nid: z")));
            call(tools.get(random.nextInt(tools.size())), arguments, random.nextInt(3) == 0 ? null : random.nextBoolean());
        }
        String when = List.of("step.args.amount > 90", "count(step.name == 'read') > 1 && step.args.amount < 150", "once(step.args.amount > 100, duration('3m'))", "seq(step.name == 'read', step.name == 'pay') || run.steps > 9").get(random.nextInt(4));
        String text = file("\"" + when + "\"", random.nextBoolean() ? "tests:\n  - name: a\n    step: {name: x, args: {amount: 1}}\n    expect: allow\n" : "");
        int before = run(text).tests();

        JudgedTests made = tests(text, JudgedTests.Wanted.PASSING);
        String now = put(text, made);

        assertThat(made.tests().size() + made.left().size()).isEqualTo(right.size());
        assertThat(run(now).tests()).isEqualTo(before + made.tests().size());
        assertThat(run(now).failures()).isEqualTo(run(text).failures());
        assertThat(now).doesNotContain(KEY);
        assertThat(tests(now, JudgedTests.Wanted.PASSING).tests()).isEmpty();
    }
}
