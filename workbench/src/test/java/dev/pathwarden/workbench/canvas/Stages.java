package dev.pathwarden.workbench.canvas;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.cell.PaletteStylesheet;
import dev.pathwarden.workbench.theme.Themes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** Shows a view in a window of its own. */
public final class Stages {

    private static final int PULSES = 4;
    private static final long PATIENCE_SECONDS = 20;

    private Stages() {
    }

    /** Shows the node in the stage. On the JavaFX thread. */
    public static void show(Stage stage, Node node, Palette palette, double width, double height) {
        stage.setScene(scene(node, palette, width, height));
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(width);
        stage.setHeight(height);
        stage.show();
    }

    /** A scene of the node in the colours of a theme. A picture of it can be taken without a window. */
    public static Scene scene(Node node, Palette palette, double width, double height) {
        Scene scene = new Scene(new StackPane(node), width, height);
        scene.setUserAgentStylesheet(palette == Palette.DARK ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets().addAll(PaletteStylesheet.of(palette), Themes.class.getResource("workbench.css").toExternalForm());
        return scene;
    }

    /** Waits until a few pulses have passed, so that what was changed before is drawn. Not on the JavaFX thread. */
    public static void awaitPulses() {
        CountDownLatch passed = new CountDownLatch(PULSES);
        AnimationTimer[] timer = new AnimationTimer[1];
        Platform.runLater(() -> {
            timer[0] = new AnimationTimer() {
                @Override
                public void handle(long now) {
                    passed.countDown();
                }
            };
            timer[0].start();
        });
        try {
            if (!passed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the toolkit gave no pulse within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            Platform.runLater(timer[0]::stop);
        }
    }
}
