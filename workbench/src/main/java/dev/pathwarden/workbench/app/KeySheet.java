package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import dev.pathwarden.workbench.theme.Themes;
import javafx.geometry.Insets;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** The sheet of all keys: those of the menus as these have them, and those of the views. */
final class KeySheet {

    private static final Texts TEXTS = Texts.of(KeySheet.class);
    private static final List<String> VIEWS = List.of("filter", "timeline", "path-graph", "overview", "start");
    private static final double WIDTH = 860;
    private static final double HEIGHT = 560;
    private static final double COLUMN = 390;

    /** A line of it. */
    private record Line(String keys, String text) {
    }

    private final Stage stage;
    private final Themes themes;

    KeySheet(Stage stage, Themes themes) {
        this.stage = stage;
        this.themes = themes;
    }

    /** Shows it, and waits until it is closed. */
    void show(List<Menu> menus) {
        FlowPane groups = new FlowPane(24, 18);
        groups.setPadding(new Insets(4));
        for (Menu menu : menus) {
            groups.getChildren().add(group(menu.getText(), lines(menu)));
        }
        for (String view : VIEWS) {
            groups.getChildren().add(group(TEXTS.get("keys." + view + ".title"), TEXTS.get("keys." + view).lines().map(line -> line.split("=", 2)).map(parts -> new Line(parts[0].strip(), parts[1].strip())).toList()));
        }
        ScrollPane scroll = new ScrollPane(groups);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(stage);
        dialog.setTitle(TEXTS.get("command.keys"));
        dialog.getDialogPane().setId("key-sheet");
        dialog.getDialogPane().setContent(scroll);
        dialog.getDialogPane().setPrefSize(Math.max(WIDTH, WIDTH * factor()), HEIGHT);
        dialog.getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
        dialog.setResizable(true);
        dialog.showAndWait();
    }

    private static List<Line> lines(Menu menu) {
        List<Line> lines = new ArrayList<>();
        for (MenuItem item : menu.getItems()) {
            if (item.getAccelerator() != null) {
                lines.add(new Line(item.getAccelerator().getDisplayText(), item.getText()));
            }
        }
        return lines;
    }

    private double factor() {
        return themes.zoomProperty().get() / (double) Themes.USUAL_ZOOM;
    }

    private Region group(String title, List<Line> lines) {
        Label heading = new Label(title);
        heading.getStyleClass().add("inspector-strong");
        GridPane grid = new GridPane(14, 3);
        for (int i = 0; i < lines.size(); i++) {
            Label keys = new Label(lines.get(i).keys());
            keys.getStyleClass().add("code");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            grid.addRow(i, keys, new Label(lines.get(i).text()));
        }
        VBox group = new VBox(5, heading, grid);
        group.setPrefWidth(COLUMN * factor());
        return group;
    }
}
