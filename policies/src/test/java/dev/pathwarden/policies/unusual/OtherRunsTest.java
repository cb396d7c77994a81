package dev.pathwarden.policies.unusual;

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
import dev.pathwarden.policies.baseline.RandomRuns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OtherRunsTest {

    private static final long MILLI = 1_000_000L;
    private static int runs;

    private final List<Step.Builder> steps = new ArrayList<>();
    private final List<Long> millis = new ArrayList<>();

    private OtherRunsTest call(String tool, Map<String, Object> arguments, long took) {
        steps.add(Step.of(new RunId(7, 7), new StepId(steps.size() + 1), Operation.TOOL_CALL, tool).fact(Field.TOOL_NAME, tool).arguments(arguments));
        millis.add(took);
        return this;
    }

    private RecordedRun run() {
        List<RecordedStep> recorded = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            recorded.add(new RecordedStep(steps.get(i).build(), null, new Outcome(1, millis.get(i) * MILLI, Status.OK, null, null, Facts.NONE, Set.of()), 2 * i, 2 * i + 1));
        }
        steps.clear();
        millis.clear();
        return new RecordedRun(new Run(new RunId(1, ++runs), null, null, null, Status.OK, null, null, Map.of()), recorded, List.of());
    }

    /** Twenty runs that look a bill up and pay it, to one of two payees, each with a subject of its own. */
    private OtherRuns payers() {
        OtherRuns others = new OtherRuns();
        for (int i = 0; i < 20; i++) {
            others.add(call("read_bill", Map.of("file", "bill.txt"), 10).call("pay", Map.of("to", i % 2 == 0 ? "rent" : "power", "subject", "bill of day " + "abcdefghijklmnopqrst".charAt(i)), 20).run());
        }
        return others;
    }

    @Test
    void valueThatNoOtherRunHas_isUnusual_unlessEachHasOneOfItsOwn() {
        Unusual unusual = payers().in(call("read_bill", Map.of("file", "bill.txt"), 10).call("pay", Map.of("to", "eve", "subject", "bill of day z"), 20).run());

        assertThat(unusual.steps()).singleElement().satisfies(step -> {
            assertThat(step.place()).isEqualTo(1);
            assertThat(step.things()).extracting(UnusualThing::sentence).containsExactly("argument to is eve: so in none of the 20 other runs that have it");
        });
        assertThat(unusual.summary()).isEqualTo("Beside 20 other runs, 1 step shows what no other does.");
    }

    @Test
    void stepThatNoOtherRunHas_isMostUnusual_andWhatFollowsFromItIsNotTold() {
        Unusual unusual = payers().in(call("read_bill", Map.of("file", "bill.txt"), 10).call("pay", Map.of("to", "rent", "subject", "x"), 20).call("delete_all", Map.of("sure", "yes"), 5).call("read_bill", Map.of("file", "bill.txt"), 10).run());

        assertThat(unusual.steps().get(0).step().step().name()).isEqualTo("delete_all");
        assertThat(unusual.steps().get(0).things()).extracting(thing -> thing.thing().kind()).containsExactly(ThingKind.STEP);
        assertThat(unusual.steps().get(0).things().get(0).sentence()).isEqualTo("such a step is in none of the 20 other runs");
    }

    @Test
    void orderThatNoOtherRunHas_isTold() {
        Unusual unusual = payers().in(call("pay", Map.of("to", "rent", "subject", "x"), 20).call("read_bill", Map.of("file", "bill.txt"), 10).run());

        assertThat(unusual.steps()).extracting(UnusualStep::place).contains(0);
        assertThat(unusual.steps().stream().flatMap(step -> step.things().stream()).map(UnusualThing::sentence)).contains("comes first: so in none of the 20 other runs with a step there");
    }

    @Test
    void whatNearlyAllDo_andTheRunDoesNot_isMissing() {
        Unusual unusual = payers().in(call("pay", Map.of("to", "rent", "subject", "x"), 20).run());

        assertThat(unusual.missing()).extracting(Missing::sentence).containsExactly("tool.call read_bill: in all 20 other runs, and not here");
    }

    @Test
    void countsAndDurations_farBeyondTheOthers_areTold_withTheStepThatPassedThem() {
        OtherRuns others = payers();
        call("read_bill", Map.of("file", "bill.txt"), 9_000);
        for (int i = 0; i < 5; i++) {
            call("pay", Map.of("to", "rent", "subject", "x"), 20);
        }

        Unusual unusual = others.in(run());

        assertThat(unusual.outliers()).extracting(Outlier::sentence).containsExactly("the run has 6 steps, where others come to 2 and at most to 2", "tool.call read_bill took 9000 ms, where others take 10 ms and at most 10 ms",
                "tool.call pay: 5 times, where others come to 1 and at most to 1");
        assertThat(unusual.outliers().get(0).step().id()).isEqualTo(new StepId(3));
    }

    @Test
    void count_isPassedByTheStepThatWasDecidedThen_howeverTheyWereRecorded() {
        OtherRuns others = payers();
        for (int i = 0; i < 5; i++) {
            call("pay", Map.of("to", "rent", "subject", "x"), 20);
        }
        RecordedRun run = run();
        List<RecordedStep> backwards = new ArrayList<>(run.steps());
        Collections.reverse(backwards);

        assertThat(others.in(new RecordedRun(run.run(), backwards, List.of())).outliers()).filteredOn(outlier -> outlier.kind().isEmpty()).singleElement().satisfies(outlier -> assertThat(outlier.step().id()).isEqualTo(new StepId(3)));
    }

    @Test
    void runsWithAnyNumberOfKindsOfSteps_areCompared() {
        OtherRuns others = payers();
        for (int i = 0; i < 10_500; i++) {
            call("tool" + i, Map.of(), 10);
        }
        others.add(run());

        Unusual unusual = others.in(call("tool10499", Map.of(), 10).call("read_bill", Map.of("file", "bill.txt"), 10).run());

        assertThat(unusual.others()).isEqualTo(21);
        assertThat(unusual.missing()).extracting(Missing::kind).containsExactly("tool.call pay");
    }

    @Test
    void idsThatDifferByNature_areNotUnusual() {
        OtherRuns others = new OtherRuns();
        for (int i = 0; i < 20; i++) {
            others.add(call("get", Map.of("id", "0f8fad5b-d9cb-469f-a165-70867728950" + i % 10), 1).run());
        }

        assertThat(others.in(call("get", Map.of("id", "ffffffff-d9cb-469f-a165-70867728950e"), 1).run()).steps()).isEmpty();
    }

    @Test
    void besideNoRun_isSaid() {
        Unusual unusual = new OtherRuns().in(call("pay", Map.of("to", "rent"), 1).run());

        assertThat(unusual.summary()).isEqualTo("There is no other run to compare it with.");
    }

    @Property(tries = 30)
    void runThatIsLikeTheOthers_hasNothingUnusual_andNoNameBreaksIt(@ForAll long seed) {
        OtherRuns others = new OtherRuns();
        RecordedRun run = new RandomRuns(seed, 3).run(20);
        for (int i = 0; i < 6; i++) {
            others.add(run);
        }
        others.add(new RandomRuns(seed + 1, 3).run(20));

        Unusual same = others.in(run);
        assertThat(same.steps()).isEmpty();
        assertThat(same.missing()).isEmpty();
        assertThat(others.in(new RandomRuns(seed + 2, 6).run(20)).summary()).startsWith("Beside 7 other runs, ");
    }
}
