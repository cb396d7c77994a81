package dev.pathwarden.workbench.inventory;

import static dev.pathwarden.workbench.GrowingRecording.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.inventory.InventoryItem;
import dev.pathwarden.workbench.GrowingRecording;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.live.LiveViewModel;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.SnapshotOpener;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import dev.pathwarden.workbench.task.SteppedTaskExecutor;
import dev.pathwarden.workbench.task.TaskExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javafx.collections.FXCollections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryViewModelTest {

    @TempDir
    private Path directory;
    private final SameThreadTaskExecutor atOnce = new SameThreadTaskExecutor();
    private final SteppedTaskExecutor stepped = new SteppedTaskExecutor();
    private final Selection selection = new Selection();
    private Instant now = Instant.parse("2026-11-30T12:00:00Z");

    private InventoryViewModel inventory(Workspace workspace, SnapshotOpener opener, TaskExecutor executor) {
        FilterViewModel filter = new FilterViewModel(workspace, selection, atOnce);
        return new InventoryViewModel(workspace, filter, new SinceViewModel(workspace, filter, opener, FXCollections.observableArrayList(), atOnce), new DriftViewModel(workspace, SettingsStore.unkept(), atOnce), executor);
    }

    @Test
    void inventory_ofWhatWasClosedMeanwhile_isNotShown() {
        Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, atOnce);
        InventoryViewModel inventory = inventory(workspace, location -> SampleSnapshot.demo(), stepped);
        workspace.open(List.of(Path.of("demo")));
        inventory.lookedProperty().set(true);
        workspace.leave();
        stepped.stepAll();

        assertThat(inventory.itemsProperty().get()).isNull();
        assertThat(inventory.shown()).isEmpty();
        assertThat(inventory.stateProperty().get()).isEmpty();
    }

    @Test
    void inventory_thatIsEndedInTheStatusBar_saysSo_andIsTakenWhenItIsLookedAtAgain() {
        Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, atOnce);
        InventoryViewModel inventory = inventory(workspace, location -> SampleSnapshot.demo(), stepped);
        workspace.open(List.of(Path.of("demo")));
        inventory.lookedProperty().set(true);
        stepped.cancelAll();
        assertThat(inventory.stateProperty().get()).startsWith("The inventory was not taken to its end.");

        inventory.lookedProperty().set(false);
        inventory.lookedProperty().set(true);
        stepped.stepAll();
        assertThat(inventory.shown()).isNotEmpty();
    }

    @Test
    void inventory_ofARecordingThatGrows_holdsWhatCame() throws IOException {
        SnapshotOpener opener = location -> Snapshots.canGrow(location) ? Snapshots.follow(location) : Snapshots.open(location);
        try (GrowingRecording recording = new GrowingRecording(directory.resolve("run"))) {
            Workspace workspace = new Workspace(opener, selection, atOnce);
            LiveViewModel live = new LiveViewModel(workspace, selection, atOnce, atOnce, opener, () -> now);
            InventoryViewModel inventory = inventory(workspace, opener, atOnce);
            recording.step(RUN, "read_orders");
            workspace.open(List.of(recording.directory()));
            inventory.lookedProperty().set(true);
            assertThat(inventory.shown()).extracting(InventoryItem::name).contains("tool.call").doesNotContain("model.chat");
            recording.begin(RUN, "gpt", Operation.MODEL_CHAT);
            now = now.plusSeconds(60);
            live.look();

            assertThat(inventory.shown()).extracting(InventoryItem::name).contains("tool.call", "model.chat");
            workspace.close();
        }
    }
}
