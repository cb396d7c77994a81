package dev.pathwarden.workbench.diff;

import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.LateTooltip;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;

/** Columns of the diff's table. */
final class DiffColumns {

    private static final int SHORT_DELTA = 24;
    private static final Texts TEXTS = Texts.of(DiffColumns.class);
    private static final double SIGN_WIDTH = 32;
    private static final double STEP_WIDTH = 250;
    private static final double DELTA_WIDTH = 306;
    private static final int MOST_DELTAS = 12;
    private static final int LONGEST_DELTA = 300;

    private DiffColumns() {
    }

    /** Whether a step was added, removed or changed, as a sign that needs no colour. */
    static TableColumn<DiffRow, DiffRow> sign() {
        TableColumn<DiffRow, DiffRow> column = column("sign", "");
        column.setMinWidth(SIGN_WIDTH);
        column.setMaxWidth(SIGN_WIDTH);
        column.setCellFactory(each -> new TableCell<>() {
            {
                getStyleClass().add("sign");
                setAlignment(Pos.CENTER);
            }

            @Override
            protected void updateItem(DiffRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(empty || row == null ? null : TEXTS.get("sign." + row.kind()));
                setAccessibleText(empty || row == null ? null : TEXTS.get("kind." + row.kind()));
            }
        });
        return column;
    }

    /** The step on one side; a click on it shows that side's run. */
    static TableColumn<DiffRow, DiffRow> step(Side side, RunDiffViewModel model) {
        TableColumn<DiffRow, DiffRow> column = column(side.name().toLowerCase(java.util.Locale.ROOT), TEXTS.get("column." + side));
        column.setPrefWidth(STEP_WIDTH);
        column.setCellFactory(each -> new StepCell(side, model));
        return column;
    }

    /** What differs. */
    static TableColumn<DiffRow, DiffRow> deltas() {
        TableColumn<DiffRow, DiffRow> column = column("delta", TEXTS.get("column.delta"));
        column.setPrefWidth(DELTA_WIDTH);
        column.setCellFactory(each -> new TableCell<>() {
            {
                LateTooltip.set(this, () -> getItem() == null || line(getItem()).isEmpty() ? null : inFull(getItem()));
            }

            @Override
            protected void updateItem(DiffRow row, boolean empty) {
                super.updateItem(row, empty);
                String text = empty || row == null ? "" : line(row);
                setText(text);
            }
        });
        return column;
    }

    private static TableColumn<DiffRow, DiffRow> column(String id, String title) {
        TableColumn<DiffRow, DiffRow> column = new TableColumn<>(title);
        column.setId("diff-column-" + id);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(each -> new ReadOnlyObjectWrapper<>(each.getValue()));
        return column;
    }

    /** The first difference and how many more there are; all of them stand below the table and in the tooltip. */
    private static String line(DiffRow row) {
        if (row.kind() != DiffRow.Kind.CHANGED || row.deltas().isEmpty()) {
            return row.kind() == DiffRow.Kind.SAME ? "" : TEXTS.get("kind." + row.kind());
        }
        String first = brief(row.deltas().getFirst());
        return row.deltas().size() == 1 ? first : TEXTS.get("delta.more", first, row.deltas().size() - 1);
    }

    private static String brief(String delta) {
        int colon = delta.indexOf(':');
        String shown = colon < 0 || delta.length() <= SHORT_DELTA ? delta : delta.substring(0, colon);
        return Wording.line(shown.replace(" -> ", " → "), LONGEST_DELTA);
    }

    /** The name of a step; its icon tells the operation, and the tooltip both. */
    private static String name(RecordedStep step) {
        return step.step().name().isBlank() ? step.operation().text() : Wording.line(step.step().name(), LONGEST_DELTA);
    }

    /** All that differs in a row, one line each; empty where nothing does. */
    static String inFull(DiffRow row) {
        if (row == null || row.kind() == DiffRow.Kind.SAME) {
            return "";
        }
        RecordedStep step = row.left() == null ? row.right() : row.left();
        List<String> lines = new ArrayList<>(row.deltas().stream().limit(MOST_DELTAS).map(delta -> Wording.line(delta, LONGEST_DELTA)).toList());
        if (row.deltas().size() > MOST_DELTAS) {
            lines.add(TEXTS.get("deltas.more", row.deltas().size() - MOST_DELTAS));
        }
        return Wording.of(step) + ": " + (lines.isEmpty() ? TEXTS.get("kind." + row.kind()) : String.join("\n", lines));
    }

    /** Icon, operation and name of a step, and a sign where it did not end well. */
    private static final class StepCell extends TableCell<DiffRow, DiffRow> {
        private final Side side;

        StepCell(Side side, RunDiffViewModel model) {
            this.side = side;
            LateTooltip.set(this, () -> getItem() == null || side.of(getItem()) == null ? null : Wording.of(side.of(getItem())));
            setOnMouseClicked(event -> {
                if (getItem() != null) {
                    model.select(getItem(), side);
                }
            });
        }

        @Override
        protected void updateItem(DiffRow row, boolean empty) {
            super.updateItem(row, empty);
            RecordedStep step = empty || row == null ? null : side.of(row);
            setText(step == null ? null : name(step));
            if (step == null) {
                setGraphic(null);
            } else {
                HBox icons = new HBox(5, Cells.icon(step.operation()));
                if (step.status() != Status.OK) {
                    icons.getChildren().add(Cells.icon(Icon.of(step.status()), "status-" + step.status().text()));
                }
                icons.setAlignment(Pos.CENTER);
                setGraphic(icons);
                setGraphicTextGap(6);
            }
        }
    }
}
