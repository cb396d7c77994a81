package dev.pathwarden.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.rehearsal.ComparedGuardrail;
import dev.pathwarden.policies.rehearsal.Standing;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Guardrails are compared with what is deployed, by keyboard and by mouse. */
@ExtendWith(ApplicationExtension.class)
class DeployedTest {

    private static final String QUERIES = "id: queries\ntitle: A title\non: [data.sql]\nwhen: 'true'\naction: hold\n";

    @TempDir
    private Path directory;
    private final SettingsStore settings = SettingsStore.unkept();
    private CompositionRoot root;

    @Start
    void start(Stage stage) throws IOException {
        Path deployed = Files.write(directory.resolve("live.pwb"), GuardrailCompiler.compile(List.of(new GuardrailSource("a.yaml", QUERIES.replace("hold", "alert")))).bundle().bytes());
        settings.change(each -> each.withDeployed(deployed));
        root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), Files.writeString(directory.resolve("queries.yaml"), QUERIES), settings, Map.of(), location -> SampleSnapshot.demo());
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.asyncFx(root::close);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void settle(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(() -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void whatIsDeployed_isRememberedAndComparedWith(FxRobot robot) throws IOException {
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(Path.of("demo"))));
        settle(() -> !root.busy());
        TabPane views = robot.lookup("#views").queryAs(TabPane.class);
        robot.interact(() -> views.getSelectionModel().select(views.getTabs().stream().filter(tab -> tab.getText().equals("Rehearsal")).findFirst().orElseThrow()));
        settle(() -> !root.busy() && !robot.lookup("#policy-editor").queryAs(CodeArea.class).getText().isEmpty());
        assertThat(robot.lookup("#choose-deployed").query().isVisible()).as("it is asked for only where it is compared with").isFalse();

        robot.clickOn(robot.lookup("#choice-compared").queryAs(ComboBox.class)).push(KeyCode.END).push(KeyCode.ENTER);
        settle(() -> robot.lookup("#choose-deployed").query().isVisible());
        assertThat(robot.lookup("#choose-deployed").queryAs(MenuButton.class).getText()).isEqualTo("live.pwb");
        robot.clickOn("#rehearse");
        settle(() -> robot.lookup("#rehearsal-summary").tryQuery().isPresent() && !root.busy());
        robot.clickOn("#filter-guardrails");
        settle(() -> robot.lookup("#guardrails").tryQuery().isPresent());

        assertThat(robot.lookup("#guardrails").<ComparedGuardrail>queryTableView().getItems()).singleElement().satisfies(row -> {
            assertThat(row.standing()).isEqualTo(Standing.CHANGED);
            assertThat(row.newlyStopped()).isPositive().isEqualTo(row.stoppedNow());
            assertThat(row.stoppedBefore()).isZero();
        });

        String key = "0a".repeat(32);
        robot.interact(() -> robot.lookup("#choose-deployed").queryAs(MenuButton.class).show());
        robot.push(KeyCode.UP).push(KeyCode.ENTER);
        settle(() -> robot.lookup("#signers-dialog").tryQuery().isPresent());
        assertThat(robot.lookup("#signers-now-text").queryLabeled().getText()).isEqualTo("Its signatures are not checked: nobody said who has to sign.");
        robot.clickOn("#signers-keys").write("0a").clickOn("#signers-remember");
        assertThat(robot.lookup("#signers-problem").queryLabeled().getText()).startsWith("This cannot be asked for: bundles are signed with 1 to 8 public keys of 64 ");
        robot.clickOn("#signers-keys").push(KeyCode.SHORTCUT, KeyCode.A).write(key).clickOn("#signers-remember");
        settle(() -> robot.lookup("#signers-dialog").tryQuery().isEmpty());
        assertThat(settings.settings().deployed().signers()).containsEntry(directory.resolve("live.pwb"), new Signers(List.of(key), 1));
        robot.clickOn("#rehearse");
        settle(() -> !root.busy() && banner(robot, "The bundle " + directory.resolve("live.pwb") + " is refused. It is not signed, and only what the key"));

        Files.delete(directory.resolve("live.pwb"));
        robot.clickOn("#rehearse");
        settle(() -> !root.busy() && banner(robot, "There is nothing at " + directory.resolve("live.pwb")));
        assertThat(robot.lookup("#guardrails").<ComparedGuardrail>queryTableView().getItems()).as("what was found before stays").hasSize(1);
    }

    private static boolean banner(FxRobot robot, String begin) {
        return robot.lookup(".problem-banner").queryAll().stream().anyMatch(banner -> banner.isVisible() && banner instanceof Labeled labeled && labeled.getText().startsWith(begin));
    }
}
