package dev.pathwarden.workbench.inspector;

import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A recorded value as a tree; the text of the chosen row stands in full below it. Children are made when a row is opened. */
final class ValueTree {

    private static final Texts TEXTS = Texts.of(ValueTree.class);
    private static final double ROW = 24;
    private static final double FRAME = 10;
    private static final int MOST_ROWS = 12;
    private static final int MOST_CHILDREN = 1_000;
    private static final int OPEN_DEPTH = 2;
    private static final int FEW = 8;
    private static final int LONGEST_LINE = 160;
    private static final int LONGEST_TEXT = 200_000;
    private static final int LINES = 6;

    private final TreeView<Row> tree = new TreeView<>();
    private final TextArea full = new TextArea();
    private final VBox root = new VBox(4, tree);

    /** A key and the value behind it. */
    private record Row(String key, Object value) {
    }

    ValueTree(String title, Object value) {
        Item top = new Item(new Row("", value), 0);
        top.setExpanded(true);
        tree.setRoot(top.isLeaf() ? new Item(new Row("", Map.of()), 0) : top);
        if (top.isLeaf()) {
            tree.getRoot().getChildren().setAll(List.of(new Item(new Row("", value), 1)));
            tree.getRoot().setExpanded(true);
        }
        tree.setShowRoot(false);
        tree.setFixedCellSize(ROW);
        tree.setAccessibleText(title);
        tree.getStyleClass().add("value-tree");
        tree.setCellFactory(ignored -> new RowCell());
        tree.prefHeightProperty().bind(Bindings.createDoubleBinding(() -> Math.clamp(tree.getExpandedItemCount(), 1, MOST_ROWS) * ROW + FRAME, tree.expandedItemCountProperty()));
        tree.setMinHeight(Region.USE_PREF_SIZE);
        tree.getSelectionModel().selectedItemProperty().subscribe(this::showFull);
        tree.setOnKeyPressed(event -> {
            if (new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN).match(event)) {
                copy();
            }
        });
        full.setEditable(false);
        full.setWrapText(true);
        full.setPrefRowCount(LINES);
        full.getStyleClass().add("value-full");
        full.setAccessibleText(TEXTS.get("value.full"));
    }

    private void showFull(TreeItem<Row> item) {
        root.getChildren().remove(full);
        if (item != null && item.getValue().value() instanceof String text && (text.length() > 30 || text.indexOf('\n') >= 0)) {
            full.setText(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
            root.getChildren().add(full);
        }
    }

    private void copy() {
        TreeItem<Row> item = tree.getSelectionModel().getSelectedItem();
        if (item != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(ValueText.of(item.getValue().value()));
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    Region node() {
        return root;
    }

    private static final class Item extends TreeItem<Row> {
        private final int depth;
        private boolean made;

        Item(Row row, int depth) {
            super(row);
            this.depth = depth;
            int size = row.value() instanceof Map<?, ?> map ? map.size() : row.value() instanceof List<?> list ? list.size() : 0;
            setExpanded(depth < OPEN_DEPTH && size > 0 && (depth == 0 || size <= FEW));
        }

        @Override
        public boolean isLeaf() {
            Object value = getValue().value();
            return !(value instanceof Map<?, ?> map && !map.isEmpty() || value instanceof List<?> list && !list.isEmpty()) && super.getChildren().isEmpty();
        }

        @Override
        public ObservableList<TreeItem<Row>> getChildren() {
            if (!made) {
                made = true;
                Object value = getValue().value();
                if (value instanceof Map<?, ?> map) {
                    map.entrySet().stream().limit(MOST_CHILDREN).forEach(entry -> super.getChildren().add(new Item(new Row(String.valueOf(entry.getKey()), entry.getValue()), depth + 1)));
                } else if (value instanceof List<?> list) {
                    for (int i = 0; i < Math.min(list.size(), MOST_CHILDREN); i++) {
                        super.getChildren().add(new Item(new Row("[" + i + "]", list.get(i)), depth + 1));
                    }
                }
                int size = value instanceof Map<?, ?> map ? map.size() : value instanceof List<?> list ? list.size() : 0;
                if (size > MOST_CHILDREN) {
                    super.getChildren().add(new Item(new Row("", TEXTS.get("value.more", size - MOST_CHILDREN)), depth + 1));
                }
            }
            return super.getChildren();
        }
    }

    private static final class RowCell extends TreeCell<Row> {
        private final Label key = new Label();
        private final Label value = new Label();
        private final HBox line = new HBox(6, key, value);

        RowCell() {
            key.getStyleClass().add("value-key");
            key.setMinWidth(Region.USE_PREF_SIZE);
            value.setMinWidth(0);
        }

        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            key.setText(Wording.line(row.key(), 60));
            key.setManaged(!row.key().isEmpty());
            String text = ValueText.summary(row.value());
            value.setText(Wording.line(text, LONGEST_LINE));
            value.getStyleClass().setAll("label", ValueText.kind(row.value()));
            setAccessibleText(row.key() + " " + value.getText());
            setGraphic(line);
        }
    }
}
