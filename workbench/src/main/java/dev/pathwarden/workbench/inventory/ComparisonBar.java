package dev.pathwarden.workbench.inventory;

import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Offers what the inventory can be compared with, and says what came of it. */
final class ComparisonBar {

    private static final Texts TEXTS = Texts.of(ComparisonBar.class);

    private final MenuButton choose;
    private final HBox said = new HBox(8);

    /**
     * A bar.
     *
     * @param key of its texts; its nodes have the id {@code inventory-KEY}
     * @param state what came of it, a sentence; empty while nothing is compared
     * @param items what is offered, asked for each time
     * @param buttons stand behind the sentence
     */
    ComparisonBar(String key, ReadOnlyStringProperty state, Supplier<List<MenuItem>> items, Button... buttons) {
        choose = new MenuButton(TEXTS.get(key + ".choose"));
        choose.setId("inventory-" + key);
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setAccessibleText(TEXTS.get(key + ".help"));
        choose.setTooltip(new Tooltip(TEXTS.get(key + ".help")));
        // A menu without items does not open.
        choose.getItems().add(new MenuItem(""));
        choose.setOnShowing(event -> choose.getItems().setAll(items.get()));
        Label sentence = new Label();
        sentence.setId("inventory-" + key + "-found");
        sentence.textProperty().bind(state);
        sentence.setTooltip(new Tooltip());
        sentence.getTooltip().textProperty().bind(state);
        sentence.setMinWidth(0);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        said.getChildren().add(sentence);
        said.getChildren().addAll(buttons);
        said.setAlignment(Pos.CENTER_LEFT);
        said.setPadding(new Insets(0, 10, 6, 10));
        said.visibleProperty().bind(state.isNotEmpty());
        said.managedProperty().bind(said.visibleProperty());
    }

    /** A button behind the sentence. */
    static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().addAll("flat", "small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** Something that is offered. */
    static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }

    /** Opens what is offered. */
    void offer() {
        choose.requestFocus();
        choose.show();
    }

    /** The button that offers. */
    Region chooser() {
        return choose;
    }

    /** The line that says what came of it; takes no room while nothing is compared. */
    Region said() {
        return said;
    }
}
