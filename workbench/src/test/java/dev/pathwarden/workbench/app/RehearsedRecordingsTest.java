package dev.pathwarden.workbench.app;

import static dev.pathwarden.workbench.app.WindowProbe.settle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What guardrails are tried on can be damaged, change, vanish, or take too long: that is said, and nothing that is half done is shown as if it were whole. */
@ExtendWith(ApplicationExtension.class)
class RehearsedRecordingsTest {

    private static final String QUERIES = "id: queries\ntitle: T\non: [data.sql]\nwhen: 'true'\naction: hold\n";
    private static final String EARLY = "This dry run was ended early: it covers only part of the runs.";

    @TempDir
    private Path directory;
    private Path folder;
    private final CountDownLatch goOn = new CountDownLatch(1);
    private CompositionRoot root;

    @Start
    void start(Stage stage) throws IOException {
        root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), Files.writeString(directory.resolve("queries.yaml"), QUERIES), SettingsStore.unkept(), Map.of(), this::open);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    /** What opening does to a recording, or waits for, is said by its name. */
    private Snapshot open(Path recording) {
        try {
            switch (recording.getFileName().toString()) {
                case "b-damaged.pathwarden" -> throw new SnapshotException(SnapshotException.Cause.INPUT, "b-damaged.pathwarden is damaged.");
                case "c-vanishing.pathwarden" -> Files.delete(recording);
                case "d-changing.pathwarden" -> Files.writeString(recording, "more", StandardOpenOption.APPEND);
                case "e-slow.pathwarden" -> goOn.await();
                default -> { }
            }
            return recording.getFileName().toString().startsWith("a") || !recording.isAbsolute() ? SampleSnapshot.demo().at(recording) : new SampleSnapshot(SampleRuns.large(recording.getFileName().toString().charAt(0))).at(recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SnapshotException(SnapshotException.Cause.INPUT, "Interrupted.");
        }
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(directory.resolve("recordings"));
        Files.writeString(folder.resolve("a.pathwarden"), "opened by the test");
    }

    @AfterEach
    void close() {
        goOn.countDown();
        WaitForAsyncUtils.asyncFx(root::close);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void showRehearsal(FxRobot robot) {
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(Path.of("demo"))));
        settle(() -> !root.busy());
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT7);
        settle(() -> !root.busy() && !robot.lookup("#policy-editor").queryAs(CodeArea.class).getText().isEmpty());
    }

    private void tryFolder(FxRobot robot) {
        robot.interact(() -> root.rehearsal().dryRun().folderProperty().set(folder));
    }

    private static String label(FxRobot robot, String id) {
        return robot.lookup(id).tryQueryAs(Label.class).map(Label::getText).orElse("");
    }

    private static boolean isRunning(FxRobot robot) {
        return robot.lookup("#rehearsal-cancel").tryQuery().isPresent();
    }

    @Test
    void recordings_thatAreDamaged_changeOrVanish_areTold_andTheOthersTried(FxRobot robot) throws IOException {
        for (String name : List.of("b-damaged", "c-vanishing", "d-changing")) {
            Files.writeString(folder.resolve(name + ".pathwarden"), "opened by the test");
        }
        showRehearsal(robot);

        tryFolder(robot);
        settle(() -> !root.busy() && !label(robot, "#rehearsal-summary").isEmpty());

        assertThat(label(robot, "#rehearsal-summary")).contains("5 runs").contains("would have been stopped");
        assertThat(label(robot, "#rehearsal-notes")).contains("1 snapshot, folder or run could not be read.", "b-damaged.pathwarden is damaged.", "c-vanishing.pathwarden was deleted while it was read", "d-changing.pathwarden changed while it was read; try again for all of it.")
                .doesNotContain(EARLY);
    }

    @Test
    void folder_thatGrew_isReadAsItIsWhenItIsTriedAgain(FxRobot robot) throws IOException {
        showRehearsal(robot);
        tryFolder(robot);
        settle(() -> !root.busy() && label(robot, "#rehearsal-summary").startsWith("3 runs"));

        Files.writeString(folder.resolve("f.pathwarden"), "opened by the test");
        robot.clickOn("#rehearse");

        settle(() -> !root.busy() && label(robot, "#rehearsal-summary").startsWith("4 runs"));
    }

    @Test
    void dryRun_thatIsEndedByKeyOrButton_isSaidToBeAPart_untilItIsMadeAgain(FxRobot robot) throws IOException {
        Files.writeString(folder.resolve("e-slow.pathwarden"), "opened by the test");
        showRehearsal(robot);

        tryFolder(robot);
        settle(() -> isRunning(robot) && !label(robot, "#rehearsal-summary").isEmpty());
        assertThat(label(robot, "#rehearsal-notes")).as("while it goes on").doesNotContain(EARLY);
        robot.push(KeyCode.ESCAPE);
        settle(() -> !isRunning(robot));
        assertThat(label(robot, "#rehearsal-notes")).contains(EARLY);

        robot.clickOn("#rehearse");
        settle(() -> isRunning(robot) && !label(robot, "#rehearsal-summary").isEmpty());
        robot.clickOn("#rehearsal-cancel");
        settle(() -> !isRunning(robot));
        String part = label(robot, "#rehearsal-summary");
        goOn.countDown();
        settle(() -> !root.busy());
        assertThat(label(robot, "#rehearsal-summary")).as("what was ended says nothing more").isEqualTo(part).doesNotStartWith("4 runs");
        assertThat(label(robot, "#rehearsal-notes")).contains(EARLY);

        robot.clickOn("#rehearse");
        settle(() -> !root.busy() && label(robot, "#rehearsal-summary").startsWith("4 runs"));
        assertThat(label(robot, "#rehearsal-notes")).doesNotContain(EARLY);
    }

    @Test
    void results_ofASnapshot_goWithIt_whereAnotherIsOpened(FxRobot robot) {
        showRehearsal(robot);
        robot.clickOn("#rehearse");
        settle(() -> !root.busy() && !label(robot, "#rehearsal-summary").isEmpty());
        assertThat(label(robot, "#rehearsal-summary")).contains("would have been stopped");

        robot.interact(() -> root.workspace().open(List.of(Path.of("other"))));
        settle(() -> !root.busy() && label(robot, "#rehearsal-summary").isEmpty());

        assertThat(isRunning(robot)).isFalse();
    }
}
