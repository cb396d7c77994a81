package dev.pathwarden.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseStore;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.judge.Figures;
import dev.pathwarden.policies.judge.Judge;
import dev.pathwarden.policies.judge.JudgedSet;
import dev.pathwarden.policies.judge.TradeOff;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.policies.testing.GuardrailTests;
import dev.pathwarden.policies.testing.TestReport;
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
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
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

/** Steps of a rehearsal are judged by keyboard and by mouse. */
@ExtendWith(ApplicationExtension.class)
class JudgeTest {

    private static final String NAMES = """
            id: long-names
            title: Steps with long names
            on: [data.sql, data.file.write, code.process, mcp.call]
            when: size(step.name) > 3
            action: hold
            """;

    @TempDir
    private Path directory;
    private CompositionRoot root;

    @Start
    void start(Stage stage) throws IOException {
        root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), Files.writeString(directory.resolve("names.yaml"), NAMES), SettingsStore.unkept(), Map.of(), location -> recording());
        stage.setX(0);
        stage.setY(0);
        // Wide enough that text and results are shown together.
        stage.setWidth(1_440);
        stage.setHeight(900);
        stage.show();
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.asyncFx(root::close);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Snapshot recording() {
        return SampleSnapshot.demo().at(directory.resolve("demo.pathwarden"));
    }

    private Case written() {
        return new CaseStore(recording(), Map.of("HOME", directory.toString())).read().value();
    }

    private static void settle(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30)).until(() -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String figures(FxRobot robot) {
        return robot.lookup("#judge-figures").queryAs(Label.class).getText();
    }

    private TableView<Hit> rehearse(FxRobot robot) {
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(Path.of("demo"))));
        settle(() -> !root.busy());
        TabPane views = robot.lookup("#views").queryAs(TabPane.class);
        robot.interact(() -> views.getSelectionModel().select(views.getTabs().stream().filter(tab -> tab.getText().equals("Rehearsal")).findFirst().orElseThrow()));
        settle(() -> !root.busy() && !robot.lookup("#policy-editor").queryAs(CodeArea.class).getText().isEmpty());
        robot.clickOn("#rehearse");
        settle(() -> robot.lookup("#rehearsal-summary").tryQuery().isPresent() && !root.busy());
        robot.clickOn("#filter-all");
        TableView<Hit> hits = robot.lookup("#hits").queryTableView();
        robot.interact(() -> {
            hits.requestFocus();
            hits.getSelectionModel().clearAndSelect(0);
        });
        return hits;
    }

    @Test
    void selectedSteps_areJudgedTogetherByKey_undoneAsOne_andTheFiguresAreThoseOfTheCommandLine(FxRobot robot) {
        TableView<Hit> hits = rehearse(robot);
        int all = hits.getItems().size();
        assertThat(figures(robot)).isEqualTo("Judge steps to see how these guardrails do.");

        robot.push(KeyCode.SHORTCUT, KeyCode.A).push(KeyCode.W);
        settle(() -> figures(robot).startsWith("Judged:") && !root.busy());
        assertThat(written().marks()).hasSize(all);
        robot.interact(() -> hits.getSelectionModel().clearAndSelect(0));
        robot.push(KeyCode.R);
        settle(() -> !root.busy() && (figures(robot).contains("1 stopped rightly") || figures(robot).contains("1 missed")));

        Figures measured = new Judge(JudgedSet.of(recording(), written())).stopped(GuardrailCompiler.compile(List.of(new GuardrailSource("names.yaml", NAMES))).bundle()).figures();
        assertThat(figures(robot)).startsWith("Judged: " + measured.rightStops() + " stopped rightly, " + measured.missed() + " missed, " + measured.wrongStops() + " stopped wrongly, " + measured.leftAlone() + " left alone.");
        robot.push(KeyCode.SHORTCUT, KeyCode.Z).push(KeyCode.SHORTCUT, KeyCode.Z);
        settle(() -> figures(robot).equals("Judge steps to see how these guardrails do.") && !root.busy());
        assertThat(written().marks()).isEmpty();
    }

    @Test
    void step_isJudgedByMouse_andNotJudgedAnyMore(FxRobot robot) {
        rehearse(robot);

        robot.clickOn("#judge-right");
        settle(() -> figures(robot).startsWith("Judged:") && !root.busy());
        assertThat(written().marks()).hasSize(1);
        robot.clickOn("#judge-forget");
        settle(() -> figures(robot).equals("Judge steps to see how these guardrails do.") && !root.busy());

        assertThat(written().marks()).isEmpty();
    }

    @Test
    void guardrailThatStopsGoodWork_isMeasuredWithOtherNumbersAndClauses_ofWhichOneIsTaken(FxRobot robot) throws Exception {
        TableView<Hit> hits = rehearse(robot);
        robot.push(KeyCode.SHORTCUT, KeyCode.A).push(KeyCode.R);
        settle(() -> figures(robot).startsWith("Judged:") && !root.busy());
        robot.interact(() -> {
            hits.requestFocus();
            hits.getSelectionModel().clearAndSelect(0);
        });
        robot.push(KeyCode.W);
        settle(() -> figures(robot).contains("1 stopped wrongly") && !root.busy());

        robot.clickOn("#judge-measure");
        settle(() -> robot.lookup("#measure-said").tryQueryAs(Label.class).filter(said -> said.getText().startsWith("1 threshold")).isPresent() && !root.busy());
        TableView<TradeOff.Point> points = robot.lookup("#measure-points").queryTableView();
        assertThat(points.getSelectionModel().getSelectedItem()).matches(TradeOff.Point::present).extracting(point -> point.figures().wrongStops()).isEqualTo(1);
        assertThat(robot.lookup("#measure-sentences").queryAs(Label.class).getText()).startsWith("Of ").contains("1 step of good work");
        robot.clickOn("#measure-copy");
        assertThat(WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get()).startsWith("guardrail,").contains("long-names,,\"size(step.name) > 3\",3,");
        assertThat(robot.lookup("#measure-held-out").queryAs(Label.class).getText()).startsWith("long-names: ");
        ListView<?> clauses = robot.lookup("#measure-clauses").queryListView();
        assertThat(clauses.getItems()).isNotEmpty();
        robot.interact(() -> clauses.getSelectionModel().select(0));
        robot.clickOn("#measure-take");
        settle(() -> robot.lookup("#measure").tryQuery().isEmpty() && !root.busy());

        assertThat(robot.lookup("#policy-editor").queryAs(CodeArea.class).getText()).contains("when: (size(step.name) > 3) && ");
    }

    @Test
    void judgedSteps_areAddedAsTests_undoneAsOne_andAreNoTestsTwice(FxRobot robot) {
        TableView<Hit> hits = rehearse(robot);
        robot.push(KeyCode.SHORTCUT, KeyCode.A).push(KeyCode.R);
        settle(() -> figures(robot).startsWith("Judged:") && !root.busy());
        robot.interact(() -> {
            hits.requestFocus();
            hits.getSelectionModel().clearAndSelect(0);
        });
        robot.push(KeyCode.W);
        settle(() -> figures(robot).contains("1 stopped wrongly") && !root.busy());
        CodeArea editor = robot.lookup("#policy-editor").queryAs(CodeArea.class);
        String before = editor.getText();

        robot.clickOn("#judge-tests");
        settle(() -> !robot.lookup("#tests-preview").queryAs(TextArea.class).getText().isEmpty() && !root.busy());
        assertThat(robot.lookup("#tests-sentences").queryAs(Label.class).getText()).contains("Left out: 1, where it stops good work");
        assertThat(editor.getText()).isEqualTo(before);
        robot.clickOn("#tests-failing");
        settle(() -> robot.lookup("#tests-preview").queryAs(TextArea.class).getText().contains("expect: allow") && !root.busy());
        robot.clickOn("#tests-add");
        settle(() -> robot.lookup("#judge-tests").lookup("#tests-preview").tryQuery().isEmpty() && !root.busy());

        String with = editor.getText();
        assertThat(with).startsWith(before).contains("tests:\n  - name: ", "expect: hold", "expect: allow");
        TestReport report = GuardrailTests.run(GuardrailCompiler.compile(List.of(new GuardrailSource("names.yaml", with))));
        assertThat(report.failures()).isEqualTo(1);
        assertThat(report.tests()).isEqualTo(hits.getItems().size());
        robot.clickOn("#judge-tests");
        settle(() -> robot.lookup("#tests-said").tryQueryAs(Label.class).filter(said -> said.getText().equals("There is no test to add.")).isPresent() && !root.busy());
        robot.push(KeyCode.ESCAPE);
        robot.interact(editor::requestFocus);
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        settle(() -> editor.getText().equals(before) && !root.busy());
    }

    @Test
    void guardrailThatStopsGoodWork_isSavedAllTheSame_andThatIsSaid_withTheWayToTheClause(FxRobot robot) throws IOException {
        rehearse(robot);
        robot.push(KeyCode.W);
        settle(() -> figures(robot).contains("1 stopped wrongly") && !root.busy());
        CodeArea editor = robot.lookup("#policy-editor").queryAs(CodeArea.class);
        robot.interact(() -> editor.appendText("# better\n"));

        robot.clickOn("#editing-save");
        settle(() -> !robot.lookup("#good-work").queryAs(Label.class).getText().isEmpty() && !root.busy());

        assertThat(Files.readString(directory.resolve("names.yaml"))).endsWith("# better\n");
        assertThat(robot.lookup("#good-work").queryAs(Label.class).getText()).isEqualTo("1 step of 1 judged good work would be stopped: long-names (1).");
        robot.clickOn("#good-tighten");
        settle(() -> !robot.lookup("#measure-clauses").queryListView().getItems().isEmpty() && !root.busy());
        robot.push(KeyCode.ESCAPE);
        robot.clickOn("#good-dismiss");
        assertThat(robot.lookup("#good-work").queryAs(Label.class).getText()).isEmpty();
    }
}
