package dev.pathwarden.workbench.keys;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.text.Texts;
import dev.pathwarden.workbench.theme.Themes;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import javafx.util.Subscription;

/** The dialog in which the keys of commands are changed. In the table Enter awaits a key, Delete takes one away; all else is reached with Tab. */
public final class KeyEditor {

    private static final Texts TEXTS = Texts.of(KeyEditor.class);
    private static final double WIDTH = 720;
    private static final double HEIGHT = 560;
    private static final double ROW = 28;
    private static final double COMMAND = 280;
    private static final double GROUP = 124;
    private static final double SCROLL_BAR = 18;
    private static final double SENTENCE = 40;

    private final KeyEditorViewModel model;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final TextField search = new TextField();
    private final TableView<KeyRow> table = new TableView<>();
    private final FlowPane chips = new FlowPane(6, 6);
    private final TextField awaited = new TextField();
    private final Button take = new Button(TEXTS.get("take"));
    private Subscription keysOfChosen = Subscription.EMPTY;

    private KeyEditor(Window owner, Themes themes, CommandKeys keys) {
        model = new KeyEditorViewModel(keys);
        search.setId("keys-search");
        search.setPromptText(TEXTS.get("search"));
        search.setAccessibleText(TEXTS.get("search"));
        search.textProperty().bindBidirectional(model.wordsProperty());
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                table.requestFocus();
                event.consume();
            }
        });
        list();
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox content = new VBox(8, search, table, below(), sentence());
        DialogPane pane = dialog.getDialogPane();
        pane.setId("key-editor");
        pane.setContent(content);
        double factor = Math.max(1, themes.zoomProperty().get() / (double) Themes.USUAL_ZOOM);
        pane.setPrefSize(WIDTH * factor, HEIGHT * Math.min(factor, 1.25));
        ButtonType all = new ButtonType(TEXTS.get("usual.all"), ButtonBar.ButtonData.LEFT);
        pane.getButtonTypes().setAll(all, ButtonType.CLOSE);
        Button usual = (Button) pane.lookupButton(all);
        usual.setId("keys-usual-all");
        usual.addEventFilter(ActionEvent.ACTION, event -> {
            model.resetAll();
            event.consume();
        });
        ((Button) pane.lookupButton(ButtonType.CLOSE)).setDefaultButton(false);
        dialog.initOwner(owner);
        dialog.setTitle(TEXTS.get("title"));
        dialog.setResizable(true);
        pane.getScene().getWindow().addEventHandler(WindowEvent.WINDOW_SHOWN, event -> search.requestFocus());
    }

    /** Shows it over a window and waits until it is closed. What is changed in it holds at once. */
    public static void show(Window owner, Themes themes, CommandKeys keys) {
        new KeyEditor(owner, themes, keys).dialog.showAndWait();
    }

    private void list() {
        table.setId("keys-table");
        table.setAccessibleText(TEXTS.get("list"));
        table.setFixedCellSize(ROW);
        table.setPlaceholder(new Label(TEXTS.get("none")));
        TableColumn<KeyRow, String> command = column("command", row -> new ReadOnlyObjectWrapper<>(row.command().text()), COMMAND);
        TableColumn<KeyRow, String> group = column("group", row -> new ReadOnlyObjectWrapper<>(row.command().group()), GROUP);
        TableColumn<KeyRow, String> keys = column("keys", row -> row.keysProperty().map(ignored -> row.shown()), COMMAND - GROUP);
        keys.prefWidthProperty().bind(table.widthProperty().subtract(command.widthProperty()).subtract(group.widthProperty()).subtract(SCROLL_BAR));
        table.getColumns().add(command);
        table.getColumns().add(group);
        table.getColumns().add(keys);
        table.setItems(model.shown());
        table.setRowFactory(ignored -> new KeysRow());
        table.getSelectionModel().selectedItemProperty().subscribe(row -> model.chosenProperty().set(row));
        model.wordsProperty().subscribe(ignored -> table.getSelectionModel().selectFirst());
        table.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            switch (event.getCode()) {
                case ENTER -> model.await();
                case DELETE, BACK_SPACE -> model.removeLast();
                default -> {
                    return;
                }
            }
            event.consume();
        });
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                model.await();
            }
        });
    }

    private static TableColumn<KeyRow, String> column(String key, Function<KeyRow, ObservableValue<String>> value, double width) {
        TableColumn<KeyRow, String> column = new TableColumn<>(TEXTS.get("column." + key));
        column.setId(key);
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> value.apply(cell.getValue()));
        return column;
    }

    private Region below() {
        Button add = button("add", model::await);
        Button usual = button("usual", model::reset);
        add.disableProperty().bind(Bindings.isNull(model.chosenProperty()).or(model.awaitingProperty()));
        chips.setAlignment(Pos.CENTER_LEFT);
        chips.setId("keys-chosen");
        HBox.setHgrow(chips, Priority.ALWAYS);
        awaited.setId("keys-awaited");
        awaited.setEditable(false);
        awaited.setPromptText(TEXTS.get("await"));
        awaited.accessibleTextProperty().bind(model.saidProperty());
        HBox.setHgrow(awaited, Priority.ALWAYS);
        awaited.addEventFilter(KeyEvent.ANY, this::typed);
        take.setId("keys-take");
        take.setMinWidth(Region.USE_PREF_SIZE);
        take.setOnAction(event -> model.take());
        take.visibleProperty().bind(model.contestedProperty());
        take.managedProperty().bind(take.visibleProperty());
        HBox bar = new HBox(8, chips, awaited, take, add, usual);
        bar.setAlignment(Pos.CENTER_LEFT);
        chips.visibleProperty().bind(model.awaitingProperty().not());
        chips.managedProperty().bind(chips.visibleProperty());
        awaited.visibleProperty().bind(model.awaitingProperty());
        awaited.managedProperty().bind(awaited.visibleProperty());
        model.awaitingProperty().subscribe((before, now) -> {
            if (now) {
                awaited.requestFocus();
            } else if (awaited.isFocused() || take.isFocused()) {
                table.requestFocus();
            }
        });
        awaited.focusedProperty().subscribe((before, now) -> {
            // A press on the button takes the focus before it does what it says.
            if (!now && !take.isHover()) {
                model.leave();
            }
        });
        model.chosenProperty().subscribe(row -> {
            keysOfChosen.unsubscribe();
            usual.setDisable(row == null);
            chips.getChildren().clear();
            keysOfChosen = row == null ? Subscription.EMPTY : row.keysProperty().subscribe(ignored -> {
                chips.getChildren().setAll(row.keys().stream().map(key -> chip(row, key)).toList());
                usual.setDisable(!model.isChanged());
            });
        });
        return bar;
    }

    /** All keys that are typed while one is awaited end here, so that none of them does what it does elsewhere. */
    private void typed(KeyEvent event) {
        event.consume();
        if (event.getEventType() != KeyEvent.KEY_PRESSED || event.getCode().isModifierKey()) {
            return;
        }
        boolean alone = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
        if (alone && event.getCode() == KeyCode.ESCAPE) {
            model.leave();
        } else if (alone && event.getCode() == KeyCode.ENTER && model.contestedProperty().get()) {
            model.take();
        } else {
            model.pressed(Key.of(event));
        }
    }

    private Node chip(KeyRow row, Key key) {
        Button chip = new Button(key.shown(), Cells.icon(Icon.CLOSE));
        chip.setMnemonicParsing(false);
        chip.getStyleClass().addAll("small", "key-chip");
        chip.setAccessibleText(TEXTS.get("remove", key.shown(), row.command().text()));
        chip.setOnAction(event -> {
            table.requestFocus();
            model.remove(key);
        });
        return chip;
    }

    private static Button button(String key, Runnable action) {
        Button button = new Button(TEXTS.get(key));
        button.setId("keys-" + key);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private Region sentence() {
        Label said = new Label();
        said.setId("keys-said");
        said.setWrapText(true);
        said.setMinHeight(SENTENCE);
        said.setAlignment(Pos.TOP_LEFT);
        said.textProperty().bind(model.saidProperty().map(sentence -> sentence.isEmpty() ? TEXTS.get("choose") : sentence));
        return said;
    }

    /** A row that a screen reader reads as a whole. */
    private static final class KeysRow extends TableRow<KeyRow> {

        private Subscription shown = Subscription.EMPTY;

        @Override
        protected void updateItem(KeyRow row, boolean empty) {
            super.updateItem(row, empty);
            shown.unsubscribe();
            shown = Subscription.EMPTY;
            setAccessibleText(null);
            if (!empty && row != null) {
                shown = row.keysProperty().subscribe(keys -> setAccessibleText(TEXTS.get("row", row.command().text(), row.command().group(), Optional.of(row.shown()).filter(text -> !text.isEmpty()).orElse(TEXTS.get("row.none")))));
            }
        }
    }
}
