package dev.pathwarden.workbench.held;

import dev.pathwarden.model.step.Hold;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.canvas.ViewPictures;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Writes pictures of what is on hold, to be looked at after a change of how it is drawn. The argument is the directory to write to. */
public final class HeldPictures {

    private static final double WIDTH = 1000;
    private static final double HEIGHT = 720;

    private HeldPictures() {
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        for (Map.Entry<String, Consumer<HeldViewModel>> shot : shots().entrySet()) {
            for (Palette palette : Palette.values()) {
                FutureTask<Stage> made = new FutureTask<>(() -> show(shot.getValue(), palette));
                Platform.runLater(made);
                Stage stage = made.get();
                Stages.awaitPulses();
                ViewPictures.write(directory.resolve(shot.getKey() + "-" + palette.name().toLowerCase(Locale.ROOT) + ".png"), stage.getScene());
                Platform.runLater(stage::close);
            }
        }
        Platform.exit();
    }

    private static Stage show(Consumer<HeldViewModel> prepare, Palette palette) {
        SampleRecording recording = new SampleRecording(SampleHolds.mail(), SampleHolds.command(), SampleHolds.answered(Hold.Answer.APPROVED));
        HeldViewModel model = new HeldViewModel(new SameThreadTaskExecutor(), place -> recording, () -> SampleHolds.NOW);
        Stage stage = new Stage();
        Stages.show(stage, new HeldView(model, () -> { }, step -> { }).node(), palette, WIDTH, HEIGHT);
        // The parts of a split pane are in the scene only once it was laid out, and one of them is to get the focus.
        model.watch(recording.location());
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
        prepare.accept(model);
        return stage;
    }

    private static Map<String, Consumer<HeldViewModel>> shots() {
        Map<String, Consumer<HeldViewModel>> shots = new LinkedHashMap<>();
        shots.put("held-none", HeldViewModel::close);
        shots.put("held-steps", model -> show(model, "send_mail"));
        shots.put("held-question", model -> {
            show(model, "rm");
            model.askToApprove();
        });
        shots.put("held-answered", model -> {
            show(model, "send_mail");
            model.deny();
        });
        return shots;
    }

    private static void show(HeldViewModel model, String name) {
        model.select(model.steps().stream().filter(step -> step.step().step().name().equals(name)).findFirst().orElseThrow());
    }
}
