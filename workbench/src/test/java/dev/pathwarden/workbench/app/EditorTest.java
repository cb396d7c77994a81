package dev.pathwarden.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
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

/** A guardrail is written with what the editor offers, by keyboard. */
@ExtendWith(ApplicationExtension.class)
class EditorTest {

    private static final String GUARDRAIL = """
            id: no-sql
            title: No SQL
            on: [data.sql]
            let:
              customers: "'customers' in step.sql.tables"
            when: customers && step.name.startsWith('SELECT')
            action: block
            """;

    @TempDir
    private static Path directory;
    private CompositionRoot root;

    @Start
    void start(Stage stage) throws Exception {
        Path file = Files.writeString(directory.resolve("no-sql.yaml"), GUARDRAIL);
        root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), file, SettingsStore.unkept(), Map.of(), location -> SampleSnapshot.demo());
        stage.setX(0);
        stage.setY(0);
        stage.show();
        root.workspace().open(List.of(Path.of("demo")));
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

    private CodeArea editor(FxRobot robot) {
        settle(() -> !root.busy());
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT7);
        CodeArea area = robot.lookup("#policy-editor").queryAs(CodeArea.class);
        settle(() -> !root.busy() && area.getText().startsWith("id: no-sql"));
        robot.interact(area::requestFocus);
        return area;
    }

    private static void caretBehind(FxRobot robot, CodeArea area, String words) {
        robot.interact(() -> area.moveTo(area.getText().indexOf(words) + words.length()));
    }

    private ListView<?> offered(FxRobot robot) {
        settle(() -> robot.lookup("#editor-completion").tryQuery().isPresent());
        return robot.lookup("#editor-completion").queryListView();
    }

    @Test
    void fieldsKeysAndWords_areOffered_taken_andUndone(FxRobot robot) {
        CodeArea area = editor(robot);
        caretBehind(robot, area, "startsWith('SELECT')");
        robot.write(" && step.sql.wri");
        assertThat(offered(robot).getItems().toString()).contains("step.sql.writes").doesNotContain("step.status");
        robot.push(KeyCode.ENTER);
        settle(() -> area.getText().contains(" && step.sql.writes\n"));

        caretBehind(robot, area, "action: block\n");
        robot.write("mo");
        assertThat(offered(robot).getItems().toString()).contains("mode");
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.SHORTCUT, KeyCode.SPACE);
        assertThat(offered(robot).getItems().toString()).contains("audit", "enforce");
        robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
        settle(() -> area.getText().matches("(?s).*\\nmode: (audit|enforce)\\n?"));

        for (int i = 0; i < 80 && !area.getText().equals(GUARDRAIL); i++) {
            robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        }
        assertThat(area.getText()).isEqualTo(GUARDRAIL);
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
        assertThat(area.getText()).isNotEqualTo(GUARDRAIL);
    }

    @Test
    void mistake_isRepairedByKey_andTextIsFoundAndLaidOut(FxRobot robot) {
        CodeArea area = editor(robot);
        robot.interact(() -> area.replaceText(GUARDRAIL.replace("sql.tables", "sql.tabels").replace("action: block", "action:    block")));
        settle(() -> !root.busy() && robot.lookup("#problems").queryListView().isVisible());
        caretBehind(robot, area, "step.sql.tab");
        robot.push(KeyCode.ALT, KeyCode.ENTER);
        settle(() -> area.getText().contains("step.sql.tables"));
        robot.clickOn("#editing-format");
        settle(() -> area.getText().equals(GUARDRAIL));

        robot.interact(area::requestFocus);
        robot.interact(() -> area.moveTo(0));
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("CUSTOMERS");
        settle(() -> robot.lookup("#editor-find-count").queryAs(Label.class).getText().equals("1 of 3"));
        robot.push(KeyCode.ENTER);
        assertThat(area.getSelection().getStart()).isEqualTo(GUARDRAIL.indexOf("'customers'") + 1);
        robot.push(KeyCode.ESCAPE);
        assertThat(area.isFocused()).isTrue();
    }

    @Test
    void values_ofTheSelectedStep_standBesideTheText_andFollowWhatIsTyped(FxRobot robot) {
        CodeArea area = editor(robot);
        ListView<?> values = robot.lookup("#live-values").queryListView();
        for (int i = 0; i < 40 && values.getItems().isEmpty(); i++) {
            robot.push(KeyCode.ALT, KeyCode.DOWN);
            settle(() -> !root.busy());
        }
        assertThat(values.getItems().toString()).contains("name=customers").contains("state=TRUE");
        robot.interact(area::requestFocus);
        caretBehind(robot, area, "'customers");
        robot.write("x");
        settle(() -> !root.busy() && values.getItems().toString().contains("state=FALSE"));

        robot.interact(values::requestFocus);
        robot.push(KeyCode.END).push(KeyCode.ENTER);
        assertThat(area.isFocused()).isTrue();
        assertThat(area.getCurrentParagraph()).isEqualTo(5);
        caretBehind(robot, area, "step.na");
        robot.push(KeyCode.F2);
        assertThat(robot.listWindows()).anyMatch(window -> window instanceof Tooltip tip && tip.getText().contains("In the selected step: ") && tip.getText().contains("Short name of the step"));
    }

    @Test
    void form_isTheSameDocument_changedByKeyboardAndMouse_andWhatNoFieldShowsStays(FxRobot robot) throws Exception {
        CodeArea area = editor(robot);
        robot.interact(() -> area.replaceText(GUARDRAIL.replace("action: block", "# why\naction: block").replace("'SELECT')", "'SELECT') && (step.sql.writes || customers)")));
        settle(() -> !root.busy());
        String before = area.getText();
        robot.clickOn("#as-form");
        TextField title = robot.lookup("#form-title").queryAs(TextField.class);
        robot.interact(title::requestFocus);
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        robot.write("Other").push(KeyCode.ENTER);
        settle(() -> area.getText().equals(before.replace("No SQL", "Other")));
        assertThat(robot.lookup("#form-text-3").queryAs(Label.class).getText()).isEqualTo("step.sql.writes || customers");

        ComboBox<String> action = robot.lookup("#form-action").queryComboBox();
        robot.interact(() -> action.setValue("hold"));
        TextField value = robot.lookup("#form-value-2").queryAs(TextField.class);
        robot.interact(value::requestFocus);
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        robot.write("INSERT").push(KeyCode.ENTER);
        settle(() -> area.getText().equals(before.replace("No SQL", "Other").replace("block", "hold").replace("SELECT", "INSERT")));
        robot.interact(() -> robot.lookup("#form-remove-2").<Node>query().requestFocus());
        robot.push(KeyCode.SPACE);
        settle(() -> area.getText().contains("when: customers && (step.sql.writes || customers)\n# why\n"));

        robot.clickOn("#as-form");
        robot.interact(() -> area.replaceText(area.getText().replace("Other", "Again")));
        robot.clickOn("#as-form");
        settle(() -> robot.lookup("#form-title").queryAs(TextField.class).getText().equals("Again"));
    }

    @Test
    void save_ontoAFileThatSomebodyElseWrote_writesNothing_andIsAsked(FxRobot robot) throws Exception {
        CodeArea area = editor(robot);
        Path file = directory.resolve("no-sql.yaml");
        robot.interact(() -> area.replaceText(GUARDRAIL + "mode: audit\n"));
        Files.writeString(file, GUARDRAIL + "severity: high\n");

        robot.clickOn("#editing-save");
        settle(() -> robot.lookup("#conflict").<Node>query().isVisible());
        assertThat(file).hasContent(GUARDRAIL + "severity: high\n");
        robot.clickOn("#conflict-show");
        assertThat(robot.lookup("#conflict-difference").queryAs(TextArea.class).getText()).contains("-severity: high", "+mode: audit");
        robot.clickOn("#conflict-theirs");
        settle(() -> area.getText().equals(GUARDRAIL + "severity: high\n") && !robot.lookup("#conflict").<Node>query().isVisible());

        robot.interact(() -> area.replaceText(GUARDRAIL + "mode: enforce\n"));
        Files.writeString(file, GUARDRAIL);
        robot.clickOn("#editing-save");
        settle(() -> robot.lookup("#conflict").<Node>query().isVisible());
        robot.clickOn("#conflict-mine");
        settle(() -> !root.busy() && !robot.lookup("#conflict").<Node>query().isVisible());
        assertThat(file).hasContent(GUARDRAIL + "mode: enforce\n");
        assertThat(robot.lookup("#guardrail-file").queryComboBox().getValue().toString()).isEqualTo("no-sql.yaml");
    }

    private static ListView<?> problems(FxRobot robot) {
        return robot.lookup("#problems").queryListView();
    }

    @Test
    void whatLintTells_isListedAndUnderlined_andRepairedByKey_undoneInOneStep(FxRobot robot) {
        CodeArea area = editor(robot);
        String idle = GUARDRAIL + "holdFor: 7m\nexceptions:\n  over: {when: \"agent.id == 'a'\", reason: r, until: 2026-01-31}\n";
        robot.interact(() -> area.replaceText(idle));
        settle(() -> problems(robot).getItems().size() == 3);
        assertThat(robot.lookup("#problems .label").queryAllAs(Label.class)).extracting(Label::getText).anyMatch(text -> text.equals(
                "no-sql.yaml:1:5: warning: 'holdFor' says nothing here: it goes with 'action: hold', and this action is block. Take it out, or ask for that action."));
        assertThat(area.getStyleOfChar(idle.indexOf("no-sql"))).contains("problem-warning");
        assertThat(area.getStyleOfChar(idle.indexOf("over:"))).contains("problem-warning").doesNotContain("problem-error");

        caretBehind(robot, area, "  over");
        robot.push(KeyCode.ALT, KeyCode.ENTER);
        assertThat(area.getText()).isEqualTo(GUARDRAIL + "holdFor: 7m\n");
        settle(() -> problems(robot).getItems().size() == 2);
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        assertThat(area.getText()).isEqualTo(idle);
        settle(() -> problems(robot).getItems().size() == 3);

        robot.push(KeyCode.F4);
        assertThat(area.getCurrentParagraph()).isEqualTo(idle.substring(0, idle.indexOf("  over")).lines().count());
        robot.interact(problems(robot)::requestFocus);
        robot.push(KeyCode.DOWN).push(KeyCode.ALT, KeyCode.ENTER);
        assertThat(area.getText()).isEqualTo(idle.replace("holdFor: 7m\n", ""));
        assertThat(area.isFocused()).isTrue();
    }

    @Test
    void values_whileTyping_areNoneOfTheOlderText(FxRobot robot) {
        CodeArea area = editor(robot);
        ListView<?> values = robot.lookup("#live-values").queryListView();
        for (int i = 0; i < 40 && values.getItems().isEmpty(); i++) {
            robot.push(KeyCode.ALT, KeyCode.DOWN);
            settle(() -> !root.busy());
        }
        settle(() -> robot.lookup("#live-values .label").queryAllAs(Label.class).stream().anyMatch(label -> label.getText().equals("true")));
        robot.interact(() -> {
            // Typed and looked at without a pause between.
            area.insertText(area.getText().indexOf("'customers") + 1, "x");
            values.layout();
            assertThat(values.lookupAll(".label").stream().map(label -> ((Label) label).getText())).contains("…").doesNotContain("true", "false");
        });
        settle(() -> robot.lookup("#live-values .label").queryAllAs(Label.class).stream().anyMatch(label -> label.getText().equals("false")));
    }

    @Test
    void save_byKey_writesTheGuardrail_andTheTabTellsUntilThen(FxRobot robot) throws Exception {
        CodeArea area = editor(robot);
        TabPane views = robot.lookup("#views").queryAs(TabPane.class);
        Tab tab = views.getTabs().stream().filter(each -> each.getId().equals("tab-rehearsal")).findFirst().orElseThrow();
        assertThat(tab.getText()).isEqualTo("Rehearsal");
        caretBehind(robot, area, "action: block\n");
        robot.write("mode: audit\n");
        settle(() -> tab.getText().equals("Rehearsal *") && tab.getTooltip().getText().equals("Not saved: no-sql.yaml"));
        robot.push(KeyCode.SHORTCUT, KeyCode.S);
        settle(() -> tab.getText().equals("Rehearsal"));
        assertThat(directory.resolve("no-sql.yaml")).hasContent(GUARDRAIL + "mode: audit\n");

        robot.interact(() -> area.replaceText(GUARDRAIL.replace("action: block", "action:    block")));
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Y);
        settle(() -> area.getText().equals(GUARDRAIL));
        assertThat(robot.lookup("#editing-save").queryButton().getTooltip().getText()).endsWith("(Ctrl+S)");
    }

    @Test
    void save_ontoAFileThatWasDeleted_writesNothing_untilItIsToldTo(FxRobot robot) throws Exception {
        CodeArea area = editor(robot);
        Path file = directory.resolve("no-sql.yaml");
        robot.interact(() -> area.replaceText(GUARDRAIL + "mode: audit\n"));
        Files.delete(file);
        robot.clickOn("#editing-save");
        settle(() -> robot.lookup("#conflict").<Node>query().isVisible());
        assertThat(robot.lookup("#conflict-sentence").queryAs(Label.class).getText()).isEqualTo(file + " is not there any more: somebody deleted or moved it since it was read here. Nothing was written.");
        assertThat(robot.lookup("#conflict-theirs").<Node>query().isVisible()).isFalse();
        assertThat(file).doesNotExist();
        robot.clickOn("#conflict-mine");
        settle(() -> !root.busy() && !robot.lookup("#conflict").<Node>query().isVisible());
        assertThat(file).hasContent(GUARDRAIL + "mode: audit\n");
    }

    @Test
    void save_ontoAReadOnlyFile_orADirectory_saysSo_andLosesNothing(FxRobot robot) throws Exception {
        CodeArea area = editor(robot);
        Path file = directory.resolve("no-sql.yaml");
        robot.interact(() -> area.replaceText(GUARDRAIL + "mode: audit\n"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        robot.clickOn("#editing-save");
        settle(() -> shown(robot, "The guardrail was not saved to " + file + ": it is read-only. Its text is still here"));
        assertThat(file).hasContent(GUARDRAIL);

        Files.delete(file);
        Files.createDirectory(file);
        robot.clickOn("#editing-save");
        settle(() -> shown(robot, "The guardrail was not saved to " + file + ": it is a directory. Its text is still here"));
        assertThat(area.getText()).isEqualTo(GUARDRAIL + "mode: audit\n");
        assertThat(Files.list(directory)).containsExactly(file);
        Files.delete(file);
    }

    private static boolean shown(FxRobot robot, String sentence) {
        return robot.lookup(".problem-banner").queryAllAs(Node.class).stream().anyMatch(node -> node instanceof Label label && label.isVisible() && label.getText() != null && label.getText().startsWith(sentence));
    }
}
