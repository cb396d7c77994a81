package dev.pathwarden.workbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.path.SamplePaths;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTimesTest {

    @Test
    void of_whenEveryStepHasAClock_countsNanosecondsFromTheFirst() {
        StepTimes times = StepTimes.of(PathIndex.of(SamplePaths.report()));

        assertThat(times.clock()).isTrue();
        assertThat(times.from()[0]).isZero();
        assertThat(times.from()[1]).isEqualTo(20_000_000);
        assertThat(times.to()[1]).isEqualTo(660_000_000);
        assertThat(times.end()).isEqualTo(4_200_000_000L);
    }

    @Test
    void of_whenThereIsNoClock_laysStepsOutByOrderAndReachesBehindWhatIsNested() {
        StepTimes times = StepTimes.of(PathIndex.of(SamplePaths.withoutClock(3)));

        assertThat(times.clock()).isFalse();
        assertThat(times.withoutClock()).isEqualTo(7);
        assertThat(times.from()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(times.to()).containsExactly(7, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void of_whenOneStepHasNoClock_usesOrderForAll() {
        RecordedRun run = SamplePaths.report();
        List<RecordedStep> steps = new ArrayList<>(run.steps());
        RecordedStep last = steps.getLast();
        steps.set(steps.size() - 1, new RecordedStep(last.step().toBuilder().startNanos(null).build(), null, null, 0, -1));

        StepTimes times = StepTimes.of(PathIndex.of(new RecordedRun(run.run(), steps, List.of())));

        assertThat(times.clock()).isFalse();
        assertThat(times.withoutClock()).isEqualTo(1);
    }

    @Test
    void of_whenTheRunEndedBeforeItsSteps_letsAnUnfinishedStepReachToTheLastNestedOne() {
        RecordedRun run = SamplePaths.report();
        List<RecordedStep> steps = new ArrayList<>(run.steps());
        steps.set(0, new RecordedStep(steps.getFirst().step(), null, null, 0, -1));

        StepTimes times = StepTimes.of(PathIndex.of(new RecordedRun(run.run(), steps, List.of())));

        assertThat(times.to()[0]).isEqualTo(4_191_000_000L);
    }

    @Test
    void of_whenARecordingNamesTheEndsOfTime_staysWithinBounds() {
        RecordedRun run = SamplePaths.single();
        List<RecordedStep> steps = List.of(step(run, 1, Long.MIN_VALUE), step(run, 2, Long.MAX_VALUE));

        StepTimes times = StepTimes.of(PathIndex.of(new RecordedRun(run.run(), steps, List.of())));

        assertThat(times.from()[1]).isPositive();
        assertThat(times.end()).isPositive();
    }

    private static RecordedStep step(RecordedRun run, long id, long start) {
        return new RecordedStep(Step.of(run.run().id(), new StepId(id), Operation.TOOL_CALL, "x").startNanos(start).build(), null, null, 0, -1);
    }
}
