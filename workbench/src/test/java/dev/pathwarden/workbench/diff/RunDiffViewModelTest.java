package dev.pathwarden.workbench.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.path.RunDiff;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.path.SamplePaths;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import dev.pathwarden.workbench.task.TaskExecutor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunDiffViewModelTest {

    private final Selection selection = new Selection();
    private final TaskExecutor executor = new SameThreadTaskExecutor();
    private Snapshot snapshot = new SampleSnapshot(SamplePaths.report(), SamplePaths.encryptedReport(), SamplePaths.single());
    private final Workspace workspace = new Workspace(location -> snapshot, selection, executor);
    private final RunDiffViewModel model = new RunDiffViewModel(workspace, selection, executor, RunDiff::of);

    @Test
    void open_ofASnapshotWithTwoRuns_comparesThemAtOnce() {
        open();

        assertThat(model.leftProperty().get().run().id()).isEqualTo(SamplePaths.report().run().id());
        assertThat(model.rightProperty().get().run().id()).isEqualTo(SamplePaths.encryptedReport().run().id());
        assertThat(model.shown()).isNotEmpty().noneMatch(row -> row.kind() == DiffRow.Kind.SAME);
        assertThat(model.summaryProperty().get()).contains("Blocked only on the left");
    }

    @Test
    void open_whileNobodyLooks_comparesNothing_untilSomebodyDoes() {
        model.seenProperty().set(false);
        open();
        assertThat(model.size()).isZero();
        assertThat(model.summaryProperty().get()).isEmpty();

        model.seenProperty().set(true);

        assertThat(model.summaryProperty().get()).contains("Blocked only on the left");
    }

    @Test
    void onlyChanges_whenOff_showsAllRows() {
        open();
        int changes = model.shown().size();

        model.onlyChangesProperty().set(false);

        assertThat(model.shown().size()).isEqualTo(model.size()).isGreaterThan(changes);
    }

    @Test
    void open_ofASnapshotWithOneRun_saysWhatIsMissing() {
        snapshot = new SampleSnapshot(SamplePaths.report());
        open();

        assertThat(model.summaryProperty().get()).isEqualTo("Two runs are needed for a comparison, and this snapshot holds fewer.");
        assertThat(model.shown()).isEmpty();
    }

    @Test
    void open_ofVeryLongRuns_waitsUntilTheyAreChosen() {
        snapshot = new SampleSnapshot(SamplePaths.large(30_000), SamplePaths.report());
        open();

        assertThat(model.summaryProperty().get()).isEqualTo("Choose two runs to compare.");
    }

    @Test
    void select_ofARow_selectsTheStepOfTheRunThatIsShown() {
        open();
        model.onlyChangesProperty().set(false);
        DiffRow both = model.shown().stream().filter(row -> row.kind() == DiffRow.Kind.SAME).findFirst().orElseThrow();

        model.select(both);

        assertThat(selection.run().run().id()).isEqualTo(SamplePaths.report().run().id());
        assertThat(selection.step()).isEqualTo(both.left().id());
    }

    @Test
    void select_ofTheOtherSide_showsTheOtherRun() {
        open();
        DiffRow row = model.shown().stream().filter(each -> each.right() != null).findFirst().orElseThrow();

        model.select(row, Side.RIGHT);

        assertThat(selection.run().run().id()).isEqualTo(SamplePaths.encryptedReport().run().id());
        assertThat(selection.step()).isEqualTo(row.right().id());
    }

    @Test
    void current_followsTheStepSelectedElsewhere() {
        open();

        selection.select(SamplePaths.id(selection.run(), "sudo"));

        assertThat(model.currentProperty().get().left().step().name()).isEqualTo("sudo");
    }

    @Test
    void swap_exchangesTheRuns() {
        open();

        model.swap();

        assertThat(model.leftProperty().get().run().id()).isEqualTo(SamplePaths.encryptedReport().run().id());
        assertThat(model.summaryProperty().get()).contains("Blocked only on the right");
    }

    @Test
    void compare_whenARunCannotBeRead_saysWhy() {
        open();

        model.rightProperty().set(SampleSnapshot.demo().runs().getFirst());

        assertThat(model.summaryProperty().get()).startsWith("The runs could not be compared: There is no run ");
    }

    private void open() {
        workspace.open(List.of(Path.of("sample")));
    }
}
