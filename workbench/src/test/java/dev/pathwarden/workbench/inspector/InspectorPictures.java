package dev.pathwarden.workbench.inspector;

import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.ProcessInfo.HookState;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.canvas.ViewPictures;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.path.PathIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

/** Writes pictures of the inspector's last sections, which lie below the fold of every window, to be looked at after a change of how they are drawn. The argument is the directory to write to. */
public final class InspectorPictures {

    private static final double[] WIDTHS = {330, 520};
    private static final double HEIGHT = 640;

    private InspectorPictures() {
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        for (double width : WIDTHS) {
            for (Palette palette : Palette.values()) {
                Stage stage = onFx(() -> show(palette, width));
                Stages.awaitPulses();
                onFx(() -> {
                    ((ScrollPane) stage.getScene().lookup(".scroll-pane")).setVvalue(1);
                    return null;
                });
                Stages.awaitPulses();
                ViewPictures.write(directory.resolve("inspector-end-" + (int) width + "-" + palette.name().toLowerCase(Locale.ROOT) + ".png"), stage.getScene());
                onFx(() -> {
                    stage.close();
                    return null;
                });
            }
        }
        Platform.exit();
    }

    private static <T> T onFx(java.util.concurrent.Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        Platform.runLater(task);
        return task.get();
    }

    private static Stage show(Palette palette, double width) {
        RecordedRun run = SampleRuns.stopped();
        RecordedStep sudo = run.steps().stream().filter(step -> step.step().name().equals("sudo")).findFirst().orElseThrow();
        ProcessInfo process = new ProcessInfo(sudo.step().pid(), 1, "Main", "25.0.3", null, null,
                List.of(new HookState("net.dns", false, "java.net.InetAddress was not transformed"), new HookState("jdbc", false, "the canary did not come through")), 0, 0);
        Selection selection = new Selection();
        InspectorView view = new InspectorView(new InspectorViewModel(selection, () -> List.of(process), id -> Optional.empty()), new Region(), new Region(), step -> List.of(), List::of, List::of);
        Stage stage = new Stage();
        Stages.show(stage, view.node(), palette, width, HEIGHT);
        selection.show(PathIndex.of(run));
        selection.select(sudo.id());
        return stage;
    }
}
