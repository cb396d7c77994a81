package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.Key;
import dev.pathwarden.workbench.keys.KeyedCommand;
import dev.pathwarden.workbench.text.Texts;
import dev.pathwarden.workbench.theme.Themes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** The sheet of all keys: those of the commands as they are now, and those of the views. */
final class KeySheet {

    private static final Texts TEXTS = Texts.of(KeySheet.class);
    private static final List<String> VIEWS = List.of("filter", "follow", "inventory", "editor", "inspector");
    private static final double WIDTH = 860;
    private static final double HEIGHT = 560;
    private static final double COLUMN = 390;
    private static final int MOST_IN_A_LINE = 18;

    /** A line of it. */
    private record Line(String keys, String text) {
    }

    private final Stage stage;
    private final Themes themes;
    private final CommandKeys keys;
    private final Runnable change;

    /** @param change shows the dialog in which keys are changed */
    KeySheet(Stage stage, Themes themes, CommandKeys keys, Runnable change) {
        this.stage = stage;
        this.themes = themes;
        this.keys = keys;
        this.change = change;
    }

    /** The keys of the views, each with what the view is called. */
    static Map<Key, String> keysOfViews() {
        Map<Key, String> found = new HashMap<>();
        for (String view : VIEWS) {
            lines(view).stream().flatMap(line -> Arrays.stream(line.keys().split(", "))).flatMap(text -> Key.parse(text).stream()).forEach(key -> found.putIfAbsent(key, TEXTS.get("keys." + view + ".title")));
        }
        return found;
    }

    private static List<Line> lines(String view) {
        return TEXTS.get("keys." + view).lines().map(line -> line.split(" = ", 2)).map(parts -> new Line(parts[0].strip(), parts[1].strip())).toList();
    }

    /** Shows it, and waits until it is closed. */
    void show() {
        FlowPane groups = new FlowPane(24, 18);
        groups.setPadding(new Insets(4));
        Map<String, List<KeyedCommand>> menus = keys.commands().stream().filter(command -> !keys.of(command.id()).isEmpty()).collect(Collectors.groupingBy(KeyedCommand::group, LinkedHashMap::new, Collectors.toList()));
        menus.forEach((menu, commands) -> groups.getChildren().add(group(menu, commands.stream().map(command -> new Line(folded(keys.shown(command.id())), command.text())).toList())));
        for (String view : VIEWS) {
            groups.getChildren().add(group(TEXTS.get("keys." + view + ".title"), lines(view)));
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
        ButtonType changes = new ButtonType(TEXTS.get("command.keys.change"), ButtonBar.ButtonData.LEFT);
        dialog.getDialogPane().getButtonTypes().setAll(changes, ButtonType.CLOSE);
        ((Button) dialog.getDialogPane().lookupButton(changes)).setId("key-sheet-change");
        dialog.setResizable(true);
        if (dialog.showAndWait().filter(changes::equals).isPresent()) {
            change.run();
        }
    }

    /** Many keys stand below each other, so that there is room for what they do. */
    private static String folded(String shown) {
        return shown.length() > MOST_IN_A_LINE ? shown.replace(", ", ",\n") : shown;
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
            Label text = new Label(lines.get(i).text());
            GridPane.setValignment(keys, VPos.TOP);
            GridPane.setValignment(text, VPos.TOP);
            grid.addRow(i, keys, text);
        }
        VBox group = new VBox(5, heading, grid);
        group.setPrefWidth(COLUMN * factor());
        return group;
    }
}
