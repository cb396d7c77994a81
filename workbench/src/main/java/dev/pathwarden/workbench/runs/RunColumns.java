package dev.pathwarden.workbench.runs;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.workbench.casefile.MarkCells;
import dev.pathwarden.workbench.casefile.RunMarks;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.ChipRow;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.LateTooltip;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;

/** Makes the columns of the run table. */
final class RunColumns {

    private static final Texts TEXTS = Texts.of(RunColumns.class);
    private static final int LONGEST_VALUE = 200;
    private static final double PADDING = 16;
    /** Room for one sign of a mark. */
    private static final double MARKS = 34;
    private static final double SIGN = 17;
    private static final double DIGIT = 8;
    /** Room for the heading of a column of numbers, with the sign that says it is sorted by. */
    private static final double LEAST_NUMBER = 60;

    private RunColumns() {
    }

    static TableColumn<RunSummary, RunSummary> agent() {
        TableColumn<RunSummary, RunSummary> column = column("agent", Function.identity(), 170, 170);
        column.setComparator(Comparator.comparing(summary -> Wording.agent(summary.run())));
        column.setCellFactory(ignored -> new TableCell<>() {
            {
                LateTooltip.set(this, () -> getItem() == null ? null : Wording.agent(getItem().run()) + "\n" + getItem().run().id());
            }

            @Override
            protected void updateItem(RunSummary summary, boolean empty) {
                super.updateItem(summary, empty);
                boolean none = empty || summary == null;
                setText(none ? null : Wording.agent(summary.run()));
                setGraphic(none ? null : Cells.icon(summary));
            }
        });
        return column;
    }

    static TableColumn<RunSummary, Status> status() {
        var column = column("status", (RunSummary summary) -> summary.run().status(), 104, 110);
        column.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(Status status, boolean empty) {
                super.updateItem(status, empty);
                setGraphic(empty || status == null ? null : Cells.badge(status));
            }
        });
        return column;
    }

    static TableColumn<RunSummary, Integer> number(String key, Function<RunSummary, Integer> value, double width) {
        TableColumn<RunSummary, Integer> column = column(key, value, width, width);
        column.getStyleClass().add("number-column");
        column.setCellFactory(ignored -> new TableCell<>() {
            {
                getStyleClass().add("number-cell");
            }

            @Override
            protected void updateItem(Integer number, boolean empty) {
                super.updateItem(number, empty);
                setText(empty || number == null ? null : TEXTS.get("number", number));
            }
        });
        return column;
    }

    /** Lets the largest of all numbers have room in its column. */
    static void fit(TableColumn<RunSummary, ?> column, int largest) {
        column.setMinWidth(Math.max(LEAST_NUMBER, TEXTS.get("number", largest).length() * DIGIT + PADDING));
    }

    /** How many steps of a run the filter leaves. Follows the filter by itself: making all cells of the table anew for it would stop the window. */
    static TableColumn<RunSummary, Integer> matched(RunTableViewModel model) {
        TableColumn<RunSummary, Integer> column = number("matched", model::matched, 84);
        column.setCellValueFactory(cell -> Bindings.createObjectBinding(() -> model.matched(cell.getValue()), model.matchesProperty()));
        return column;
    }

    /** The marks of a run and of its steps. Follows what is marked by itself. */
    static TableColumn<RunSummary, RunMarks> marks(RunTableViewModel model) {
        TableColumn<RunSummary, RunMarks> column = column("marks", model::marks, MARKS, MARKS);
        column.setCellValueFactory(cell -> Bindings.createObjectBinding(() -> model.marks(cell.getValue()), model.marksProperty()));
        column.getStyleClass().add("sign-column");
        column.setGraphic(Cells.icon(Icon.STAR, "mark-star"));
        column.setCellFactory(ignored -> new TableCell<>() {
            {
                widthProperty().subscribe((before, now) -> updateItem(getItem(), isEmpty()));
                LateTooltip.set(this, () -> getItem() == null || getItem().equals(RunMarks.NONE) ? null : MarkCells.words(getItem()));
            }

            @Override
            protected void updateItem(RunMarks marks, boolean empty) {
                super.updateItem(marks, empty);
                boolean none = empty || marks == null || marks.equals(RunMarks.NONE);
                setGraphic(none ? null : MarkCells.signs(marks, (int) Math.max(1, (getWidth() - PADDING) / SIGN)));
                setAccessibleText(none ? null : MarkCells.words(marks));
            }
        });
        return column;
    }

    static TableColumn<RunSummary, Set<String>> labels() {
        TableColumn<RunSummary, Set<String>> column = column("labels", RunSummary::labels, 350, 350);
        column.setComparator(Comparator.comparing(Set::toString));
        column.setCellFactory(ignored -> new TableCell<>() {
            {
                LateTooltip.set(this, () -> getItem() == null || getItem().isEmpty() ? null : String.join("\n", getItem()));
            }

            @Override
            protected void updateItem(Set<String> labels, boolean empty) {
                super.updateItem(labels, empty);
                if (empty || labels == null || labels.isEmpty()) {
                    setGraphic(null);
                    return;
                }
                ChipRow row = new ChipRow(labels);
                row.prefWidthProperty().bind(widthProperty().subtract(PADDING));
                setGraphic(row);
            }
        });
        return column;
    }

    static TableColumn<RunSummary, Long> start() {
        TableColumn<RunSummary, Long> column = column("start", summary -> summary.run().startNanos(), 158, 162);
        column.setComparator(Comparator.nullsLast(Comparator.naturalOrder()));
        column.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(Long start, boolean empty) {
                super.updateItem(start, empty);
                setText(empty || getTableRow() == null || getTableRow().getItem() == null ? null : Wording.dateTime(start));
            }
        });
        return column;
    }

    static TableColumn<RunSummary, String> attribute(String name) {
        TableColumn<RunSummary, String> column = new TableColumn<>(Wording.line(name, 40));
        column.setId("attribute:" + name);
        column.setMinWidth(90);
        column.setCellValueFactory(cell -> {
            Object value = cell.getValue().run().attributes().get(name);
            return new ReadOnlyObjectWrapper<>(value == null ? "" : Wording.line(value.toString(), LONGEST_VALUE));
        });
        return column;
    }

    private static <T> TableColumn<RunSummary, T> column(String key, Function<RunSummary, T> value, double min, double preferred) {
        TableColumn<RunSummary, T> column = new TableColumn<>(TEXTS.get("column." + key));
        column.setId(key);
        column.setMinWidth(min);
        column.setPrefWidth(preferred);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        return column;
    }
}
