package dev.pathwarden.workbench.rollout;

import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.canvas.ViewPictures;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Writes pictures of a roll-out, to be looked at after a change of how it is drawn. The argument is the directory to write to. */
public final class RolloutPictures {

    private RolloutPictures() {
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        for (Palette palette : Palette.values()) {
            for (int[] size : new int[][] {{700, 520}, {1500, 900}}) {
                for (String chosen : List.of("none", "plan", "hosts")) {
                    FutureTask<Stage> made = new FutureTask<>(() -> show(palette, size, chosen));
                    Platform.runLater(made);
                    Stage stage = made.get();
                    Stages.awaitPulses();
                    ViewPictures.write(directory.resolve("rollout-" + chosen + "-" + size[0] + "-" + palette.name().toLowerCase(Locale.ROOT) + ".png"), stage.getScene());
                    Platform.runLater(stage::close);
                }
            }
        }
        Platform.exit();
    }

    private static Stage show(Palette palette, int[] size, String chosen) throws Exception {
        SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
        Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), new Selection(), executor);
        RolloutViewModel model = new RolloutViewModel(workspace, executor, Map.of(), InstantSource.system());
        PlanViewModel plans = new PlanViewModel(workspace, executor, InstantSource.system(), Optional::empty, Optional::empty, model::open);
        Stage stage = new Stage();
        Stages.show(stage, new RolloutView(model, plans).node(), palette, size[0], size[1]);
        if (chosen.equals("plan")) {
            SampleRollout sample = new SampleRollout(Files.createTempDirectory("rollout"), null);
            model.open(sample.plan);
            model.next();
            sample.acknowledge();
            model.look();
        }
        if (chosen.equals("hosts")) {
            pushed(model);
        }
        return stage;
    }

    /** One of two hosts goes away between two stages. */
    private static void pushed(RolloutViewModel model) throws Exception {
        Path directory = Files.createTempDirectory("rollout");
        try (SampleReceiver one = new SampleReceiver(directory.resolve("one"), 0)) {
            SampleReceiver two = new SampleReceiver(directory.resolve("two"), 0);
            SampleRollout sample = new SampleRollout(directory, null, one.receiver, two.receiver);
            model.open(sample.plan);
            model.next();
            sample.acknowledge();
            two.close();
            model.next();
            model.look();
            model.rollBack();
        }
    }
}
