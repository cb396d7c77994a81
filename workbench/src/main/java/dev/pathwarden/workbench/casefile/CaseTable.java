package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.MarkId;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.Key;
import dev.pathwarden.workbench.keys.ViewKeys;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** A table of marks. A narrow one shows its most telling columns only, so that none is cut. Usually Enter goes to what a mark is on, E changes it, Delete removes those that are chosen. */
final class CaseTable {

    private static final Texts TEXTS = Texts.of(CaseTable.class);
    private static final double ROW_HEIGHT = 30;
    private static final double SCROLL_BAR = 18;
    private static final int LONGEST = 200;

    private final CaseTableViewModel model;
    private final MarkActions actions;
    private final TableView<CaseRow> table = new TableView<>();
    private Set<MarkId> selectedBefore = Set.of();
    private int placeBefore;

    private CaseTable(String id, CaseTableViewModel model, MarkActions actions, ObservableList<CaseRow> rows, CommandKeys keys) {
        this.model = model;
        this.actions = actions;
        table.setId(id);
        table.setAccessibleText(TEXTS.get("table." + id));
        table.setFixedCellSize(ROW_HEIGHT);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        // Before the table hears of it, and behind that.
        rows.addListener((ListChangeListener<CaseRow>) change -> remember());
        SortedList<CaseRow> sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        sorted.addListener((ListChangeListener<CaseRow>) change -> selectAgain());
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                chosen(CaseTableViewModel::go);
            }
        });
        table.addEventHandler(KeyEvent.KEY_PRESSED, new ViewKeys(keys, "case", TEXTS.get("keys"), List.of(action("go", () -> chosen(CaseTableViewModel::go), KeyCode.ENTER), action("change", this::change, KeyCode.E), action("remove", this::remove, KeyCode.DELETE)), () -> true));
        table.setContextMenu(new ContextMenu(item("row.go", () -> chosen(CaseTableViewModel::go)), item("row.change", this::change), item("row.remove", this::remove)));
    }

    /** The findings, the worst first. */
    static CaseTable findings(CaseTableViewModel model, MarkActions actions, CommandKeys keys) {
        CaseTable made = new CaseTable("case-findings", model, actions, model.findings(), keys);
        TableColumn<CaseRow, FindingSeverity> severity = column("severity", row -> finding(row).severity(), 106);
        severity.setCellFactory(ignored -> cell((cell, value) -> cell.setGraphic(value == null ? null : MarkCells.badge(value))));
        TableColumn<CaseRow, ?> title = text("title", row -> finding(row).title(), 140);
        TableColumn<CaseRow, ?> step = text("step", CaseRow::step, 230);
        TableColumn<CaseRow, ?> state = text("state", row -> MarkCells.of(finding(row).state()), 94);
        TableColumn<CaseRow, ?> agent = text("agent", CaseRow::agent, 134);
        TableColumn<CaseRow, ?> author = text("author", row -> row.mark().author(), 84);
        TableColumn<CaseRow, ?> changed = changed();
        made.table.getColumns().setAll(List.of(severity, title, agent, step, state, author, changed));
        made.fit(title, List.of(severity, title, step, state, agent, changed, author));
        made.table.getSortOrder().setAll(List.of(severity));
        return made;
    }

    /** Stars, tags and notes. */
    static CaseTable others(CaseTableViewModel model, MarkActions actions, CommandKeys keys) {
        CaseTable made = new CaseTable("case-marks", model, actions, model.others(), keys);
        TableColumn<CaseRow, String> kind = text("kind", row -> MarkCells.kind(row.mark().content()), 86);
        kind.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(String word, boolean empty) {
                super.updateItem(word, empty);
                CaseRow row = getTableRow() == null ? null : getTableRow().getItem();
                setText(empty ? null : word);
                setGraphic(empty || row == null ? null : MarkCells.sign(row.mark().content()));
            }
        });
        TableColumn<CaseRow, ?> words = text("words", row -> MarkCells.words(row.mark().content()), 160);
        TableColumn<CaseRow, ?> step = text("step", CaseRow::step, 230);
        TableColumn<CaseRow, ?> agent = text("agent", CaseRow::agent, 134);
        TableColumn<CaseRow, ?> author = text("author", row -> row.mark().author(), 84);
        TableColumn<CaseRow, ?> changed = changed();
        made.table.getColumns().setAll(List.of(kind, words, agent, step, author, changed));
        made.fit(words, List.of(kind, words, step, agent, changed, author));
        return made;
    }

    TableView<CaseRow> node() {
        return table;
    }

    private ViewKeys.Action action(String id, Runnable action, KeyCode usual) {
        return new ViewKeys.Action(id, TEXTS.get("row." + id), action, Key.of(usual));
    }

    private void chosen(BiConsumer<CaseTableViewModel, CaseRow> action) {
        CaseRow row = table.getSelectionModel().getSelectedItem();
        if (row != null) {
            action.accept(model, row);
        }
    }

    private void change() {
        chosen((of, row) -> actions.edit(row.mark()));
    }

    private void remove() {
        model.cases().remove(table.getSelectionModel().getSelectedItems().stream().map(CaseRow::mark).toList());
    }

    private void remember() {
        placeBefore = table.getSelectionModel().getSelectedIndex();
        selectedBefore = table.getSelectionModel().getSelectedItems().stream().map(row -> row.mark().id()).collect(Collectors.toSet());
    }

    /** What was selected stays so while others change; where it was removed, what stands in its place is. */
    private void selectAgain() {
        if (selectedBefore.isEmpty() || table.getItems().isEmpty()) {
            return;
        }
        Set<MarkId> wanted = selectedBefore;
        selectedBefore = Set.of();
        int[] places = IntStream.range(0, table.getItems().size()).filter(i -> wanted.contains(table.getItems().get(i).mark().id())).toArray();
        table.getSelectionModel().clearSelection();
        if (places.length == 0) {
            table.getSelectionModel().select(Math.clamp(placeBefore, 0, table.getItems().size() - 1));
        } else {
            table.getSelectionModel().selectIndices(places[0], places);
        }
    }

    private void fit(TableColumn<CaseRow, ?> widest, List<TableColumn<CaseRow, ?>> byPriority) {
        table.widthProperty().subscribe(width -> {
            double left = width.doubleValue() - SCROLL_BAR;
            double others = 0;
            for (TableColumn<CaseRow, ?> column : byPriority) {
                left -= column.getMinWidth();
                column.setVisible(left >= 0);
                others += column.isVisible() && column != widest ? column.getMinWidth() : 0;
            }
            widest.setPrefWidth(Math.max(widest.getMinWidth(), width.doubleValue() - SCROLL_BAR - others));
        });
    }

    private static MarkContent.Finding finding(CaseRow row) {
        return (MarkContent.Finding) row.mark().content();
    }

    private static TableColumn<CaseRow, String> text(String key, Function<CaseRow, String> value, double width) {
        TableColumn<CaseRow, String> column = column(key, row -> Wording.line(value.apply(row), LONGEST), width);
        column.setCellFactory(ignored -> cell((cell, text) -> {
            cell.setText(text);
            cell.setTooltip(text == null || text.isEmpty() ? null : new Tooltip(text));
        }));
        return column;
    }

    private static TableColumn<CaseRow, Long> changed() {
        TableColumn<CaseRow, Long> column = column("changed", row -> row.mark().changedNanos(), 162);
        column.setCellFactory(ignored -> cell((cell, nanos) -> cell.setText(nanos == null ? null : Wording.dateTime(nanos))));
        return column;
    }

    private static <T> TableColumn<CaseRow, T> column(String key, Function<CaseRow, T> value, double width) {
        TableColumn<CaseRow, T> column = new TableColumn<>(TEXTS.get("column." + key));
        column.setId(key);
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        return column;
    }

    private static <T> TableCell<CaseRow, T> cell(BiConsumer<TableCell<CaseRow, T>, T> shown) {
        return new TableCell<>() {
            @Override
            protected void updateItem(T item, boolean empty) {
                super.updateItem(item, empty);
                shown.accept(this, empty ? null : item);
            }
        };
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(TEXTS.get(key));
        item.setId(key.replace('.', '-'));
        item.setOnAction(event -> action.run());
        return item;
    }
}
