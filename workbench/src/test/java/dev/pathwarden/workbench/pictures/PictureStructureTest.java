package dev.pathwarden.workbench.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.CaseStore;
import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.FindingState;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.workbench.SampleJournal;
import dev.pathwarden.workbench.app.CompositionRoot;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.theme.ThemeChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What a person would find ugly in a picture of the window: cut, overlapping or unreadable text. */
@ExtendWith(ApplicationExtension.class)
class PictureStructureTest {

    @TempDir
    private static Path directory;
    private CompositionRoot root;
    private Stage window;

    @Start
    void start(Stage stage) {
        window = stage;
        root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), null, SettingsStore.unkept(), Map.of());
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.asyncFx(root::close);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @ParameterizedTest
    @CsvSource({"1000, 700, LIGHT, 100", "1000, 700, DARK, 100", "1920, 1080, LIGHT, 100", "1920, 1080, DARK, 100", "1000, 700, LIGHT, 50", "1920, 1200, LIGHT, 200"})
    void pictures_ofEveryView_showAllTextReadable(int width, int height, ThemeChoice theme, int zoom) throws Exception {
        Path journal = SampleJournal.write(directory.resolve(width + "-" + theme + "-" + zoom));
        if (zoom != 50) {
            mark(journal);
        }
        PictureFrame frame = onFx(() -> {
            root.themes().choiceProperty().set(theme);
            root.themes().zoomProperty().set(zoom);
            PictureFrame made = PictureFrame.around(window.getScene());
            window.setWidth(Math.min(width, 1000));
            window.setHeight(Math.min(height, 1000));
            made.fit(width, height);
            root.workspace().open(List.of(journal));
            return made;
        });
        settle();
        List<String> faults = new ArrayList<>();
        for (Shot shot : root.shots()) {
            onFx(() -> {
                shot.prepare().run();
                return null;
            });
            settle();
            onFx(() -> {
                // A text that changes by itself, as that of a clock does, may have changed since the last pulse.
                frame.content().applyCss();
                frame.content().layout();
                new PictureInspection(frame.content(), width, height).faults().forEach(fault -> faults.add(shot.name() + ": " + fault));
                return null;
            });
        }
        assertThat(faults).isEmpty();
    }

    /** Marks of every kind on a recording that is not open yet. */
    private static void mark(Path recording) {
        try (Snapshot snapshot = Snapshots.open(recording)) {
            CaseStore store = new CaseStore(snapshot, Map.of());
            RunId run = snapshot.runs().getFirst().run().id();
            for (RecordedStep step : snapshot.run(run).steps().subList(0, 3)) {
                Subject on = new Subject(run, step.id());
                store.edit(CaseEdit.make(Case.EMPTY, on, new MarkContent.Star()));
                store.edit(CaseEdit.make(Case.EMPTY, on, new MarkContent.Tag("exfil")));
                store.edit(CaseEdit.make(Case.EMPTY, on, new MarkContent.Note("A page asked for this.")));
                store.edit(CaseEdit.make(Case.EMPTY, on, new MarkContent.Finding("Data left", FindingSeverity.values()[step.step().labels().size() % 5], FindingState.CONFIRMED, "")));
            }
            store.edit(CaseEdit.make(Case.EMPTY, Subject.of(run), new MarkContent.Star()));
            store.edit(CaseEdit.make(Case.EMPTY, null, new MarkContent.SavedFilter("Stopped", "step.status == 'blocked'")));
        }
    }

    private static <T> T onFx(Callable<T> action) throws ExecutionException, InterruptedException {
        return WaitForAsyncUtils.asyncFx(action).get();
    }

    private void settle() {
        Stages.awaitPulses();
        await().atMost(Duration.ofSeconds(60)).until(() -> onFx(() -> !root.busy()));
        Stages.awaitPulses();
        await().atMost(Duration.ofSeconds(60)).until(() -> onFx(() -> !root.busy()));
        Stages.awaitPulses();
    }
}
