package dev.pathwarden.workbench.live;

import static dev.pathwarden.workbench.GrowingRecording.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.GrowingSnapshot;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.GrowingRecording;
import dev.pathwarden.workbench.filter.FilterTerm;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.live.LiveViewModel.State;
import dev.pathwarden.workbench.nav.Address;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.SnapshotOpener;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveViewModelTest {

    private static final RunId LATER = new RunId(1, 2);

    @TempDir
    Path directory;
    private final Selection selection = new Selection();
    private final SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
    private final SnapshotOpener opener = location -> Snapshots.canGrow(location) ? Snapshots.follow(location) : Snapshots.open(location);
    private final Workspace workspace = new Workspace(opener, selection, executor);
    private final FilterViewModel filter = new FilterViewModel(workspace, selection, executor);
    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final LiveViewModel live = new LiveViewModel(workspace, selection, executor, executor, opener, () -> now);
    private GrowingRecording recording;
    private StepId first;

    @BeforeEach
    void begin() throws IOException {
        recording = new GrowingRecording(directory.resolve("run"));
        first = recording.step(RUN, "read_orders");
        workspace.open(List.of(recording.directory()));
    }

    @AfterEach
    void end() {
        recording.close();
        workspace.close();
    }

    /** Looks once more, long enough after the last time. */
    private void look() {
        now = now.plusSeconds(60);
        live.look();
    }

    @Test
    void look_showsWhatCame_andLeavesWhatIsSelected() {
        selection.select(first);
        recording.step(RUN, "send_mail");
        recording.begin(LATER);
        look();

        assertThat(live.stateProperty().get()).isEqualTo(State.LIVE);
        assertThat(live.cameProperty().get()).isEqualTo(1);
        assertThat(workspace.runs()).extracting(RunSummary::steps).containsExactly(2, 0);
        assertThat(selection.run().steps()).hasSize(2);
        assertThat(selection.step()).isEqualTo(first);
    }

    @Test
    void look_whenNothingCame_changesNothing() {
        look();
        assertThat(workspace.growthsProperty().get()).isZero();
        assertThat(live.cameProperty().get()).isZero();
    }

    @Test
    void pause_showsNothingNew_untilTheUserGoesOn() {
        live.toggle();
        recording.step(RUN, "send_mail");
        look();
        assertThat(live.stateProperty().get()).isEqualTo(State.PAUSED);
        assertThat(selection.run().steps()).hasSize(1);

        live.toggle();
        assertThat(live.stateProperty().get()).isEqualTo(State.LIVE);
        assertThat(selection.run().steps()).hasSize(2);
    }

    @Test
    void newest_isSelectedAsItComes_untilAnotherStepIs_andAgainWhenAskedFor() {
        live.stayAtNewest();
        assertThat(selection.step()).isEqualTo(first);
        StepId second = recording.step(RUN, "send_mail");
        look();
        assertThat(selection.step()).isEqualTo(second);

        selection.select(first);
        assertThat(live.newestProperty().get()).isFalse();
        StepId third = recording.step(RUN, "write_file");
        look();
        assertThat(selection.step()).isEqualTo(first);

        live.stayAtNewest();
        assertThat(selection.step()).isEqualTo(third);
        assertThat(live.newestProperty().get()).isTrue();
    }

    @Test
    void newest_ofARunThatHasEnded_goesToTheRunThatGoesOn() {
        live.stayAtNewest();
        recording.begin(LATER);
        recording.step(LATER, "read");
        look();
        assertThat(selection.run().run().id()).isEqualTo(RUN);

        recording.end(RUN);
        StepId last = recording.step(LATER, "write");
        look();
        recording.step(LATER, "done");
        look();

        assertThat(selection.run().run().id()).isEqualTo(LATER);
        assertThat(selection.recordedStep().orElseThrow().step().name()).isEqualTo("done");
        assertThat(selection.find(last)).isPresent();
    }

    @Test
    void filter_findsWhatCame_andKeepsWhatItHadFoundInOtherRuns() {
        recording.begin(LATER);
        recording.step(LATER, "send_mail");
        look();
        filter.apply(FilterTerm.equal("step.name", "send_mail"));
        assertThat(selection.matchesProperty().get().places().total()).isEqualTo(1);

        recording.step(RUN, "send_mail");
        look();

        assertThat(selection.matchesProperty().get().places().count(RUN)).isEqualTo(1);
        assertThat(selection.matchesProperty().get().places().count(LATER)).isEqualTo(1);
        assertThat(filter.summaryProperty().get()).contains("2 steps");
    }

    @Test
    void look_whenTheProcessIsGone_saysThatItHasEnded_butGoesOnIfMoreComes() {
        recording.end(RUN);
        recording.close();
        now = now.plusSeconds(1);
        live.look();
        assertThat(live.stateProperty().get()).isEqualTo(State.LIVE);

        look();
        assertThat(live.stateProperty().get()).isEqualTo(State.QUIET);
        assertThat(selection.run().run().status()).isEqualTo(Status.OK);
    }

    @Test
    void look_onceItIsSealed_showsTheSnapshot_withTheSameStepSelected() {
        selection.select(first);
        recording.step(RUN, "send_mail");
        recording.end(RUN);
        recording.seal();
        look();

        assertThat(live.stateProperty().get()).isEqualTo(State.SEALED);
        assertThat(live.cameProperty().get()).isEqualTo(1);
        assertThat(workspace.snapshotProperty().get()).isNotInstanceOf(GrowingSnapshot.class);
        assertThat(workspace.snapshotProperty().get().sealed()).isPresent();
        assertThat(selection.step()).isEqualTo(first);
        assertThat(selection.run().steps()).hasSize(2);
        assertThat(workspace.runs()).extracting(RunSummary::steps).containsExactly(2);
    }

    @Test
    void look_whenTheJournalsVanish_saysSoOnce_andWhatWasSeenStays() throws IOException {
        Path journal = recording.directory().resolve("journal");
        try (Stream<Path> files = Files.walk(journal)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        look();

        assertThat(live.problemProperty().get()).isEqualTo("The journals in " + journal + " are no longer there; what was read of them stays shown.");
        assertThat(selection.run().steps()).hasSize(1);
        live.dismissProblem();
        look();
        assertThat(live.problemProperty().get()).isEmpty();
    }

    @Test
    void goTo_aStepThatIsNotThereYet_selectsItWhenItCame() {
        StepId next = new StepId(2);
        live.goTo(new Address(RUN, next));
        assertThat(selection.step()).isNull();

        assertThat(recording.begin(RUN, "send_mail", Operation.TOOL_CALL)).isEqualTo(next);
        look();
        assertThat(selection.step()).isEqualTo(next);

        live.goTo(new Address(LATER, new StepId(3)));
        recording.begin(LATER);
        recording.step(LATER, "later");
        look();
        assertThat(selection.run().run().id()).isEqualTo(LATER);
        assertThat(selection.step()).isEqualTo(new StepId(3));
        assertThat(workspace.problemProperty().get()).isEmpty();
    }

    @Test
    void state_ofWhatDoesNotGrow_isNone() {
        recording.end(RUN);
        recording.seal();
        workspace.open(List.of(recording.directory()));
        assertThat(live.stateProperty().get()).isEqualTo(State.NONE);
        assertThat(live.possible().get()).isFalse();
    }
}
