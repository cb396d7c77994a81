package dev.pathwarden.workbench.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.path.SamplePaths;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepMarksTest {

    private final PathIndex path = PathIndex.of(SamplePaths.report());

    @Test
    void marks_areFoundByThePlaceOfTheirStep() {
        StepMarks marks = SampleMarks.of(path, Map.of(4, List.of(SampleMarks.STAR, SampleMarks.NOTE), 29, List.of(SampleMarks.finding(FindingSeverity.LOW))));

        assertThat(marks.areOf(path)).isTrue();
        assertThat(marks.areOf(PathIndex.of(SamplePaths.report()))).isFalse();
        assertThat(marks.places().stream()).containsExactly(4, 29);
        assertThat(marks.at(4)).isEqualTo(new RunMarks(null, 1, 0, 1, 0));
        assertThat(marks.at(5)).isEqualTo(RunMarks.NONE);
        assertThat(marks.all()).isEqualTo(new RunMarks(FindingSeverity.LOW, 1, 0, 1, 1));
    }

    @Test
    void marks_ofARunAsAWholeAndOfOtherRuns_areOnNoStep() {
        PathIndex other = PathIndex.of(SamplePaths.single());

        StepMarks marks = StepMarks.of(other, Map.of());

        assertThat(marks.steps()).isZero();
        assertThat(StepMarks.NONE.areOf(null)).isFalse();
    }
}
