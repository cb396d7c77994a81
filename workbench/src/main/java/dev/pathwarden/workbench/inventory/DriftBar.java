package dev.pathwarden.workbench.inventory;

import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import java.nio.file.Path;
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
import javafx.stage.FileChooser;

/** Chooses a baseline to compare the inventory with, or makes one of what is open, and says what came of it. */
final class DriftBar {

    private static final Texts TEXTS = Texts.of(DriftBar.class);

    private final DriftViewModel model;
    private final MenuButton choose = new MenuButton(TEXTS.get("drift.choose"));
    private final HBox said = new HBox(8);

    DriftBar(DriftViewModel model) {
        this.model = model;
        choose.setId("inventory-drift");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setAccessibleText(TEXTS.get("drift.help"));
        choose.setTooltip(new Tooltip(TEXTS.get("drift.help")));
        // A menu without items does not open.
        choose.getItems().add(new MenuItem(""));
        choose.setOnShowing(event -> choose.getItems().setAll(items()));
        Label sentence = new Label();
        sentence.setId("inventory-drift-found");
        sentence.textProperty().bind(model.stateProperty());
        sentence.setTooltip(new Tooltip());
        sentence.getTooltip().textProperty().bind(model.stateProperty());
        sentence.setMinWidth(0);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        Button end = new Button(TEXTS.get("since.end"));
        end.setId("inventory-drift-end");
        end.getStyleClass().addAll("flat", "small");
        end.setMinWidth(Region.USE_PREF_SIZE);
        end.setOnAction(event -> model.end());
        said.getChildren().setAll(sentence, end);
        said.setAlignment(Pos.CENTER_LEFT);
        said.setPadding(new Insets(0, 10, 6, 10));
        said.visibleProperty().bind(model.stateProperty().isNotEmpty());
        said.managedProperty().bind(said.visibleProperty());
    }

    private List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>();
        for (Path file : model.choices()) {
            items.add(item(TEXTS.get("since.recent", file.getFileName(), file.getParent()), () -> model.compare(file)));
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        items.add(item(TEXTS.get("drift.file"), () -> {
            File chosen = chooser("drift.title").showOpenDialog(choose.getScene().getWindow());
            if (chosen != null) {
                model.compare(chosen.toPath());
            }
        }));
        MenuItem make = item(TEXTS.get("make"), () -> {
            FileChooser chooser = chooser("make.title");
            chooser.setInitialFileName(TEXTS.get("make.file"));
            File chosen = chooser.showSaveDialog(choose.getScene().getWindow());
            if (chosen != null) {
                model.make(chosen.toPath());
            }
        });
        make.setDisable(!model.canMake());
        items.add(make);
        return items;
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(TEXTS.get(title));
        chooser.getExtensionFilters().addAll(new FileChooser.ExtensionFilter(TEXTS.get("drift.yaml"), "*.yaml", "*.yml"), new FileChooser.ExtensionFilter(TEXTS.get("drift.all"), "*"));
        model.choices().stream().findFirst().map(Path::getParent).map(Path::toFile).filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
        return chooser;
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }

    /** Offers baselines. */
    void offer() {
        choose.requestFocus();
        choose.show();
    }

    /** The button that offers baselines. */
    Region chooser() {
        return choose;
    }

    /** The line that says what drifted; takes no room while nothing is compared. */
    Region said() {
        return said;
    }
}
