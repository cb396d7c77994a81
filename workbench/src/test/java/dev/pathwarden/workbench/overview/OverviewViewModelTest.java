package dev.pathwarden.workbench.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.VerdictType;
import dev.pathwarden.policies.compiler.StepConditionCompiler;
import dev.pathwarden.policies.dryrun.StepCondition;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.overview.OverviewViewModel.Counted;
import dev.pathwarden.workbench.overview.OverviewViewModel.HostState;
import dev.pathwarden.workbench.task.RunningTask;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
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
        assertThat(overview.values(Facet.GUARDRAIL)).extracting(Counted::value).containsExactly("cloud-metadata", "large-temp-file", "pii-in-clear-temp-file", "privileged-process");
        assertThat(overview.values(Facet.AGENT)).extracting(Counted::steps).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(overview.values(Facet.AGENT)).extracting(Counted::name).contains("customer-report");
    }

    @Test
    void values_ofWhichSomeAreGraver_beginWithTheGravest() {
        assertThat(overview.values(Facet.STATUS)).extracting(Counted::value).startsWith("blocked").endsWith("ok");
        assertThat(overview.values(Facet.VERDICT)).first().isEqualTo(new Counted("deny", "deny", 3));
        assertThat(overview.values(Facet.VERDICT)).extracting(counted -> VerdictType.of(counted.value()).orElseThrow()).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(overview.values(Facet.ACTION)).extracting(counted -> Action.of(counted.value()).orElseThrow()).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void tools_areThoseOfTheProgramAndOfServers_andHostsFollowTheFilter() {
        assertThat(overview.values(Facet.TOOL)).extracting(Counted::value).doesNotContain("customers").isNotEmpty();
        assertThat(overview.hostStateProperty().get()).isEqualTo(HostState.KNOWN);
        Counted host = overview.values(Facet.HOST).getFirst();

        overview.and(Facet.HOST, host);
        assertThat(overview.overviewProperty().get().counts().steps()).isEqualTo(host.steps());
        assertThat(overview.values(Facet.HOST)).contains(host);
        filter.textProperty().set("step.operation == 'data.sql'");
        assertThat(overview.values(Facet.HOST)).isEmpty();
        assertThat(overview.canReachHosts()).isFalse();
    }

    @Test
    void hosts_whoseReadingIsEndedInTheStatusBar_areSaidNotToBeKnown_andReadWhenAskedFor() {
        SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
        Workspace other = new Workspace(location -> SampleSnapshot.demo(), selection, executor);
        OverviewViewModel ended = new OverviewViewModel(other, selection, filter, executor);
        ListChangeListener<RunningTask> cancel = change -> executor.running().stream().filter(task -> task.title().equals("Reading hosts")).forEach(RunningTask::cancel);
        executor.running().addListener(cancel);
        other.open(List.of(Path.of("demo")));

        assertThat(ended.hostStateProperty().get()).isEqualTo(HostState.ENDED);
        assertThat(ended.values(Facet.HOST)).isEmpty();
        assertThat(ended.canReachHosts()).isTrue();
        executor.running().removeListener(cancel);
        ended.readHosts();
        assertThat(ended.hostStateProperty().get()).isEqualTo(HostState.KNOWN);
        assertThat(ended.values(Facet.HOST)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void termOfAValue_isMetByAsManyStepsAsWereCounted(Facet facet) {
        assertThat(overview.values(facet)).isNotEmpty();
        for (Counted value : overview.values(facet)) {
            StepCondition condition = new StepCondition(StepConditionCompiler.compile("test", facet.term(value.value()).condition()).bundle());
            long met = 0;
            for (RecordedRun run : List.of(SampleRuns.stopped(), SampleRuns.allowed(), SampleRuns.imported())) {
                met += condition.of(run, StepFilter.ALL.places(run)).places().cardinality();
            }
            assertThat(met).as("%s", value).isEqualTo(value.steps());
        }
    }

    @Test
    void and_narrowsTheCountsToWhatIsLeft() {
        overview.and(Facet.STATUS, new Counted("blocked", "blocked", 3));

        assertThat(filter.textProperty().get()).isEqualTo("step.status == 'blocked'");
        assertThat(overview.overviewProperty().get().counts().steps()).isEqualTo(3);
        assertThat(overview.values(Facet.OPERATION)).extracting(Counted::value).containsExactlyInAnyOrder("mcp.call", "data.file.write", "code.process");
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
