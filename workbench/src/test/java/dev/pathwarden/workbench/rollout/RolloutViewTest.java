package dev.pathwarden.workbench.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.push.Followers;
import dev.pathwarden.policies.push.LookedAt;
import dev.pathwarden.policies.rollout.Recorders;
import dev.pathwarden.policies.rollout.RolloutPlan;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A plan is opened, gone on with and rolled back in the window. */
@ExtendWith(ApplicationExtension.class)
class RolloutViewTest {

    @TempDir
    private Path directory;
    private RolloutViewModel model;

    @Start
    void start(javafx.stage.Stage stage) {
        SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
        Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), new Selection(), executor);
        workspace.open(List.of(Path.of("demo")));
        model = new RolloutViewModel(workspace, executor, Map.of("XDG_CONFIG_HOME", directory.resolve("config").toString()), InstantSource.system());
        PlanViewModel plans = new PlanViewModel(workspace, executor, InstantSource.system(), () -> Optional.of(directory.resolve("drafts")).filter(Files::exists), Optional::empty, model::open);
        Stages.show(stage, new RolloutView(model, plans).node(), Palette.LIGHT, 960, 640);
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    private static boolean disabled(FxRobot robot, String query) {
        return robot.lookup(query).query().isDisabled();
    }

    @Test
    void stages_arePutInPlaceAfterAConfirmation_andRolledBack(FxRobot robot) throws Exception {
        SampleRollout sample = new SampleRollout(directory, null);
        assertThat(disabled(robot, "#rollout-next")).isTrue();
        robot.interact(() -> model.open(sample.plan));
        assertThat(text(robot, "#rollout-standing")).startsWith("What was there before the roll-out is deployed in " + sample.bundle);
        assertThat(disabled(robot, "#rollout-back")).isTrue();

        // The way out has the focus.
        robot.clickOn("#rollout-next");
        robot.push(KeyCode.ENTER);
        assertThat(sample.deployed()).containsExactly("kept");

        robot.clickOn("#rollout-next").clickOn("#rollout-confirm-yes");
        assertThat(sample.deployed()).containsExactly("kept", "mail-stays-inside", "no-bulk-export");
        assertThat(text(robot, "#rollout-standing")).startsWith("Stage 1 of 3 is deployed");
        assertThat(text(robot, "#rollout-said")).startsWith("Stage 1 of 3 is in place");
        assertThat(text(robot, "#rollout-summary")).startsWith("No recorder has acknowledged anything yet").contains("4 of the 4 that the plan expects");

        sample.acknowledge();
        robot.clickOn("#rollout-look");
        assertThat(text(robot, "#rollout-summary")).startsWith("1 of 3 recorders that are there acknowledged what is deployed.").contains("1 of the 4 that the plan expects never acknowledged");
        assertThat(model.shownProperty().get().followers().all()).extracting(Followers.Follower::state).containsExactly(Recorders.State.TAKEN, Recorders.State.SILENT, Recorders.State.REFUSED);

        robot.interact(robot.lookup("#rollout-back").query()::requestFocus);
        robot.push(KeyCode.SPACE);
        robot.clickOn("#rollout-confirm-yes");
        assertThat(sample.deployed()).containsExactly("kept");
        assertThat(text(robot, "#rollout-said")).startsWith("What was there before the roll-out is in place again");
    }

    @Test
    void stages_arePushedToReceivers_orToNobody_andGoOnWithTheRest(FxRobot robot) throws Exception {
        SampleReceiver one = new SampleReceiver(directory.resolve("one"), 0);
        SampleReceiver two = new SampleReceiver(directory.resolve("two"), 0);
        SampleRollout sample = new SampleRollout(directory, null, one.receiver, two.receiver);
        try {
            two.close();
            robot.interact(() -> model.open(sample.plan));
            assertThat(model.shownProperty().get().receivers()).extracting(model.shownProperty().get()::state).containsExactly(LookedAt.State.NOTHING, LookedAt.State.NOT_REACHED);
            robot.clickOn("#rollout-next").clickOn("#rollout-confirm-yes");
            assertThat(text(robot, "#rollout-problem")).isEqualTo("Nothing was changed, here or there: 1 of 2 receivers does not take it.\n" + two.receiver.name() + ": Nothing listens there.");
            assertThat(text(robot, "#rollout-said")).isEmpty();
            assertThat(sample.deployed()).containsExactly("kept");

            two = new SampleReceiver(directory.resolve("two"), two.receiver.url().getPort());
            robot.clickOn("#rollout-next").clickOn("#rollout-confirm-yes");
            assertThat(text(robot, "#rollout-problem")).isEmpty();
            assertThat(text(robot, "#rollout-said")).startsWith("Stage 1 of 3 is in place").endsWith("2 of 2 receivers have it.");
            assertThat(two.deployed()).isEqualTo(one.deployed()).isEqualTo(sample.deployed()).contains("mail-stays-inside");
            assertThat(disabled(robot, "#rollout-rest")).isTrue();

            two.close();
            robot.clickOn("#rollout-back").clickOn("#rollout-confirm-yes");
            assertThat(one.deployed()).containsExactly("kept");
            assertThat(text(robot, "#rollout-problem")).startsWith("1 of 2 receivers does not have it.").endsWith(two.receiver.name() + ": Nothing listens there.");
            two = new SampleReceiver(directory.resolve("two"), two.receiver.url().getPort());
            robot.interact(robot.lookup("#rollout-rest").query()::requestFocus);
            robot.push(KeyCode.SPACE);
            assertThat(two.deployed()).containsExactly("kept");
            assertThat(text(robot, "#rollout-problem")).isEmpty();
        } finally {
            one.close();
            two.close();
        }
    }

    @Test
    void plan_thatIsStaleOrWrong_saysSo_andOffersNothing(FxRobot robot) throws Exception {
        SampleRollout sample = new SampleRollout(directory, null);
        robot.interact(() -> model.open(directory.resolve("none.yaml")));
        assertThat(text(robot, "#rollout-problem")).isEqualTo("There is no " + directory.resolve("none.yaml") + ".");

        Files.delete(sample.bundle);
        robot.interact(() -> model.open(sample.plan));
        assertThat(text(robot, "#rollout-standing")).startsWith("There is no " + sample.bundle + " any more");
        assertThat(disabled(robot, "#rollout-next")).isTrue();
        assertThat(disabled(robot, "#rollout-back")).isTrue();

        Files.writeString(directory.resolve("drafts/kept.yaml"), "id: kept\n");
        robot.clickOn("#rollout-look");
        assertThat(text(robot, "#rollout-problem")).startsWith("A guardrail in " + directory.resolve("drafts") + " has an error: kept.yaml:");
    }

    @Test
    void planThatTwoHaveToSign_isSignedHere_andWaitsForTheOther(FxRobot robot) throws Exception {
        Path mine = directory.resolve("config/pathwarden/policy.key");
        Path theirs = directory.resolve("theirs.key");
        SigningKey.make(theirs);
        SampleRollout sample = new SampleRollout(directory, new Signers(List.of(SigningKeys.text(SigningKeys.make().getPublic()), SigningKey.read(theirs).publicText()), 2));
        robot.interact(() -> model.open(sample.plan));
        robot.clickOn("#rollout-next").clickOn("#rollout-confirm-yes");
        assertThat(text(robot, "#rollout-problem")).startsWith("There is no key to sign with: " + mine);

        Files.createDirectories(mine.getParent());
        Files.copy(theirs, mine);
        Files.setPosixFilePermissions(mine, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        robot.clickOn("#rollout-next").clickOn("#rollout-confirm-yes");
        assertThat(text(robot, "#rollout-problem")).isEmpty();
        assertThat(text(robot, "#rollout-said")).startsWith("Signed by " + SigningKey.read(theirs).fingerprint() + "; 2 have to sign.");
        assertThat(sample.bundle).doesNotExist();
    }

    @Test
    void plan_withWhatIsNoNumber_saysSo_andIsNotMade(FxRobot robot) {
        robot.clickOn("#rollout-make");
        robot.clickOn("#plan-bundle").write(directory.resolve("new.bundle").toString());
        robot.clickOn("#plan-file").write(directory.resolve("new.yaml").toString());
        for (String typed : List.of("abc", "0", "1000")) {
            robot.doubleClickOn(robot.from(robot.lookup("#plan-share").<Node>query()).lookup(".text-field").<Node>query()).push(KeyCode.SHORTCUT, KeyCode.A).write(typed);
            robot.clickOn("#plan-make");
            assertThat(text(robot, "#plan-problem")).isEqualTo("\u201c" + typed + "\u201d is no number from 1 to 100.");
        }
        robot.push(KeyCode.SHORTCUT, KeyCode.A).push(KeyCode.DELETE);
        robot.clickOn("#plan-make");
        assertThat(text(robot, "#plan-problem")).endsWith(" is no number from 1 to 100.");

        robot.push(KeyCode.SHORTCUT, KeyCode.A).write("25");
        robot.clickOn("#plan-make");
        assertThat(text(robot, "#plan-problem")).startsWith("Save the guardrails under Rehearsal first");
    }

    @Test
    void plan_isMadeOfWhatIsRehearsed_orSaysWhyNot_andIsOpened(FxRobot robot) throws Exception {
        robot.clickOn("#rollout-make");
        robot.clickOn("#plan-bundle").write(directory.resolve("new.bundle").toString());
        robot.clickOn("#plan-file").write(directory.resolve("new.yaml").toString());
        robot.clickOn("#plan-make");
        assertThat(text(robot, "#plan-problem")).startsWith("Save the guardrails under Rehearsal first");

        SampleRollout sample = new SampleRollout(directory, null);
        robot.clickOn("#plan-keys").write("abc");
        robot.clickOn("#plan-make");
        assertThat(text(robot, "#plan-problem")).startsWith("The keys cannot be used: ");
        robot.clickOn("#plan-keys").push(KeyCode.SHORTCUT, KeyCode.A).push(KeyCode.DELETE);
        robot.doubleClickOn("#plan-file").push(KeyCode.SHORTCUT, KeyCode.A).write(sample.plan.toString());
        robot.clickOn("#plan-make");
        assertThat(text(robot, "#plan-problem")).isEqualTo(sample.plan + " is there already: name a file that is not.");
        robot.clickOn("#plan-file").push(KeyCode.SHORTCUT, KeyCode.A).write(directory.resolve("none/new.yaml").toString());
        robot.clickOn("#plan-make");
        assertThat(text(robot, "#plan-problem")).isEqualTo("There is no directory " + directory.resolve("none") + ": make it, or name another.");
        robot.clickOn("#plan-file").push(KeyCode.SHORTCUT, KeyCode.A).write(directory.resolve("new.yaml").toString());
        robot.clickOn("#plan-agents").write("nobody");
        robot.clickOn("#plan-make");
        assertThat(text(robot, "#plan-problem")).isEqualTo("No agent is called \u2018nobody\u2019 in the open recording: write the id of the agent, or open a recording in which it acted.");
        robot.clickOn("#plan-agents").push(KeyCode.SHORTCUT, KeyCode.A).push(KeyCode.DELETE);
        robot.interact(() -> robot.lookup("#plan-agents-seen").queryAs(MenuButton.class).show());
        robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
        String agent = robot.lookup("#plan-agents").queryTextInputControl().getText();
        robot.clickOn("#plan-make");

        assertThat(robot.lookup("#plan-make").tryQuery()).isEmpty();
        RolloutPlan plan = model.shownProperty().get().rollout().plan();
        assertThat(plan.guardrails()).containsExactly("kept", "mail-stays-inside", "no-bulk-export");
        assertThat(plan.drafts()).isEqualTo("drafts");
        assertThat(plan.rehearsed().runs()).isPositive();
        assertThat(plan.stages()).hasSize(3).last().isEqualTo(Stage.forAll(Degree.ENFORCE));
        assertThat(plan.stages().get(0).untilNanos()).isNotNull();
        assertThat(plan.stages().get(1).share()).isEqualTo(10);
        assertThat(plan.rehearsed().agents().byName()).containsKey(agent);
        assertThat(plan.stages().get(1).agents()).isNotEmpty().isEqualTo(plan.rehearsed().agents().byName().get(agent));
        assertThat(Files.readString(directory.resolve("new.yaml"))).contains("agents: [\"" + agent + "\"]");
        assertThat(directory.resolve("new.bundle")).as("nothing is deployed").doesNotExist();
    }
}
