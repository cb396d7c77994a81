package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.nav.History;
import dev.pathwarden.workbench.theme.ZoomPane;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.stage.Screen;

/** Makes the scene of a main window: no larger than the screen, scaled, with the keys of all commands, the mouse's buttons for back and forward, and the question mark for the sheet of keys. */
final class MainScene {

    static final double LEAST_WIDTH = 960;
    static final double LEAST_HEIGHT = 600;

    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private MainScene() {
    }

    static Scene of(Region content, ObservableValue<Number> zoom, History history, Commands commands) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene = new Scene(new ZoomPane(content, zoom, LEAST_WIDTH, LEAST_HEIGHT), Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
        commands.accept(scene);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getButton() == MouseButton.BACK) {
                history.back();
            } else if (event.getButton() == MouseButton.FORWARD) {
                history.forward();
            }
        });
        // As typed, because where the question mark is on a keyboard differs.
        scene.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            if (event.getCharacter().equals("?") && !(event.getTarget() instanceof TextInputControl)) {
                commands.showKeys();
            }
        });
        return scene;
    }
}
