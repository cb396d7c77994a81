package dev.pathwarden.workbench.palette;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.text.Texts;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The palette, over the middle of the window. It takes the focus while it is open, and gives it back. */
public final class PaletteView {

    private static final Texts TEXTS = Texts.of(PaletteView.class);
    private static final double WIDTH = 640;
    private static final double HEIGHT = 420;
    private static final double ROW = 30;
    private static final double FROM_TOP = 70;

    private final PaletteViewModel model;
    private final TextField field = new TextField();
    private final ListView<PaletteEntry> list = new ListView<>();
    private final VBox box = new VBox(6);
    private final StackPane root = new StackPane(box);
    private Node focusBefore;

    public PaletteView(PaletteViewModel model) {
        this.model = model;
        field.setId("palette-text");
        field.setPromptText(TEXTS.get("prompt"));
        field.setAccessibleText(TEXTS.get("help"));
        field.textProperty().bindBidirectional(model.textProperty());
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (pressed(event.getCode())) {
                event.consume();
            }
        });
        list.setId("palette-list");
        list.setAccessibleText(TEXTS.get("list"));
        list.setFixedCellSize(ROW);
        list.setFocusTraversable(false);
        list.setItems(model.shown());
        list.setCellFactory(ignored -> new EntryCell());
        list.setPlaceholder(new Label(TEXTS.get("empty")));
        model.shown().subscribe(() -> {
            if (model.shown().isEmpty()) {
                // The list does not know yet that it is empty, and would look for its first row.
                list.getSelectionModel().clearSelection();
                return;
            }
            list.getSelectionModel().select(0);
            list.scrollTo(0);
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        box.getChildren().setAll(field, list);
        box.setMaxSize(WIDTH, HEIGHT);
        box.getStyleClass().add("palette");
        root.setAlignment(Pos.TOP_CENTER);
        root.setPadding(new Insets(FROM_TOP, 0, 0, 0));
        root.setId("palette");
        root.setVisible(false);
        // A press beside it is one on what it lies over.
        root.setOnMousePressed(event -> close());
        box.setOnMousePressed(event -> event.consume());
    }

    private boolean pressed(KeyCode key) {
        int at = list.getSelectionModel().getSelectedIndex();
        switch (key) {
            case DOWN -> select(Math.min(model.shown().size() - 1, at + 1));
            case UP -> select(Math.max(0, at - 1));
            case ENTER -> run();
            case ESCAPE -> close();
            case TAB -> {
                // The focus stays: behind the palette nobody would see it.
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void select(int row) {
        list.getSelectionModel().select(row);
        int visible = (int) (list.getHeight() / ROW) - 1;
        list.scrollTo(Math.max(0, row - visible));
    }

    private void run() {
        PaletteEntry chosen = list.getSelectionModel().getSelectedItem();
        close();
        if (chosen != null) {
            model.run(chosen);
        }
    }

    /** Shows it, with nothing typed; no effect while it is shown. */
    public void open() {
        if (root.isVisible()) {
            field.requestFocus();
            return;
        }
        focusBefore = root.getScene() == null ? null : root.getScene().getFocusOwner();
        model.open();
        root.setVisible(true);
        field.requestFocus();
    }

    /** Shows it with something typed, which the next key replaces. */
    public void open(String typed) {
        open();
        field.setText(typed);
        field.selectAll();
    }

    private void close() {
        root.setVisible(false);
        if (focusBefore != null) {
            focusBefore.requestFocus();
        }
    }

    /** The view, invisible until it is opened; to lie over all else. */
    public Region node() {
        return root;
    }

    private final class EntryCell extends ListCell<PaletteEntry> {

        EntryCell() {
            setOnMouseClicked(event -> {
                if (getItem() != null) {
                    run();
                }
            });
        }

        @Override
        protected void updateItem(PaletteEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            Label text = new Label(entry.text());
            text.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(text, Priority.ALWAYS);
            Label detail = new Label(entry.detail());
            detail.getStyleClass().add("text-muted");
            detail.setMinWidth(Region.USE_PREF_SIZE);
            HBox row = new HBox(10, Cells.icon(entry.icon()), text, detail);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setPrefWidth(0);
            setGraphic(row);
            setAccessibleText(entry.detail().isEmpty() ? entry.text() : entry.text() + ", " + entry.detail());
        }
    }
}
