package dev.pathwarden.workbench.app;

import static dev.pathwarden.workbench.app.WindowProbe.settle;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.testfx.util.WaitForAsyncUtils;

/** A window in which a sample is opened, for tests of what is done there. */
abstract class SampleWindow {

    final SimpleObjectProperty<ColorScheme> desktop = new SimpleObjectProperty<>(ColorScheme.LIGHT);
    final SettingsStore settings = SettingsStore.unkept();
    CompositionRoot root;
    Stage window;

    /** Shows the window; to be called by what JUnit starts a test with. */
    final void show(Stage stage) {
        window = stage;
        root = new CompositionRoot(stage, desktop, null, settings, Map.of(), SampleWindow::openSample);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.asyncFx(root::close);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Snapshot openSample(Path location) {
        if (location.endsWith("notes.txt")) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "notes.txt is no snapshot; name a store, a journal directory or an archive.");
        }
        return location.endsWith("earlier") ? new SampleSnapshot(SampleRuns.imported()) : SampleSnapshot.demo();
    }

    /** Opens what is called so, and waits until it is shown. */
    final void open(String name) {
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(Path.of(name))));
        settle(() -> !root.busy());
    }
}
