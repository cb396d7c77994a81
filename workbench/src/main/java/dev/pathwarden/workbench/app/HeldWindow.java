package dev.pathwarden.workbench.app;

import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.workbench.held.HeldRecording;
import dev.pathwarden.workbench.held.HeldView;
import dev.pathwarden.workbench.held.HeldViewModel;
import dev.pathwarden.workbench.task.FxTaskExecutor;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import dev.pathwarden.workbench.theme.Themes;
import dev.pathwarden.workbench.theme.ZoomPane;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.DirectoryChooser;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;

/**
 * A window of its own for what is on hold, because it belongs to a recording that goes on, whatever snapshot is open beside it. Made when it is wanted first.
 *
 * <p>It has its own background threads: it looks at the recording all the time, which is no work that the status bar of the main window should tell.
 */
final class HeldWindow implements AutoCloseable {

    private static final Texts TEXTS = Texts.of(HeldWindow.class);
    private static final Duration LOOK_EVERY = Duration.millis(500);
    private static final double WIDTH = 1060;
    private static final double HEIGHT = 760;
    private static final double LEAST_WIDTH = 760;
    private static final double LEAST_HEIGHT = 480;

    private final Themes themes;
    private final Function<Path, HeldRecording> opener;
    private final BiConsumer<Path, HeldStep> path;
    private Stage stage;
    private TaskExecutor executor;
    private HeldViewModel model;
    private Timeline looks;
    private File last;

    /** @param path shows a step of a recording in the main window */
    HeldWindow(Themes themes, Function<Path, HeldRecording> opener, BiConsumer<Path, HeldStep> path) {
        this.themes = themes;
        this.opener = opener;
        this.path = path;
    }

    /**
     * Shows the window, or brings it to the front.
     *
     * @param open what is open in the main window, which is watched if it still grows; null for nothing
     */
    void show(Path open) {
        if (stage == null) {
            make();
        }
        looks.play();
        stage.show();
        stage.toFront();
        if (open != null) {
            model.offer(open);
        }
    }

    private void make() {
        executor = new FxTaskExecutor();
        model = new HeldViewModel(executor, opener, HeldWindow::nanos);
        stage = new Stage();
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene = new Scene(new ZoomPane(new HeldView(model, this::choose, step -> path.accept(model.locationProperty().get(), step)).node(), themes.zoomProperty(), LEAST_WIDTH, LEAST_HEIGHT), Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
        themes.dress(scene);
        stage.setScene(scene);
        stage.setTitle(TEXTS.get("held.title"));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        looks = new Timeline(new KeyFrame(LOOK_EVERY, event -> model.look()));
        looks.setCycleCount(Animation.INDEFINITE);
        stage.setOnHidden(event -> {
            looks.stop();
            model.close();
        });
    }

    private void choose() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(TEXTS.get("held.choose"));
        chooser.setInitialDirectory(last);
        File chosen = chooser.showDialog(stage);
        if (chosen != null) {
            last = chosen.getParentFile();
            model.watch(chosen.toPath());
        }
    }

    /** Its state; null before it was shown. */
    HeldViewModel model() {
        return model;
    }

    private static long nanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public void close() {
        if (stage != null) {
            stage.close();
            looks.stop();
            executor.close();
            stage = null;
        }
    }
}
