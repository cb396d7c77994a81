package dev.pathwarden.policies.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RunTimelineTest {

    private static final RunId RUN = new RunId(7, 7);
    private static final long MILLI = 1_000_000;

    private static RecordedStep step(int at, Operation operation, Long start, Long lasts, Status status) {
        Step step = Step.of(RUN, new StepId(at + 1), operation, "name " + at).startNanos(start).build();
        return new RecordedStep(step, null, new Outcome(2L * at + 2, lasts, status, null, null, Facts.NONE, Set.of()), 2 * at, 2 * at + 1);
    }

    private static RecordedRun run(List<RecordedStep> steps) {
        return new RecordedRun(new Run(RUN, null, null, null, Status.OK, null, null, Map.of()), steps, List.of());
    }

    private static Report.Lane lane(Report.Timeline timeline, String name) {
        return timeline.lanes().stream().filter(lane -> lane.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void steps_standWhereTheyWere_oneLaneForEachLayer_andThePathIsNumbered() {
        RecordedRun run = run(List.of(step(0, Operation.AGENT_INVOKE, 0L, 100 * MILLI, Status.OK), step(1, Operation.TOOL_CALL, 25 * MILLI, 50 * MILLI, Status.OK), step(2, Operation.TOOL_CALL, 50 * MILLI, 10 * MILLI, Status.BLOCKED)));

        Report.Timeline timeline = RunTimeline.of(run, List.of(1, 2));

        assertThat(timeline.lanes()).extracting(Report.Lane::name).containsExactly("Path", "Agent", "Tool");
        assertThat(lane(timeline, "Tool").bars()).containsExactly(new Report.Bar("25.00", "50.00", 0, "ok", "", "step 2: tool.call name 1, ok"), new Report.Bar("50.00", "10.00", 1, "asked", "", "step 3: tool.call name 2, blocked"));
        assertThat(lane(timeline, "Path").bars()).extracting(Report.Bar::text, Report.Bar::kind).containsExactly(org.assertj.core.groups.Tuple.tuple("2", "led"), org.assertj.core.groups.Tuple.tuple("3", "asked"));
        assertThat(timeline.ticks()).containsExactly("0", "25 ms", "50 ms", "75 ms");
        assertThat(timeline.sentence()).isEqualTo("3 steps in 100 ms, 1 of them stopped. The finding's step is 3, marked dark; what led there: 2.");
    }

    @Test
    void steps_ofWhichOneHasNoClock_standInTheirOrder() {
        RecordedRun run = run(List.of(step(0, Operation.TOOL_CALL, 5L, 9L, Status.OK), step(1, Operation.TOOL_CALL, null, null, Status.ERROR)));

        Report.Timeline timeline = RunTimeline.of(run, List.of(1));

        assertThat(lane(timeline, "Tool").bars()).extracting(Report.Bar::left).containsExactly("0.00", "50.00");
        assertThat(timeline.sentence()).isEqualTo("2 steps by their order, without a clock, none of them stopped. The finding's step is 2.");
    }

    @Test
    void anyRun_hasABoundedNumberOfBars_allOfThemInsideThePicture_andLosesNoStopped() {
        SplittableRandom random = new SplittableRandom(11);
        for (int size : new int[] {1, 2, 299, 300, 301, 20_000}) {
            List<RecordedStep> steps = new ArrayList<>();
            for (int at = 0; at < size; at++) {
                Long start = random.nextInt(5) == 0 ? Long.MAX_VALUE - random.nextInt(9) : random.nextLong();
                steps.add(step(at, Operation.values()[random.nextInt(Operation.values().length)], start, random.nextBoolean() ? null : random.nextLong(), at == size / 2 ? Status.BLOCKED : Status.OK));
            }

            Report.Timeline timeline = RunTimeline.of(run(steps), List.of(size - 1));

            assertThat(timeline.lanes().stream().mapToInt(lane -> lane.bars().size()).sum()).isLessThanOrEqualTo(8 * 300);
            assertThat(timeline.lanes()).allSatisfy(lane -> assertThat(lane.bars()).allSatisfy(bar -> {
                assertThat(bar.row()).isLessThan(lane.rows());
                assertThat(Double.parseDouble(bar.left())).isBetween(0.0, 100.0);
                assertThat(Double.parseDouble(bar.left()) + Double.parseDouble(bar.width())).isLessThanOrEqualTo(100.02);
            }));
            assertThat(timeline.lanes().stream().flatMap(lane -> lane.bars().stream()).map(Report.Bar::kind)).containsAnyOf("blocked", "asked");
        }
    }
}
