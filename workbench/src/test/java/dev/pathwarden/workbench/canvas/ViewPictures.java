package dev.pathwarden.workbench.canvas;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.path.RunDiff;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.aftermath.SampleRehearsals;
import dev.pathwarden.workbench.casefile.SampleMarks;
import dev.pathwarden.workbench.casefile.StepMarks;
import dev.pathwarden.workbench.cause.CausesViewModel;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.diff.RunDiffView;
import dev.pathwarden.workbench.diff.RunDiffViewModel;
import dev.pathwarden.workbench.graph.PathGraphView;
import dev.pathwarden.workbench.graph.PathGraphViewModel;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.path.SamplePaths;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.FxTaskExecutor;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.timeline.TimelineView;
import dev.pathwarden.workbench.timeline.TimelineViewModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/**
 * Writes pictures of the views on sample runs, to be looked at after a change of how they are drawn.
 *
 * <p>Arguments: the directory to write to, and optionally a text that the names of the wanted pictures contain.
 */
public final class ViewPictures {

    private static final double[][] SIZES = {{640, 560}, {1000, 700}, {1920, 1080}};

    private ViewPictures() {
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        String wanted = arguments.length > 1 ? arguments[1] : "";
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        for (var view : views().entrySet()) {
            for (var run : runs().entrySet()) {
                for (double[] size : SIZES) {
                    for (Palette palette : Palette.values()) {
                        String name = view.getKey() + "-" + run.getKey() + "-" + (int) size[0] + "-" + palette.name().toLowerCase(java.util.Locale.ROOT);
                        if (name.contains(wanted)) {
                            write(directory.resolve(name + ".png"), take(view.getValue(), run.getValue().call(), palette, size));
                        }
                    }
                }
            }
        }
        Platform.exit();
    }

    /** A view made for a selection, with the colours of a theme. */
    private interface Maker extends BiFunction<Shown, Palette, Node> {
    }

    private record Shown(Selection selection, TaskExecutor executor, RecordedRun run) {

        /** Marks of the case on some steps of the run named "stopped". */
        ObservableValue<StepMarks> marks() {
            SimpleObjectProperty<StepMarks> marks = new SimpleObjectProperty<>(StepMarks.NONE);
            selection.runProperty().subscribe(now -> marks.set(now == null || !run.equals(SampleRuns.stopped()) ? StepMarks.NONE
                    : SampleMarks.of(selection.path(), Map.of(1, List.of(SampleMarks.STAR), 5, List.of(SampleMarks.finding(FindingSeverity.CRITICAL)), 8, List.of(SampleMarks.finding(FindingSeverity.MEDIUM)), 9, List.of(SampleMarks.TAG), 10, List.of(SampleMarks.NOTE)))));
            return marks;
        }

        /** What a guardrail that stops the second query makes of the run named "stopped". */
        ObservableValue<RehearsedSteps> rehearsed() {
            SimpleObjectProperty<RehearsedSteps> rehearsed = new SimpleObjectProperty<>(RehearsedSteps.NONE);
            selection.runProperty().subscribe(now -> rehearsed.set(now == null || !run.equals(SampleRuns.stopped()) ? RehearsedSteps.NONE : SampleRehearsals.of(selection.path())));
            return rehearsed;
        }

        /** A workspace that holds the run and the sample it is compared with. */
        Workspace workspace() {
            Workspace workspace = new Workspace(location -> new SampleSnapshot(run, SamplePaths.encryptedReport()), selection, executor);
            workspace.open(List.of(Path.of("sample")));
            return workspace;
        }
    }

    private static Map<String, Maker> views() {
        Map<String, Maker> views = new LinkedHashMap<>();
        views.put("timeline", (shown, palette) -> new TimelineView(new TimelineViewModel(shown.selection(), shown.marks(), shown.rehearsed(), shown.executor()), new SimpleObjectProperty<>(palette), new CommandKeys(SettingsStore.unkept(), Map.of())).node());
        views.put("graph", (shown, palette) -> new PathGraphView(new PathGraphViewModel(shown.selection(), new CausesViewModel(shown.selection(), shown.executor()), shown.marks(), shown.rehearsed(), shown.executor()), new SimpleObjectProperty<>(palette), new CommandKeys(SettingsStore.unkept(), Map.of())).node());
        views.put("diff", (shown, palette) -> new RunDiffView(new RunDiffViewModel(shown.workspace(), shown.selection(), shown.executor(), RunDiff::of), (run, steps) -> { }).node());
        return views;
    }

    private static Map<String, Callable<RecordedRun>> runs() {
        Map<String, Callable<RecordedRun>> runs = new LinkedHashMap<>();
        runs.put("report", SamplePaths::report);
        runs.put("stopped", SampleRuns::stopped);
        runs.put("empty", SamplePaths::empty);
        runs.put("single", SamplePaths::single);
        runs.put("noclock", () -> SamplePaths.withoutClock(12));
        runs.put("thousand", () -> SamplePaths.large(1_000));
        runs.put("million", () -> SamplePaths.large(1_000_000));
        return runs;
    }

    private static WritableImage take(Maker maker, RecordedRun run, Palette palette, double[] size) throws Exception {
        Selection selection = new Selection();
        TaskExecutor executor = onFx(FxTaskExecutor::new);
        // Without a window, because the headless screen is smaller than the larger of the sizes.
        Scene scene = onFx(() -> {
            Scene made = Stages.scene(maker.apply(new Shown(selection, executor, run), palette), palette, size[0], size[1]);
            made.snapshot(null);
            if (selection.run() == null) {
                selection.show(PathIndex.of(run));
            }
            return made;
        });
        awaitIdle(executor);
        onFx(() -> {
            if (run.equals(SampleRuns.stopped())) {
                selection.select(SamplePaths.id(run, "web/fetch"));
            } else if (run.steps().size() > 20) {
                selection.select(SamplePaths.id(run, 20));
            }
            return null;
        });
        awaitIdle(executor);
        Stages.awaitPulses();
        WritableImage image = onFx(() -> scene.snapshot(null));
        onFx(() -> {
            executor.close();
            return null;
        });
        return image;
    }

    private static void awaitIdle(TaskExecutor executor) throws Exception {
        while (!onFx(() -> executor.running().isEmpty())) {
            Stages.awaitPulses();
        }
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        Platform.runLater(task);
        return task.get();
    }

    /** Writes a picture of a scene. Not on the JavaFX thread. */
    public static void write(Path file, Scene scene) throws Exception {
        write(file, onFx(() -> scene.snapshot(null)));
    }

    private static void write(Path file, WritableImage image) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        ImageIO.write(copy, "png", file.toFile());
    }
}
