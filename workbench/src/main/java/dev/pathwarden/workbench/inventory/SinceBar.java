package dev.pathwarden.workbench.inventory;

import dev.pathwarden.workbench.recent.RecentEntry;
import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

/** Chooses an earlier snapshot to compare the inventory with, and says what came of it. */
final class SinceBar {

    private static final Texts TEXTS = Texts.of(SinceBar.class);

    private final SinceViewModel model;
    private final MenuButton choose = new MenuButton(TEXTS.get("since.choose"));
    private final HBox said = new HBox(8);

    SinceBar(SinceViewModel model) {
        this.model = model;
        choose.setId("inventory-since");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setAccessibleText(TEXTS.get("since.help"));
        choose.setTooltip(new Tooltip(TEXTS.get("since.help")));
        // A menu without items does not open.
        choose.getItems().add(new MenuItem(""));
        choose.setOnShowing(event -> choose.getItems().setAll(items()));
        Label sentence = new Label();
        sentence.setId("inventory-since-found");
        sentence.textProperty().bind(model.stateProperty());
        sentence.setTooltip(new Tooltip());
        sentence.getTooltip().textProperty().bind(model.stateProperty());
        sentence.setMinWidth(0);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        Button runs = button("runs", model::findRuns);
        Button end = button("end", model::end);
        said.getChildren().setAll(sentence, runs, end);
        said.setAlignment(Pos.CENTER_LEFT);
        said.setPadding(new Insets(0, 10, 6, 10));
        said.visibleProperty().bind(model.stateProperty().isNotEmpty());
        said.managedProperty().bind(said.visibleProperty());
        model.foundProperty().subscribe(found -> {
            runs.setVisible(model.canFindRuns());
            runs.setManaged(model.canFindRuns());
        });
    }

    private static Button button(String key, Runnable action) {
        Button button = new Button(TEXTS.get("since." + key));
        button.setId("inventory-since-" + key);
        button.getStyleClass().addAll("flat", "small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>();
        for (RecentEntry entry : model.choices()) {
            items.add(item(TEXTS.get("since.recent", entry.name(), entry.place()), () -> model.compare(entry.snapshot().locations())));
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        items.add(item(TEXTS.get("since.file"), () -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(TEXTS.get("since.title"));
            compare(chooser.showOpenDialog(choose.getScene().getWindow()));
        }));
        items.add(item(TEXTS.get("since.directory"), () -> {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(TEXTS.get("since.title"));
            compare(chooser.showDialog(choose.getScene().getWindow()));
        }));
        return items;
    }

    private void compare(File with) {
        if (with != null) {
            model.compare(List.of(with.toPath()));
        }
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }

    /** Offers earlier snapshots. */
    void offer() {
        choose.requestFocus();
        choose.show();
    }

    /** The button that offers earlier snapshots. */
    Region chooser() {
        return choose;
    }

    /** The line that says what is new; takes no room while nothing is compared. */
    Region said() {
        return said;
    }
}
