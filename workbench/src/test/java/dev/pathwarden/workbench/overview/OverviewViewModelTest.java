package dev.pathwarden.workbench.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.search.StepFacet;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.policies.compiler.StepConditionCompiler;
import dev.pathwarden.policies.dryrun.StepCondition;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.overview.OverviewViewModel.Counted;
import dev.pathwarden.workbench.task.RunningTask;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverviewViewModelTest {

    private final Selection selection = new Selection();
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, new SameThreadTaskExecutor());
    private final FilterViewModel filter = new FilterViewModel(workspace, selection, new SameThreadTaskExecutor());
    private final OverviewViewModel overview = new OverviewViewModel(workspace, selection, filter, new SameThreadTaskExecutor());

    @BeforeEach
    void open() {
        workspace.open(List.of(Path.of("demo")));
    }

    @Test
    void values_areCounted_thoseOfMostStepsFirst() {
        assertThat(overview.values(StepFacet.GUARDRAIL)).extracting(Counted::value).containsExactly("cloud-metadata", "large-temp-file", "pii-in-clear-temp-file", "privileged-process");
        assertThat(overview.values(StepFacet.STATUS)).first().isEqualTo(new Counted("ok", "ok", 19));
        assertThat(overview.values(StepFacet.AGENT)).extracting(Counted::name).contains("customer-report");
    }

    @ParameterizedTest
    @EnumSource(StepFacet.class)
    void termOfAValue_isMetByAsManyStepsAsWereCounted(StepFacet facet) {
        assertThat(overview.values(facet)).isNotEmpty();
        for (Counted value : overview.values(facet)) {
            StepCondition condition = new StepCondition(StepConditionCompiler.compile("test", OverviewViewModel.term(facet, value.value()).condition()).bundle());
            long met = 0;
            for (RecordedRun run : List.of(SampleRuns.stopped(), SampleRuns.allowed(), SampleRuns.imported())) {
                met += condition.of(run, StepFilter.ALL.places(run)).places().cardinality();
            }
            assertThat(met).as("%s", value).isEqualTo(value.steps());
        }
    }

    @Test
    void and_narrowsTheCountsToWhatIsLeft() {
        overview.and(StepFacet.STATUS, new Counted("blocked", "blocked", 3));

        assertThat(filter.textProperty().get()).isEqualTo("step.status == 'blocked'");
        assertThat(overview.overviewProperty().get().counts().steps()).isEqualTo(3);
        assertThat(overview.values(StepFacet.OPERATION)).extracting(Counted::value).containsExactlyInAnyOrder("mcp.call", "data.file.write", "code.process");
        assertThat(Arrays.stream(overview.overviewProperty().get().histogram().left()).sum()).isEqualTo(1);
    }

    @Test
    void between_asksForTheRunsThatBeganThen() {
        RunHistogram histogram = overview.overviewProperty().get().histogram();
        assertThat(Arrays.stream(histogram.all()).sum() + histogram.withoutClock()).isEqualTo(3);

        overview.between(0, 0);
        assertThat(selection.matchesProperty().get().places().runs()).containsExactly(SampleRuns.stopped().run().id());

        filter.clear();
        overview.between(null, Instant.ofEpochSecond(0, SampleRuns.START + 1));
        assertThat(selection.matchesProperty().get().places().runs()).containsExactly(SampleRuns.stopped().run().id());
    }

    @Test
    void counting_thatIsEndedInTheStatusBar_isSaidToBe_andTheNextOneIsNot() {
        SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
        Workspace other = new Workspace(location -> SampleSnapshot.demo(), selection, executor);
        ListChangeListener<RunningTask> cancel = change -> executor.running().stream().filter(task -> task.title().equals("Counting steps")).forEach(RunningTask::cancel);
        OverviewViewModel ended = new OverviewViewModel(other, selection, filter, executor);
        executor.running().addListener(cancel);
        other.open(List.of(Path.of("demo")));

        assertThat(ended.overviewProperty().get()).isNull();
        assertThat(ended.problemProperty().get()).startsWith("Counting was ended");
        executor.running().removeListener(cancel);
        filter.textProperty().set("step.status == 'blocked'");
        assertThat(ended.problemProperty().get()).isEmpty();
        assertThat(ended.overviewProperty().get().counts().steps()).isEqualTo(3);
    }

    @Test
    void histogram_hasEachRunInOneStretch_whateverItsBounds() {
        List<RunSummary> runs = workspace.runs();
        for (int stretches : new int[] {1, 2, 7, 96}) {
            RunHistogram histogram = RunHistogram.of(runs, null, stretches);
            assertThat(Arrays.stream(histogram.all()).sum()).isEqualTo((int) runs.stream().filter(run -> run.run().startNanos() != null).count());
            assertThat(histogram.left()).isEqualTo(histogram.all());
        }
        assertThat(RunHistogram.of(List.of(), null, 4).hasClock()).isFalse();
    }
}
