package dev.pathwarden.workbench.nav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspaceTest {

    private final Selection selection = new Selection();
    private final SampleSnapshot snapshot = SampleSnapshot.demo();
    private final Workspace workspace = new Workspace(this::open, selection, new SameThreadTaskExecutor());

    private SampleSnapshot open(Path location) {
        if (location.endsWith("broken")) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "broken is no snapshot; give a store, a journal directory or an archive.");
        }
        return location.endsWith("other") ? new SampleSnapshot(SampleRuns.allowed(), SampleRuns.large(10)) : snapshot;
    }

    @Test
    void open_whenItIsASnapshot_listsItsRunsAndShowsTheFirst() {
        workspace.open(List.of(Path.of("demo")));

        assertThat(workspace.runs()).hasSize(3);
        assertThat(selection.run().run().id()).isEqualTo(SampleRuns.stopped().run().id());
        assertThat(workspace.problemProperty().get()).isEmpty();
    }

    @Test
    void open_whenItIsNone_saysSoAndKeepsWhatWasOpen() {
        workspace.open(List.of(Path.of("demo")));
        workspace.open(List.of(Path.of("broken")));

        assertThat(workspace.problemProperty().get()).isEqualTo("broken is no snapshot; give a store, a journal directory or an archive.");
        assertThat(workspace.runs()).hasSize(3);
        assertThat(snapshot.isClosed()).isFalse();
    }

    @Test
    void open_whenAnotherWasOpen_closesIt() {
        workspace.open(List.of(Path.of("demo")));
        workspace.open(List.of(Path.of("other")));

        assertThat(snapshot.isClosed()).isTrue();
        assertThat(workspace.runs()).hasSize(2);
    }

    @Test
    void open_ofSeveral_listsEachRunOnce() {
        workspace.open(List.of(Path.of("demo"), Path.of("other")));

        assertThat(workspace.runs()).hasSize(4);
        workspace.show(SampleRuns.large(10).run().id());
        assertThat(selection.run().steps()).hasSize(10);
    }

    @Test
    void show_ofAStepInAnotherRun_showsThatRunAndSelectsTheStep() {
        workspace.open(List.of(Path.of("demo")));
        var other = SampleRuns.allowed();

        workspace.show(other.run().id(), other.steps().get(3).id());

        assertThat(selection.run().run().id()).isEqualTo(other.run().id());
        assertThat(selection.step()).isEqualTo(other.steps().get(3).id());
    }

    @Test
    void selection_whenTheRunChanges_neverHoldsAStepOfTheOtherRun() {
        List<Object> seen = new ArrayList<>();
        workspace.open(List.of(Path.of("demo")));
        selection.select(SampleRuns.stopped().steps().get(4).id());
        selection.runProperty().addListener((property, before, after) -> seen.add(String.valueOf(selection.step())));

        workspace.show(SampleRuns.imported().run().id());

        assertThat(seen).containsExactly("null");
    }

    @Test
    void selection_ofAStepThatTheRunDoesNotHave_changesNothing() {
        selection.show(PathIndex.of(SampleRuns.imported()));
        selection.select(SampleRuns.imported().steps().get(1).id());

        selection.select(SampleRuns.stopped().steps().get(9).id());

        assertThat(selection.recordedStep()).map(step -> step.step().name()).hasValue("get_channels");
    }
}
