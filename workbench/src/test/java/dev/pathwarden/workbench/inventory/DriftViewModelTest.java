package dev.pathwarden.workbench.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.policies.inventory.Drifted;
import dev.pathwarden.policies.inventory.InventoryItem;
import dev.pathwarden.policies.inventory.InventoryKind;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.RunningTask;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftViewModelTest {

    private final SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
    private final Selection selection = new Selection();
    private final SettingsStore settings = SettingsStore.unkept();
    private final Workspace workspace = new Workspace(DriftViewModelTest::open, selection, executor);
    private final FilterViewModel filter = new FilterViewModel(workspace, selection, executor);
    private final SinceViewModel since = new SinceViewModel(workspace, filter, DriftViewModelTest::open, FXCollections.observableArrayList(), executor);
    private final DriftViewModel drift = new DriftViewModel(workspace, settings, executor);
    private final InventoryViewModel inventory = new InventoryViewModel(workspace, filter, since, drift, executor);

    @TempDir
    private Path directory;
    private Path usual;

    private static Snapshot open(Path location) {
        return location.getFileName().toString().equals("today") ? SampleSnapshot.demo() : new SampleSnapshot(SampleRuns.imported());
    }

    @BeforeEach
    void look() {
        usual = directory.resolve("usual.yaml");
        workspace.open(List.of(Path.of("/runs/today")));
        inventory.lookedProperty().set(true);
    }

    @Test
    void baseline_ofWhatIsOpen_isWrittenForItsOwner_remembered_andOnlyWhatWasStoppedDriftsFromIt() throws Exception {
        drift.make(usual);

        assertThat(drift.stateProperty().get()).startsWith(usual + " holds what ").endsWith(": review it before you compare with it.");
        assertThat(Files.readString(usual)).contains("baseline: 1").contains("gpt-4o-mini");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(usual))).isEqualTo("rw-------");
        assertThat(drift.choices()).containsExactly(usual);
        drift.compare(usual);
        assertThat(inventory.shown()).as("what was stopped is not learnt, so that it is new").allSatisfy(item -> assertThat(item.stopped()).isEqualTo(item.steps()));
        drift.end();
        assertThat(inventory.shown()).isNotEmpty();
    }

    @Test
    void compare_showsWhatDrifted_andAThingIsFilteredForByTheStepsThatShowIt() {
        workspace.open(List.of(Path.of("/runs/yesterday")));
        drift.make(usual);
        workspace.open(List.of(Path.of("/runs/today")));
        long all = inventory.itemsProperty().get().size();

        drift.compare(usual);

        assertThat(drift.stateProperty().get()).startsWith("Drift from usual.yaml: ").contains(" new").endsWith("New is not the same as wrong.");
        assertThat(inventory.shown()).isNotEmpty().hasSizeLessThan((int) all);
        InventoryItem table = inventory.shown().stream().filter(item -> item.kind() == InventoryKind.TABLE && item.name().equals("customers")).findFirst().orElseThrow();
        assertThat(drift.drift(table).orElseThrow().ways()).extracting(Drifted::how).containsExactly(Drifted.How.NEW);
        inventory.find(table);
        assertThat(selection.matchesProperty().get().places().total()).isEqualTo(table.steps());
        InventoryItem gone = inventory.shown().stream().filter(item -> item.steps() == 0).findFirst().orElse(null);
        if (gone != null) {
            inventory.find(gone);
            assertThat(selection.matchesProperty().get().places().total()).as("what is gone has no steps to filter for").isEqualTo(table.steps());
        }
    }

    @Test
    void comparisonWithABaseline_andWithAnEarlierSnapshot_takeTurns() {
        drift.make(usual);
        drift.compare(usual);
        since.compare(List.of(Path.of("/runs/yesterday")));
        assertThat(drift.foundProperty().get()).isNull();
        assertThat(drift.stateProperty().get()).isEmpty();
        assertThat(inventory.shown()).isNotEmpty();

        drift.compare(usual);
        assertThat(since.foundProperty().get()).isNull();
        assertThat(since.stateProperty().get()).isEmpty();
    }

    @Test
    void fileThatIsNoBaseline_isSaidInASentence_andNotRemembered() throws Exception {
        drift.compare(directory.resolve("none.yaml"));
        assertThat(drift.stateProperty().get()).isEqualTo("There is no comparison with none.yaml: " + directory.resolve("none.yaml") + " cannot be used: it is not there any more.");

        Files.writeString(usual, "baseline: 1\nagent: a\nhost: {}\n");
        drift.compare(usual);
        assertThat(drift.stateProperty().get()).contains("has an error and is not used; the first is ").contains("A baseline has no key 'host'. Did you mean 'hosts'?");
        Files.write(usual, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        drift.compare(usual);
        assertThat(drift.stateProperty().get()).contains("is no text in UTF-8");
        assertThat(drift.choices()).isEmpty();
        assertThat(inventory.shown()).isNotEmpty();
    }

    @Test
    void comparison_thatIsEndedInTheStatusBar_saysSo() {
        drift.make(usual);
        ListChangeListener<RunningTask> cancel = change -> executor.running().stream().filter(task -> task.title().startsWith("Comparing")).forEach(RunningTask::cancel);
        executor.running().addListener(cancel);

        drift.compare(usual);

        assertThat(drift.stateProperty().get()).isEqualTo("The comparison with usual.yaml was ended before it was done; choose it again to have it.");
    }
}
