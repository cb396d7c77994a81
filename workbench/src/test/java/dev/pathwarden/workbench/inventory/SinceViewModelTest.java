package dev.pathwarden.workbench.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.policies.inventory.InventoryItem;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.recent.RecentEntry;
import dev.pathwarden.workbench.settings.RecentSnapshot;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.RunningTask;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SinceViewModelTest {

    private final SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
    private final Selection selection = new Selection();
    private final ObservableList<RecentEntry> recent = FXCollections.observableArrayList();
    private final Workspace workspace = new Workspace(SinceViewModelTest::open, selection, executor);
    private final FilterViewModel filter = new FilterViewModel(workspace, selection, executor);
    private final SinceViewModel since = new SinceViewModel(workspace, filter, SinceViewModelTest::open, recent, executor);
    private final InventoryViewModel inventory = new InventoryViewModel(workspace, filter, since, new DriftViewModel(workspace, SettingsStore.unkept(), executor), executor);

    private static Snapshot open(Path location) {
        return switch (location.getFileName().toString()) {
            case "today" -> SampleSnapshot.demo();
            case "yesterday" -> new SampleSnapshot(SampleRuns.imported());
            default -> throw new SnapshotException(SnapshotException.Cause.INPUT, "There is no " + location + ".");
        };
    }

    @BeforeEach
    void look() {
        workspace.open(List.of(Path.of("/runs/today")));
        inventory.lookedProperty().set(true);
    }

    @Test
    void compare_showsOnlyWhatIsNew_untilItEnds() {
        List<InventoryItem> all = List.copyOf(inventory.shown());

        since.compare(List.of(Path.of("/runs/yesterday")));

        assertThat(inventory.shown()).isNotEmpty().hasSizeLessThan(all.size()).isSubsetOf(all).extracting(InventoryItem::name).contains("customers", "localhost");
        assertThat(since.stateProperty().get()).startsWith("New since yesterday: 2 runs, " + inventory.shown().size() + " things");
        assertThat(inventory.counts().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(inventory.shown().size());
        since.end();
        assertThat(inventory.shown()).isEqualTo(all);
        assertThat(since.stateProperty().get()).isEmpty();
    }

    @Test
    void newRuns_areFilteredFor() {
        since.compare(List.of(Path.of("/runs/yesterday")));
        assertThat(since.canFindRuns()).isTrue();

        since.findRuns();

        assertThat(selection.matchesProperty().get().places().runs()).containsExactlyInAnyOrder(SampleRuns.stopped().run().id(), SampleRuns.allowed().run().id());
    }

    @Test
    void compare_withTheSame_orWithWhatCannotBeOpened_saysSo() {
        since.compare(List.of(Path.of("/runs/today")));
        assertThat(since.stateProperty().get()).isEqualTo("Nothing is new since today.");
        assertThat(inventory.shown()).isEmpty();

        since.compare(List.of(Path.of("/runs/gone")));
        assertThat(since.stateProperty().get()).isEqualTo("gone could not be compared: There is no /runs/gone.");
        assertThat(inventory.shown()).isNotEmpty();
    }

    @Test
    void compare_thatIsEndedInTheStatusBar_saysSo() {
        ListChangeListener<RunningTask> cancel = change -> executor.running().stream().filter(task -> task.title().startsWith("Comparing")).forEach(RunningTask::cancel);
        executor.running().addListener(cancel);

        since.compare(List.of(Path.of("/runs/yesterday")));

        assertThat(since.stateProperty().get()).isEqualTo("The comparison with yesterday was ended before it was done; choose it again to have it.");
        assertThat(inventory.shown()).hasSameSizeAs(inventory.itemsProperty().get());
    }

    @Test
    void anotherSnapshot_endsTheComparison_andOneChosenBeforeTheInventoryIsTaken_waitsForIt() {
        since.compare(List.of(Path.of("/runs/yesterday")));
        workspace.open(List.of(Path.of("/runs/today")));
        assertThat(since.foundProperty().get()).isNull();

        Workspace other = new Workspace(SinceViewModelTest::open, selection, executor);
        SinceViewModel early = new SinceViewModel(other, filter, SinceViewModelTest::open, recent, executor);
        InventoryViewModel late = new InventoryViewModel(other, filter, early, new DriftViewModel(other, SettingsStore.unkept(), executor), executor);
        other.open(List.of(Path.of("/runs/today")));
        early.compare(List.of(Path.of("/runs/yesterday")));
        assertThat(early.stateProperty().get()).startsWith("The inventory is still being taken");
        late.lookedProperty().set(true);
        assertThat(early.stateProperty().get()).startsWith("New since yesterday: 2 runs");
    }

    @Test
    void choices_beginWithWhatLiesBesideWhatIsOpen_withoutItselfAndWhatIsGone() {
        recent.setAll(entry("/other/new", 9, false), entry("/runs/old", 2, false), entry("/runs/today", 8, false), entry("/runs/lost", 7, true), entry("/runs/older", 1, false));

        assertThat(since.choices()).extracting(RecentEntry::name).containsExactly("old", "older", "new");
    }

    private static RecentEntry entry(String location, long opened, boolean gone) {
        return new RecentEntry(new RecentSnapshot(List.of(Path.of(location)), opened, 1, false), gone);
    }
}
