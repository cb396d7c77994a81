package dev.pathwarden.workbench.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.path.RunDiff;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.workbench.path.SamplePaths;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiffSummaryTest {

    private final RecordedStep step = SamplePaths.single().steps().getFirst();

    @Test
    void of_rowsOfEveryKind_countsThem() {
        assertThat(DiffSummary.of(List.of(row(DiffRow.Kind.SAME), row(DiffRow.Kind.SAME), row(DiffRow.Kind.CHANGED), row(DiffRow.Kind.REMOVED))))
                .isEqualTo("2 steps are the same, 1 differs, 1 is only on the left, none are only on the right.");
    }

    @Test
    void of_equalRuns_saysSoInOneSentence() {
        assertThat(DiffSummary.of(RunDiff.of(SamplePaths.report(), SamplePaths.report()))).isEqualTo("The runs do the same in all 30 steps.");
        assertThat(DiffSummary.of(List.of(row(DiffRow.Kind.SAME)))).isEqualTo("The runs do the same in their only step.");
        assertThat(DiffSummary.of(List.of())).isEqualTo("Both runs have no steps.");
    }

    @Test
    void of_whatWasBlockedOnOneSideOnly_namesIt() {
        assertThat(DiffSummary.of(RunDiff.of(SamplePaths.report(), SamplePaths.encryptedReport())))
                .contains("Blocked only on the left: ").contains("data.file.write customers-8812.csv").contains("code.process sudo").doesNotContain("right: ");
        assertThat(DiffSummary.of(RunDiff.of(SamplePaths.encryptedReport(), SamplePaths.report()))).contains("Blocked only on the right: ");
    }

    @Test
    void inFull_ofVeryManyDeltas_namesSomeAndCountsTheRest() {
        List<String> deltas = java.util.stream.IntStream.range(0, 100).mapToObj(i -> "argument a" + i + ": 1 -> 2").toList();

        assertThat(DiffColumns.inFull(new DiffRow(DiffRow.Kind.CHANGED, step, step, deltas)).lines()).hasSize(13).last().isEqualTo("and 88 more");
    }

    private DiffRow row(DiffRow.Kind kind) {
        return new DiffRow(kind, kind == DiffRow.Kind.ADDED ? null : step, kind == DiffRow.Kind.REMOVED ? null : step, kind == DiffRow.Kind.CHANGED ? List.of("status: ok -> error") : List.of());
    }
}
