package dev.pathwarden.workbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.workbench.path.Mark;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.path.SamplePaths;
import java.util.BitSet;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineModelTest {

    @Test
    void lanes_byLayer_standInTheOrderOfTheActionPath() {
        assertThat(model(SamplePaths.report(), LaneBy.LAYER).lanes()).extracting(Lane::name)
                .containsExactly("Model", "Agent", "Tool", "MCP", "Data", "Code", "Outcome");
    }

    @Test
    void lanes_byAgentProcessAndThread_areNamedAfterThem() {
        assertThat(model(SamplePaths.report(), LaneBy.AGENT).lanes()).extracting(Lane::name).containsExactly("Customer report");
        assertThat(model(SamplePaths.report(), LaneBy.PROCESS).lanes()).extracting(Lane::name).containsExactly("process 4242", "process 4711");
        assertThat(model(SamplePaths.withoutClock(2), LaneBy.THREAD).lanes()).extracting(Lane::name).containsExactly("thread not recorded");
    }

    @ParameterizedTest
    @EnumSource(LaneBy.class)
    void rows_holdEveryStepOnceAndDoNotOverlap(LaneBy by) {
        for (RecordedRun run : new RecordedRun[] {SamplePaths.report(), SamplePaths.large(3_000), SamplePaths.withoutClock(50), SamplePaths.deep(40)}) {
            TimelineModel model = model(run, by);
            BitSet seen = new BitSet();
            for (Lane lane : model.lanes()) {
                assertThat(lane.rows().size()).isLessThanOrEqualTo(LaneAssignment.MAX_ROWS);
                for (int[] row : lane.rows()) {
                    for (int i = 0; i < row.length; i++) {
                        assertThat(seen.get(row[i])).isFalse();
                        seen.set(row[i]);
                        if (i > 0) {
                            assertThat(model.shownTo(row[i - 1])).isLessThanOrEqualTo(model.from(row[i]));
                        }
                    }
                }
            }
            assertThat(seen.cardinality()).isEqualTo(run.steps().size());
        }
    }

    @Test
    void rows_showNestedStepsBelowWhatTheyAreNestedIn() {
        TimelineModel model = model(SamplePaths.deep(5), LaneBy.THREAD);
        LaneGeometry geometry = LaneGeometry.of(model.lanes(), 400);

        for (int place = 1; place < 5; place++) {
            assertThat(geometry.find(model, place)[1]).isEqualTo(geometry.find(model, place - 1)[1] + 1);
        }
    }

    @Test
    void lanes_whenThereAreMoreThanFit_shareTheLast() {
        TimelineModel model = model(SamplePaths.threads(200), LaneBy.THREAD);

        assertThat(model.lanes()).hasSize(LaneAssignment.MAX_LANES);
        assertThat(model.lanes().getLast().name()).isEqualTo("137 others");
        assertThat(model.lanes().getLast().steps()).isEqualTo(137);
    }

    @Test
    void pyramid_atEveryLevel_countsEachStepOnceAndKeepsTheStrongestMark() {
        TimelineModel model = model(SamplePaths.large(20_000), LaneBy.LAYER);
        int data = 3;
        assertThat(model.lanes().get(data).name()).isEqualTo("Data");
        DensityPyramid pyramid = model.pyramid(data, 0);
        int steps = model.lanes().get(data).rows().getFirst().length;

        for (int level = 0; pyramid.size(level) > 1; level++) {
            int sum = 0;
            Mark strongest = Mark.NONE;
            for (int bucket = 0; bucket < pyramid.size(level); bucket++) {
                sum += pyramid.count(level, bucket);
                strongest = strongest.or(pyramid.mark(level, bucket));
                assertThat(pyramid.count(level, bucket) == 0 || pyramid.covered(level, bucket)).isTrue();
            }
            assertThat(sum).isEqualTo(steps);
            assertThat(strongest).isEqualTo(Mark.BLOCKED);
        }
    }

    @Test
    void pyramid_forAResolution_givesStretchesNoLongerThanAsked() {
        DensityPyramid pyramid = model(SamplePaths.large(20_000), LaneBy.LAYER).pyramid(3, 0);
        double whole = pyramid.length(0) * pyramid.size(0);

        assertThat(pyramid.levelFor(0)).isZero();
        assertThat(pyramid.length(pyramid.levelFor(whole / 1000))).isLessThanOrEqualTo(whole / 1000).isGreaterThan(whole / 2100);
    }

    @Test
    void pyramid_ofARowWithFewSteps_isNotMade() {
        assertThat(model(SamplePaths.report(), LaneBy.LAYER).pyramid(0, 0)).isNull();
    }

    @Test
    void of_whenCancelled_endsWithoutAResult() {
        assertThatThrownBy(() -> TimelineModel.of(PathIndex.of(SamplePaths.report()), LaneBy.LAYER, () -> true)).isInstanceOf(CancellationException.class);
    }

    @Test
    void hit_onAVeryShortStep_findsItWithinItsDrawnWidth() {
        TimelineModel model = model(SamplePaths.report(), LaneBy.LAYER);
        LaneGeometry geometry = LaneGeometry.of(model.lanes(), 400);
        int write = SamplePaths.place(SamplePaths.report(), "customers-8812.csv");
        TimeWindow all = TimeWindow.all(model.end());
        int[] at = geometry.find(model, write);
        double x = all.toPixel(model.from(write), 800);
        double y = geometry.rowTop(at[0], at[1]) + 5;

        assertThat(geometry.hit(model, all, 800, x + 1, y)).isEqualTo(write);
        assertThat(geometry.hit(model, all, 800, x + LaneGeometry.NARROWEST_BAR - 0.5, y)).isEqualTo(write);
        assertThat(geometry.hit(model, all, 800, x + 20, y)).isEqualTo(-1);
        assertThat(geometry.hit(model, all, 800, x + 1, geometry.height() + 50)).isEqualTo(-1);
    }

    private static TimelineModel model(RecordedRun run, LaneBy by) {
        return TimelineModel.of(PathIndex.of(run), by, () -> false);
    }
}
