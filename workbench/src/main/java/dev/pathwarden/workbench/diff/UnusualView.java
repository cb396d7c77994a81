package dev.pathwarden.workbench.diff;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** What is unusual in the run that is looked at, with the runs to compare it with by choice. Selecting a row selects its step everywhere. */
public final class UnusualView {

    private static final Texts TEXTS = Texts.of(UnusualView.class);
    private static final double ROW_HEIGHT = 30;
    private static final double STEP_WIDTH = 260;
    private static final double WHAT_WIDTH = 560;
    private static final int LONGEST = 400;
    private static final int MOST_TOLD = 12;

    private final UnusualViewModel model;
    private final TableView<UnusualRow> table = new TableView<>();
    private final Label details = new Label();
    private final VBox root;

    public UnusualView(UnusualViewModel model) {
        this.model = model;
        ChoiceBox<Against> against = new ChoiceBox<>();
        against.getItems().setAll(Against.values());
        against.setConverter(new StringConverter<>() {
            @Override
            public String toString(Against value) {
                return value == null ? "" : TEXTS.get("against." + value);
            }

            @Override
            public Against fromString(String text) {
                throw new UnsupportedOperationException("nobody types into it");
            }
        });
        against.valueProperty().bindBidirectional(model.againstProperty());
        against.setId("unusual-against");
        against.setAccessibleText(TEXTS.get("against"));
        against.setTooltip(new Tooltip(TEXTS.get("against")));
        Button compare = new Button(TEXTS.get("unusual.compare"));
        compare.setId("unusual-compare");
        compare.setMinWidth(Region.USE_PREF_SIZE);
        compare.setOnAction(event -> model.compare());
        HBox choices = new HBox(8, new Label(TEXTS.get("unusual.beside")), against, compare);
        choices.setAlignment(Pos.CENTER_LEFT);
        Label summary = new Label();
        summary.setId("unusual-summary");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.textProperty().bind(model.summaryProperty());
        VBox heading = new VBox(6, choices, summary);
        heading.setPadding(new Insets(2, 10, 8, 10));
        makeTable();
        details.setId("unusual-details");
        details.setWrapText(true);
        details.setMinHeight(Region.USE_PREF_SIZE);
        VBox below = new VBox(details);
        below.setPadding(new Insets(6, 10, 8, 10));
        below.visibleProperty().bind(details.textProperty().isNotEmpty());
        below.managedProperty().bind(below.visibleProperty());
        VBox.setVgrow(table, Priority.ALWAYS);
        root = new VBox(heading, table, below);
    }

    private void makeTable() {
        table.setId("unusual-table");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setAccessibleText(TEXTS.get("unusual.table"));
        table.setPlaceholder(new Label());
        table.getColumns().setAll(List.of(column("step", STEP_WIDTH, new StepCells()), column("what", WHAT_WIDTH, new WhatCells())));
        table.setItems(model.rows());
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            details.setText(row == null ? "" : told(row));
            if (row != null) {
                model.select(row);
            }
        });
    }

    private static TableColumn<UnusualRow, UnusualRow> column(String id, double width, Cell cells) {
        TableColumn<UnusualRow, UnusualRow> column = new TableColumn<>(TEXTS.get("unusual.column." + id));
        column.setId("unusual-column-" + id);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(each -> new ReadOnlyObjectWrapper<>(each.getValue()));
        column.setCellFactory(each -> new TableCell<>() {
            @Override
            protected void updateItem(UnusualRow row, boolean empty) {
                super.updateItem(row, empty);
                boolean none = empty || row == null;
                setText(none ? null : cells.text(row));
                setGraphic(none ? null : cells.icon(row));
                setTooltip(none ? null : new Tooltip(told(row)));
            }
        });
        return column;
    }

    /** All of a row, a line each. */
    private static String told(UnusualRow row) {
        List<String> lines = row.sentences().stream().limit(MOST_TOLD).map(sentence -> Wording.line(sentence, LONGEST)).toList();
        String more = row.sentences().size() > MOST_TOLD ? "\n" + TEXTS.get("deltas.more", row.sentences().size() - MOST_TOLD) : "";
        return (row.step() == null ? "" : Wording.of(row.step()) + ": ") + String.join("\n", lines) + more;
    }

    /** What stands in the cells of a column. */
    private interface Cell {
        String text(UnusualRow row);

        Node icon(UnusualRow row);
    }

    private static final class StepCells implements Cell {
        @Override
        public String text(UnusualRow row) {
            return row.step() == null ? TEXTS.get("unusual.missing") : row.place() < 0 ? Wording.of(row.step()) : TEXTS.get("unusual.step", Integer.toString(row.place() + 1), Wording.of(row.step()));
        }

        @Override
        public Node icon(UnusualRow row) {
            return row.step() == null ? Cells.icon(Icon.UNFINISHED) : Cells.icon(row.step().operation());
        }
    }

    private static final class WhatCells implements Cell {
        @Override
        public String text(UnusualRow row) {
            String first = Wording.line(row.sentences().getFirst(), LONGEST);
            return row.sentences().size() == 1 ? first : TEXTS.get("delta.more", first, row.sentences().size() - 1);
        }

        @Override
        public Node icon(UnusualRow row) {
            return null;
        }
    }

    /** The view's root node. */
    public Region node() {
        return root;
    }
}
