package dev.pathwarden.workbench.recent;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.Key;
import dev.pathwarden.workbench.keys.ViewKeys;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What stands in the middle while nothing is open: how to begin, and what was opened before. */
public final class StartView {

    private static final Texts TEXTS = Texts.of(StartView.class);
    private static final double ROW = 46;
    private static final double WIDTH = 680;
    private static final double TEXT_WIDTH = 460;
    private static final int MOST_ROWS = 9;

    private final RecentViewModel model;
    private final Consumer<RecentEntry> elsewhere;
    private final ListView<RecentEntry> list = new ListView<>();
    private final VBox root;

    /**
     * A page.
     *
     * @param ways the buttons that open something else
     * @param elsewhere opens something in a new window
     * @param keys get those of the list
     */
    public StartView(RecentViewModel model, List<Button> ways, Consumer<RecentEntry> elsewhere, CommandKeys keys) {
        this.model = model;
        this.elsewhere = elsewhere;
        Label title = new Label(TEXTS.get("title"));
        title.getStyleClass().add("welcome-title");
        title.setMinHeight(Region.USE_PREF_SIZE);
        Label text = new Label(TEXTS.get("text"));
        text.setWrapText(true);
        text.getStyleClass().add("text-muted");
        text.setMaxWidth(TEXT_WIDTH);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox buttons = new HBox(8);
        buttons.getChildren().addAll(ways);
        buttons.setAlignment(Pos.CENTER);
        root = new VBox(14, title, text, buttons, recent(keys));
        root.setAlignment(Pos.CENTER);
        root.getStyleClass().add("welcome");
        root.setId("welcome");
    }

    private Region recent(CommandKeys all) {
        Label heading = new Label(TEXTS.get("recent"));
        heading.getStyleClass().add("panel-title");
        Label keys = new Label();
        all.allProperty().subscribe(ignored -> keys.setText(TEXTS.get("recent.keys", all.shown("start.open"), all.shown("start.elsewhere"), all.shown("start.pin"), all.shown("start.remove"))));
        keys.getStyleClass().add("text-muted");
        HBox above = new HBox(12, heading, keys);
        above.setAlignment(Pos.BASELINE_LEFT);
        list.setItems(model.entries());
        list.setId("recent");
        list.setAccessibleText(TEXTS.get("recent"));
        list.setFixedCellSize(ROW);
        list.setCellFactory(ignored -> new EntryCell());
        list.addEventHandler(KeyEvent.KEY_PRESSED, new ViewKeys(all, "start", TEXTS.get("keys"), List.of(action("open", model::open, Key.of(KeyCode.ENTER)), action("elsewhere", elsewhere, Key.of(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN)),
                action("pin", this::pin, Key.of(KeyCode.P)), action("remove", this::remove, Key.of(KeyCode.DELETE))), () -> !list.getSelectionModel().isEmpty()));
        VBox box = new VBox(6, above, list);
        box.setMaxWidth(WIDTH);
        box.visibleProperty().bind(Bindings.isNotEmpty(model.entries()));
        box.managedProperty().bind(box.visibleProperty());
        model.entries().addListener((InvalidationListener) ignored -> fit());
        fit();
        return box;
    }

    private void fit() {
        double height = ROW * Math.min(MOST_ROWS, model.entries().size()) + 2;
        list.setPrefHeight(height);
        list.setMaxHeight(height);
        list.setMinHeight(Math.min(height, ROW * 2));
        if (list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
    }

    private ViewKeys.Action action(String id, Consumer<RecentEntry> action, Key usual) {
        return new ViewKeys.Action(id, TEXTS.get("key." + id), () -> action.accept(list.getSelectionModel().getSelectedItem()), usual);
    }

    private void pin(RecentEntry entry) {
        model.pin(entry, !entry.snapshot().pinned());
        model.entries().stream().filter(each -> each.snapshot().locations().equals(entry.snapshot().locations())).findFirst().ifPresent(list.getSelectionModel()::select);
    }

    private void remove(RecentEntry entry) {
        int row = model.entries().indexOf(entry);
        model.remove(entry);
        list.getSelectionModel().select(Math.min(row, model.entries().size() - 1));
    }

    /** Gives the list of what was opened the focus, if there is one. */
    public void focus() {
        if (!model.entries().isEmpty()) {
            list.requestFocus();
        }
    }

    public Region node() {
        return root;
    }

    private final class EntryCell extends ListCell<RecentEntry> {

        EntryCell() {
            setOnMouseClicked(event -> {
                if (getItem() != null && event.getClickCount() == 2) {
                    model.open(getItem());
                }
            });
        }

        @Override
        protected void updateItem(RecentEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                setContextMenu(null);
                setAccessibleText(null);
                return;
            }
            boolean pinned = entry.snapshot().pinned();
            Label name = new Label(entry.name(), entry.gone() ? Cells.icon(Icon.WARNING, "warning") : Cells.icon(pinned ? Icon.PIN : Icon.DATA));
            name.getStyleClass().add("inspector-strong");
            Label place = new Label(entry.place());
            place.getStyleClass().add("text-muted");
            place.setMinWidth(0);
            VBox names = new VBox(2, name, place);
            names.setMinWidth(0);
            names.setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(names, Priority.ALWAYS);
            Label details = new Label(entry.details());
            details.getStyleClass().add("text-muted");
            details.setMinWidth(Region.USE_PREF_SIZE);
            HBox row = new HBox(8, names, details, button(Icon.PIN, pinned ? "unpin" : "pin", () -> pin(entry)), button(Icon.CLOSE, "remove", () -> remove(entry)));
            row.setAlignment(Pos.CENTER_LEFT);
            row.setPrefWidth(0);
            setGraphic(row);
            setContextMenu(new ContextMenu(item("open", () -> model.open(entry)), item("open.window", () -> elsewhere.accept(entry)), item(pinned ? "unpin" : "pin", () -> pin(entry)), item("remove", () -> remove(entry))));
            setAccessibleText(TEXTS.get("accessible", entry.name(), entry.place(), entry.details(), pinned ? 1 : 0));
        }

        private Node button(Icon icon, String key, Runnable action) {
            Button button = new Button(null, Cells.icon(icon));
            button.getStyleClass().addAll("button-icon", "flat", "small");
            button.setAccessibleText(TEXTS.get(key));
            button.setTooltip(new Tooltip(TEXTS.get(key)));
            button.setFocusTraversable(false);
            button.setOnAction(event -> action.run());
            return button;
        }

        private MenuItem item(String key, Runnable action) {
            MenuItem item = new MenuItem(TEXTS.get(key));
            item.setOnAction(event -> action.run());
            return item;
        }
    }
}
