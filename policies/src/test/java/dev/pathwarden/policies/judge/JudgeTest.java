package dev.pathwarden.policies.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.casefile.Subject;
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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

    private static final Runnable NOTHING = () -> { };
    private static final String AMOUNT = guardrail("step.args.amount > 90 && step.tool.name != '> 5'");

    private static String guardrail(String when) {
        return "id: payments\ntitle: T\non: [tool.call]\nlet:\n  pays: step.tool.name == 'pay' # <= 3\nwhen: " + when + "\naction: block\n";
    }

    /** A payment of a run. */
    private record Paid(String to, long amount, boolean right) {
    }

    private static JudgedSet set(List<Paid> payments) {
        List<JudgedRun> runs = new ArrayList<>();
        for (int i = 0; i < payments.size(); i++) {
            RunId id = new RunId(7, i + 1);
            Step step = Step.of(id, new StepId(1), Operation.TOOL_CALL, "pay").fact(Field.TOOL_NAME, "pay").arguments(Map.of("to", payments.get(i).to, "amount", payments.get(i).amount)).build();
            RecordedStep recorded = new RecordedStep(step, null, new Outcome(2, 0L, Status.OK, null, "done", Facts.NONE, Set.of()), 1, 2);
            Map<StepId, Boolean> right = new LinkedHashMap<>();
            right.put(step.id(), payments.get(i).right);
            runs.add(new JudgedRun(new RecordedRun(new Run(id, null, null, null, Status.OK, null, null, Map.of()), List.of(recorded), List.of()), right));
        }
        return new JudgedSet(runs, List.of());
    }

    private static final JudgedSet SET = set(List.of(new Paid("US1", 100, true), new Paid("US1", 250, true), new Paid("US1", 40, true), new Paid("UK1", 10, false), new Paid("UK1", 120, false), new Paid("UK1", 300, false)));

    private static WrittenGuardrail written(String text) {
        GuardrailSource source = new GuardrailSource("f.yaml", text);
        Compilation compiled = GuardrailCompiler.compile(List.of(source));
        assertThat(compiled.problems()).isEmpty();
        return WrittenGuardrail.of(List.of(source), compiled).get(0);
    }

    @Test
    void stopped_countsEachJudgedStepOnce_andTellsWhich() {
        Stopped stopped = new Judge(SET).stopped(written(AMOUNT).alone());

        assertThat(stopped.figures()).isEqualTo(new Figures(2, 1, 2, 1));
        assertThat(stopped.steps()).containsExactlyInAnyOrder(subject(1), subject(2), subject(5), subject(6));
        assertThat(stopped.figures().precision().orElseThrow().text()).isEqualTo("2, 50.0 % (15-85)");
        assertThat(stopped.figures().recall().orElseThrow().share()).isEqualTo(2.0 / 3);
        assertThat(stopped.figures().utility().orElseThrow().share()).isEqualTo(1.0 / 3);
        assertThat(new Figures(0, 0, 0, 0).precision()).isEmpty();
    }

    @Test
    void stopped_byAnAlert_isNothing_andByAHoldIs() {
        assertThat(new Judge(SET).stopped(written(AMOUNT.replace("action: block", "action: alert")).alone()).figures()).isEqualTo(new Figures(0, 3, 0, 3));
        assertThat(new Judge(SET).stopped(written(AMOUNT.replace("action: block", "action: hold")).alone()).figures()).isEqualTo(new Figures(2, 1, 2, 1));
    }

    private static Subject subject(int run) {
        return new Subject(new RunId(7, run), new StepId(1));
    }

    @Test
    void thresholds_areNumbersThatAreComparedInOrder_notThoseInTextsCommentsAndEqualities() {
        WrittenGuardrail written = written(guardrail(">-\n  pays && 5 <= size(step.args.to) + 2 &&\n  (step.args.amount>90 || step.args.amount == 4)\n  && step.tool.name != '< 7' && count('tool.call') < 3 && step.args.amount < 1.5"));

        assertThat(Threshold.of(written)).extracting(Threshold::literal).containsExactly("5", "90", "3", "1.5");
        assertThat(Threshold.of(written).get(1).clause()).isEqualTo("step.args.amount>90");
        assertThat(Threshold.of(written).get(2).text(written, "77")).isEqualTo(written.source().text().replace("< 3 &&", "< 77 &&"));
    }

    @Test
    void tradeOff_findsTheNumbersThatMatter_andWhereItIsNow() {
        WrittenGuardrail written = written(AMOUNT);
        TradeOff tradeOff = TradeOff.of(new Judge(SET), written, Threshold.of(written).get(0), NOTHING);

        assertThat(tradeOff.whole()).isTrue();
        assertThat(tradeOff.points()).extracting(point -> point.least().intValue()).containsExactly(0, 10, 40, 100, 120, 250, 300);
        assertThat(tradeOff.points()).extracting(TradeOff.Point::figures).containsExactly(new Figures(3, 0, 3, 0), new Figures(3, 0, 2, 1), new Figures(2, 1, 2, 1), new Figures(1, 2, 2, 1),
                new Figures(1, 2, 1, 2), new Figures(0, 3, 1, 2), new Figures(0, 3, 0, 3));
        assertThat(tradeOff.points()).extracting(TradeOff.Point::present).containsExactly(false, false, true, false, false, false, false);
        assertThat(tradeOff.points().get(2).most()).isEqualTo(BigDecimal.valueOf(99));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void tradeOff_atEachNumber_isWhatADryRunOfTheGuardrailWithThatNumberSays(long seed) {
        Random random = new Random(seed);
        List<Paid> payments = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            payments.add(new Paid("x".repeat(1 + random.nextInt(5)), random.nextInt(1_000), random.nextBoolean()));
        }
        Judge judge = new Judge(set(payments));
        WrittenGuardrail written = written(guardrail("pays && !(" + (random.nextBoolean() ? "step.args.amount <= 300" : "300 > step.args.amount") + ") || size(step.args.to) >= 4"));

        for (Threshold threshold : Threshold.of(written)) {
            TradeOff tradeOff = TradeOff.of(judge, written, threshold, NOTHING);
            for (TradeOff.Point point : tradeOff.points()) {
                for (BigDecimal number : List.of(point.least(), point.most())) {
                    assertThat(judge.stopped(written(threshold.text(written, number.toPlainString())).alone()).figures()).isEqualTo(point.figures());
                }
            }
            assertThat(tradeOff.points().stream().filter(TradeOff.Point::present)).singleElement().extracting(TradeOff.Point::figures).isEqualTo(judge.stopped(written.alone()).figures());
        }
    }

    @Test
    void tightening_ranksClausesByWhatTheyLeave_andEachFileComesToItsFigures() {
        WrittenGuardrail written = written(AMOUNT);
        Judge judge = new Judge(SET);

        List<Tightening> clauses = Tightenings.of(judge, written, NOTHING).clauses();

        assertThat(clauses.get(0).clause()).contains("step.args.to");
        assertThat(clauses.get(0).figures()).isEqualTo(new Figures(2, 1, 0, 3));
        assertThat(clauses.get(0).text()).contains("when: (step.args.amount > 90 && step.tool.name != '> 5') && ").contains("# <= 3");
        assertThat(clauses).allSatisfy(each -> {
            assertThat(each.figures().wrongStops()).isLessThan(2);
            assertThat(judge.stopped(written(each.text()).alone()).figures()).isEqualTo(each.figures());
        });
        assertThat(Tightenings.of(new Judge(set(List.of(new Paid("US1", 100, true)))), written, NOTHING).clauses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'step.args.amount > 90 && step.tool.name != ''x'''", "\"step.args.amount > 90 && step.tool.name != 'x'\"", ">-\n  step.args.amount > 90\n  || step.args.amount > 95", "|\n  step.args.amount > 90 // > 7\n"})
    void fileInAnyStyleOfYaml_isChangedInTheRightPlace(String when) {
        WrittenGuardrail written = written(guardrail(when));
        Judge judge = new Judge(SET);

        TradeOff tradeOff = TradeOff.of(judge, written, Threshold.of(written).get(0), NOTHING);

        assertThat(tradeOff.points().stream().filter(TradeOff.Point::present)).hasSize(1);
        assertThat(Tightenings.of(judge, written, NOTHING).clauses()).allSatisfy(each -> assertThat(written(each.text()).guardrail().when().text()).startsWith("(step.args.amount > 90"));
    }

    @Test
    void thresholds_areTimesToo_andSubConditionsThatAreANumber() {
        WrittenGuardrail written = written("id: payments\ntitle: T\non: [tool.call]\nlet:\n  most: 90\n  long: duration('90s')\nwhen: \"step.args.amount > most && count(step.name == 'duration(\\\"3m\\\")', duration('1h30m')) > 2 || once(step.name == 'x', duration(\\\"250ms\\\"))\"\naction: block\n");

        assertThat(Threshold.of(written)).extracting(Threshold::literal).containsExactly("90", "90s", "1h30m", "2", "250ms");
        assertThat(Threshold.of(written)).extracting(threshold -> threshold.value().toPlainString()).containsExactly("90", "90", "5400", "2", "250");
        Threshold time = Threshold.of(written).get(2);
        assertThat(time.clause()).isEqualTo("count(step.name == 'duration(\"3m\")', duration('1h30m')) > 2");
        assertThat(time.text(written, time.written(BigDecimal.valueOf(7_200)))).isEqualTo(written.source().text().replace("1h30m", "2h"));
        assertThat(List.of(time.written(BigDecimal.valueOf(61)), time.written(BigDecimal.valueOf(120)), time.written(BigDecimal.ZERO))).containsExactly("61s", "2m", "0s");
    }

    /** Reads of a run, one a minute, and a payment behind them. */
    private static JudgedSet timed(int... minutesBefore) {
        List<JudgedRun> runs = new ArrayList<>();
        for (int i = 0; i < minutesBefore.length; i++) {
            RunId id = new RunId(8, i + 1);
            Step read = Step.of(id, new StepId(1), Operation.TOOL_CALL, "read").startNanos(0L).build();
            Step pay = Step.of(id, new StepId(2), Operation.TOOL_CALL, "pay").startNanos(60_000_000_000L * minutesBefore[i]).build();
            List<RecordedStep> steps = List.of(new RecordedStep(read, null, null, 1, -1), new RecordedStep(pay, null, null, 2, -1));
            runs.add(new JudgedRun(new RecordedRun(new Run(id, null, null, null, Status.OK, null, null, Map.of()), steps, List.of()), Map.of(pay.id(), i % 2 == 0)));
        }
        return new JudgedSet(runs, List.of());
    }

    @Test
    void tradeOff_ofATime_findsTheTimesThatMatter() {
        WrittenGuardrail written = written("id: payments\ntitle: T\non: [tool.call]\nwhen: step.name == 'pay' && once(step.name == 'read', duration('5m'))\naction: block\n");

        TradeOff tradeOff = TradeOff.of(new Judge(timed(3, 10, 60)), written, Threshold.of(written).get(0), NOTHING);

        assertThat(tradeOff.points()).extracting(point -> tradeOff.threshold().written(point.least())).endsWith("3m", "10m", "1h");
        assertThat(tradeOff.points()).extracting(TradeOff.Point::figures).endsWith(new Figures(1, 1, 0, 1), new Figures(1, 1, 1, 0), new Figures(2, 0, 1, 0));
        assertThat(tradeOff.points().get(1).present()).isTrue();
        assertThat(TradeOffCsv.header() + TradeOffCsv.lines("payments", tradeOff)).startsWith("guardrail,sub_condition,").contains("\r\npayments,,\"once(step.name == 'read', duration('5m'))\",5m,3m,", ",true,1,1,0,1,0.5000,0.0945,0.9055,");
    }

    @Test
    void csv_keepsWhatATableProgramWouldTakeForAFormulaAText() {
        TradeOff tradeOff = new TradeOff(new Threshold("", "=cmd()", "1", 0, Threshold.Unit.WHOLE), List.of(new TradeOff.Point(BigDecimal.ONE, BigDecimal.ONE, new Figures(0, 0, 0, 0), true)), true);

        assertThat(TradeOffCsv.lines("g", tradeOff)).isEqualTo("g,,\"'=cmd()\",1,1,1,true,0,0,0,0,,,,,,,,,\r\n");
    }

    @Test
    void heldOut_isMeasuredOnRunsThatTheClauseWasNotFoundIn() {
        WrittenGuardrail written = written(AMOUNT);
        List<Paid> alike = new ArrayList<>();
        List<Paid> unlike = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            alike.add(new Paid("US1", 100, true));
            alike.add(new Paid("UK1", 100, false));
            unlike.add(new Paid("R" + i, 100, true));
            unlike.add(new Paid("W" + i, 100, false));
        }

        HeldOut general = Tightenings.of(new Judge(set(alike)), written, NOTHING).heldOut();
        Tightenings special = Tightenings.of(new Judge(set(unlike)), written, NOTHING);

        assertThat(general).isEqualTo(new HeldOut(new Figures(4, 0, 0, 4), 8, 8));
        assertThat(special.clauses().get(0).figures()).isEqualTo(new Figures(4, 0, 0, 4));
        assertThat(special.heldOut().figures().rightStops() + special.heldOut().figures().leftAlone()).isLessThan(8);
        assertThat(Tightenings.of(new Judge(SET), written, NOTHING).heldOut()).isNotNull();
        assertThat(Tightenings.of(new Judge(set(alike.subList(0, 2))), written, NOTHING).heldOut()).isNull();
    }

    @Test
    void stepOfWhichPeopleContradictEachOther_isOnNeitherSide_andARunInTwoRecordingsCountsOnce() {
        JudgedSet mine = set(List.of(new Paid("US1", 100, true), new Paid("US1", 100, true)));
        JudgedSet theirs = set(List.of(new Paid("US1", 100, false), new Paid("US1", 100, true)));

        JudgedSet both = mine.and(theirs);

        assertThat(both.contradicted()).containsExactly(subject(1));
        assertThat(both.count(true) + both.count(false)).isEqualTo(1);
        assertThat(theirs.and(mine).contradicted()).isEqualTo(both.contradicted());
        assertThat(both.and(mine).count(true)).isEqualTo(1);
        assertThat(mine.and(mine)).isEqualTo(mine);
    }
}
