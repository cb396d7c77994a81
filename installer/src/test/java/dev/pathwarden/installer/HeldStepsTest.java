package dev.pathwarden.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.hold.Approver;
import dev.pathwarden.workbench.held.HeldView;
import dev.pathwarden.workbench.held.HeldViewModel;
import dev.pathwarden.workbench.held.JournalRecording;
import dev.pathwarden.workbench.task.FxTaskExecutor;
import dev.pathwarden.workbench.task.TaskExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A program that is really held, under {@code pathwarden run}, answered in the workbench: what is approved happens, what is denied does not. */
@ExtendWith(ApplicationExtension.class)
@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "the workbench needs a JDK 25")
@Timeout(180)
class HeldStepsTest {

    private static final String HOLD = """
            id: held-deletions
            title: Deletions wait
            on: [data.file.delete]
            when: step.name.startsWith('held')
            action: hold
            mode: enforce
            message: "{step.file.path} is to go."
            """;
    private static final String PROGRAM = """
            import java.nio.file.Files;
            import java.nio.file.Path;

            public class Cleaner {
                public static void main(String[] args) throws Exception {
                    Files.writeString(Path.of(args[0], "list"), "held-1 held-2");
                    for (String name : new String[] {"held-1", "held-2"}) {
                        try {
                            Files.delete(Path.of(args[0], name));
                            System.out.println(name + " deleted");
                        } catch (SecurityException blocked) {
                            System.out.println(name + " blocked");
                        }
                    }
                }
            }
            """;

    @TempDir
    private Path directory;
    private final TaskExecutor executor = new FxTaskExecutor();
    private HeldViewModel model;
    private Map<String, String> own;
    private Timeline looks;
    private Process run;

    @Start
    void start(Stage stage) {
        own = Map.of("PATH", System.getenv("PATH"), "HOME", directory.resolve("home").toString());
        Map<String, String> environment = new HashMap<>(own);
        model = new HeldViewModel(executor, place -> new JournalRecording(place, new Approver(environment)), HeldStepsTest::nanos);
        looks = new Timeline(new KeyFrame(javafx.util.Duration.millis(200), event -> model.look()));
        looks.setCycleCount(Animation.INDEFINITE);
        looks.play();
        stage.setScene(new Scene(new HeldView(model, () -> { }, step -> { }).node(), 960, 720));
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    private static long nanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @AfterEach
    void end() {
        WaitForAsyncUtils.asyncFx(() -> {
            looks.stop();
            model.close();
            executor.close();
        });
        WaitForAsyncUtils.waitForFxEvents();
        if (run != null) {
            run.descendants().forEach(ProcessHandle::destroyForcibly);
            run.destroyForcibly();
        }
    }

    @Test
    void answers_letTheProgramGoOnOrStopIt(FxRobot robot) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        Files.createFile(files.resolve("held-1"));
        Files.createFile(files.resolve("held-2"));
        Path out = directory.resolve("recorded");
        begin(out, files);

        settle(() -> Files.isDirectory(out.resolve("journal")));
        robot.interact(() -> model.watch(out));
        settle(() -> waits("held-1"));
        assertThat(robot.lookup("#held-arguments").queryAs(TextArea.class).getText()).contains(files.resolve("held-1").toString());
        assertThat(robot.lookup("#held-wait").queryAs(Label.class).getText()).endsWith(" left");
        assertThat(robot.lookup("#held-path").queryListView().getItems()).isNotEmpty();

        robot.interact(() -> robot.lookup("#held-reason").queryAs(TextField.class).setText("backed up"));
        robot.clickOn("#held-approve");
        assertThat(files.resolve("held-1")).exists();
        robot.clickOn("#held-confirm");
        settle(() -> !model.noticeProperty().get().isEmpty() || !model.problemProperty().get().isEmpty());
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(model.noticeProperty().get()).isEqualTo("Approved: data.file.delete held-1 may happen, once.");

        settle(() -> model.steps().stream().anyMatch(held -> held.hold().pending()));
        robot.interact(() -> model.select(model.steps().getFirst()));
        settle(() -> waits("held-2"));
        assertThat(files.resolve("held-1")).doesNotExist();
        robot.clickOn("#held-deny");
        settle(() -> model.noticeProperty().get().equals("Denied: data.file.delete held-2 was stopped."));

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(directory.resolve("stdout"))).isEqualTo("held-1 deleted\nheld-2 blocked\n");
        assertThat(files.resolve("held-2")).exists();
        settle(() -> model.stateProperty().get() == HeldViewModel.State.ENDED);
        assertThat(model.steps()).hasSize(2).anySatisfy(held -> assertThat(held.hold().reason()).isEqualTo("backed up"));
    }

    /** Starts the command line as the build has left it, as a user of its own who has no key yet: the run makes one. */
    private void begin(Path out, Path files) throws IOException {
        Path root = Path.of("..").toRealPath();
        Path target = root.resolve("recorder/target");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path guardrails = Files.writeString(directory.resolve("hold.yaml"), HOLD);
        Path program = Files.writeString(directory.resolve("Cleaner.java"), PROGRAM);
        List<String> command = new ArrayList<>(List.of(java, "--sun-misc-unsafe-memory-access=allow", "-Dpathwarden.home=" + root,
                "-cp", target.resolve("pathwarden-recorder-0.1.0.jar") + ":" + target.resolve("lib") + "/*", "dev.pathwarden.recorder.cli.Pathwarden"));
        Stream.of("run", "--scope", "process", "--out", out, "--policies", guardrails, "--", java, program, files).map(Object::toString).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(directory.resolve("stdout").toFile()).redirectError(directory.resolve("stderr").toFile());
        builder.environment().clear();
        builder.environment().putAll(own);
        run = builder.start();
    }

    private boolean waits(String name) {
        return model.selectedProperty().get() != null && model.selectedProperty().get().hold().pending() && model.selectedProperty().get().step().step().name().equals(name);
    }

    /** Waits until the condition holds on the JavaFX thread and what it shows is laid out. */
    private static void settle(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(() -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }
}
