package dev.pathwarden.workbench.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.GrowingSnapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.GrowingRecording;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterViewModelTest {

    private final Selection selection = new Selection();
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, new SameThreadTaskExecutor());
    private final FilterViewModel filter = new FilterViewModel(workspace, selection, new SameThreadTaskExecutor());

    @BeforeEach
    void open() {
        workspace.open(List.of(Path.of("demo")));
    }

    private void type(String text) {
        filter.textProperty().set(text);
    }

    private int runs() {
        return selection.matchesProperty().get() == null ? 3 : selection.matchesProperty().get().places().runs().size();
    }

    @ParameterizedTest
    @CsvSource({"'', 3", "'  ', 3", "suite_name=slack, 1", "4bf92f35, 1", "2026-11-22, 2", "customer slack, 0", "169.254.169.254, 1"})
    void words_areFoundInStepsAndInWhatTheRunTableShows(String words, int left) {
        type(words);
        assertThat(runs()).isEqualTo(left);
    }

    @Test
    void words_inSteps_leaveTheseSteps_andInARunAllOfIt() {
        type("GET localhost");
        assertThat(selection.matchesProperty().get().places().count(SampleRuns.stopped().run().id())).isEqualTo(1);
        assertThat(selection.matchesProperty().get().words()).isEqualTo("GET localhost");

        type("suite_name=slack");
        assertThat(selection.matchesProperty().get().places().count(SampleRuns.imported().run().id())).isEqualTo(SampleRuns.imported().steps().size());
    }

    @Test
    void condition_leavesTheStepsThatMeetIt_andSaysHowMany() {
        type("step.status == 'blocked'");

        assertThat(filter.stateProperty().get()).isEqualTo(FilterViewModel.State.CONDITION);
        assertThat(selection.matched().cardinality()).isEqualTo(3);
        assertThat(filter.summaryProperty().get()).isEqualTo("3 steps in 1 of 3 runs");
    }

    @Test
    void whatCannotBeUnderstood_leavesTheFilterAsItWas_andSaysWhatIsWrongAndWhere() {
        type("step.status == 'blocked'");
        type("step.status == 'blocked' && step.nam");

        assertThat(filter.stateProperty().get()).isEqualTo(FilterViewModel.State.WRONG);
        assertThat(filter.summaryProperty().get()).startsWith("At character 29: ");
        assertThat(filter.wrongAt()).isEqualTo(28);
        assertThat(selection.matched().cardinality()).isEqualTo(3);
    }

    @Test
    void clear_endsTheFilter() {
        type("step.status == 'blocked'");
        filter.clear();

        assertThat(selection.matchesProperty().get()).isNull();
        assertThat(filter.stateProperty().get()).isEqualTo(FilterViewModel.State.EMPTY);
        assertThat(filter.summaryProperty().get()).isEmpty();
    }

    @Test
    void terms_takeThePlaceOfWhatIsThere_orAreAskedBesides() {
        FilterTerm blocked = FilterTerm.equal("step.status", "blocked");
        filter.apply(blocked);
        filter.and(FilterTerm.equal("step.operation", "code.process"));
        assertThat(filter.textProperty().get()).isEqualTo("step.status == 'blocked' && step.operation == 'code.process'");
        assertThat(selection.matched().cardinality()).isEqualTo(1);

        type("step.name == 'sudo' || step.name == 'web/fetch'");
        filter.andNot(FilterTerm.equal("step.name", "sudo"));
        assertThat(filter.textProperty().get()).isEqualTo("(step.name == 'sudo' || step.name == 'web/fetch') && !(step.name == 'sudo')");
        assertThat(selection.matched().cardinality()).isEqualTo(1);

        type("some words");
        filter.and(blocked);
        assertThat(filter.textProperty().get()).isEqualTo("\"some words\" && step.status == 'blocked'");
        filter.and(FilterTerm.equal("step.name", "sudo"));
        assertThat(filter.textProperty().get()).isEqualTo("\"some words\" && step.status == 'blocked' && step.name == 'sudo'");

        type("what? C:\\temp");
        filter.and(blocked);
        assertThat(filter.textProperty().get()).isEqualTo("\"what? C:\\\\temp\" && step.status == 'blocked'");
        assertThat(filter.stateProperty().get()).isEqualTo(FilterViewModel.State.MIXED);
    }

    @Test
    void wordsAndACondition_leaveTheStepsOfBoth_andTheWordsAreKnown() {
        type("\"ada@EXAMPLE\"");
        long words = selection.matchesProperty().get().places().total();
        type("\"ada@EXAMPLE\" && step.status == 'blocked'");

        assertThat(filter.stateProperty().get()).isEqualTo(FilterViewModel.State.MIXED);
        assertThat(selection.matchesProperty().get().words()).isEqualTo("ada@EXAMPLE");
        assertThat(selection.matchesProperty().get().places().total()).isPositive().isLessThan(words);
        type("step.status == 'blocked' && !\"ada@EXAMPLE\" && step.stats == 1");
        assertThat(filter.wrongAt()).isEqualTo("step.status == 'blocked' && !\"ada@EXAMPLE\" && ".length());
    }

    @Test
    void condition_thatCouldNotBeEvaluated_saysWhy_whereItFoundNothing() {
        type("step.sql.rows > 5");
        assertThat(filter.summaryProperty().get()).startsWith("No step in 0 of 3 runs · on ").endsWith("step.sql.rows was not recorded; ask has(step.sql.rows) first");
    }

    @Test
    void anotherSnapshot_isAskedTheSame() {
        type("step.status == 'blocked'");
        workspace.open(List.of(Path.of("demo")));

        assertThat(filter.stateProperty().get()).isEqualTo(FilterViewModel.State.CONDITION);
        assertThat(selection.matchesProperty().get().places().total()).isEqualTo(3);
    }

    @Test
    void stepsOfARunThatGrows_areKnownByTheirIds_alsoWhereTheRunItselfShowsTheWords(@TempDir Path directory) throws Exception {
        try (GrowingRecording recording = new GrowingRecording(directory.resolve("run")); GrowingSnapshot growing = Snapshots.follow(recording.directory())) {
            recording.step(GrowingRecording.RUN, "read_orders");
            StepId sent = recording.step(GrowingRecording.RUN, "send_mail");
            growing.look();
            Selection here = new Selection();
            Workspace live = new Workspace(location -> growing, here, new SameThreadTaskExecutor());
            FilterViewModel of = new FilterViewModel(live, here, new SameThreadTaskExecutor());
            live.open(List.of(recording.directory()));

            of.textProperty().set("step.name == 'send_mail'");
            assertThat(here.matchesProperty().get().ids().get(GrowingRecording.RUN)).containsExactly(sent.value());
            of.textProperty().set("send_mail");
            assertThat(here.matchesProperty().get().ids().get(GrowingRecording.RUN)).containsExactly(sent.value());
            of.textProperty().set("mailer");
            assertThat(here.matchesProperty().get().ids().get(GrowingRecording.RUN)).hasSize(2).contains(sent.value());

            of.textProperty().set("send_mail");
            StepId again = recording.step(GrowingRecording.RUN, "send_mail");
            GrowingSnapshot.Growth growth = growing.look();
            live.grow(growing.runs(), growth.runs(), PathIndex.of(growing.run(GrowingRecording.RUN)));
            assertThat(here.matchesProperty().get().ids().get(GrowingRecording.RUN)).containsExactly(sent.value(), again.value());
            assertThat(here.matched().stream()).containsExactly(1, 2);
        }
    }
}
