package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.policies.authoring.GuardrailCheck.Told;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.guardrail.Problem.Severity;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** What is told of the guardrail files, as {@code policy lint} writes it. Enter or a press goes to the place; Alt+Enter or the button behind it repairs what can be repaired for certain. Not there while there is nothing to tell. */
final class ProblemList {

    private static final Texts TEXTS = Texts.of(ProblemList.class);
    private static final double ROW = 26;
    private static final int MOST_ROWS = 3;

    private final ListView<Told> list = new ListView<>();
    private final Consumer<Told> repair;

    /**
     * A list.
     *
     * @param goTo shows a problem in the text
     * @param repair does what repairs one
     */
    ProblemList(ObservableValue<List<Told>> told, Consumer<Problem> goTo, Consumer<Told> repair) {
        this.repair = repair;
        list.setId("problems");
        list.setFixedCellSize(ROW);
        list.setCellFactory(ignored -> new ToldCell());
        list.setOnMouseClicked(event -> {
            Told chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                goTo.accept(chosen.problem());
            }
        });
        list.setOnKeyPressed(event -> {
            Told chosen = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                if (event.isAltDown()) {
                    repair.accept(chosen);
                } else {
                    goTo.accept(chosen.problem());
                }
                event.consume();
            }
        });
        told.subscribe(this::show);
    }

    private void show(List<Told> found) {
        if (!list.getItems().equals(found)) {
            list.getItems().setAll(found);
        }
        list.setVisible(!found.isEmpty());
        list.setManaged(!found.isEmpty());
        double height = Math.min(found.size(), MOST_ROWS) * ROW + 4;
        list.setMinHeight(height);
        list.setPrefHeight(height);
        list.setAccessibleText(TEXTS.get("problems", count(found, Severity.ERROR), count(found, Severity.WARNING), count(found, Severity.NOTE)));
    }

    private static long count(List<Told> found, Severity severity) {
        return found.stream().filter(told -> told.problem().severity() == severity).count();
    }

    private static Icon icon(Severity severity) {
        return severity == Severity.ERROR ? Icon.ERROR : severity == Severity.WARNING ? Icon.WARNING : Icon.LABEL;
    }

    private final class ToldCell extends ListCell<Told> {

        private final Label text = new Label();
        private final Button button = new Button(TEXTS.get("problem.repair"));
        private final HBox row = new HBox(8, text, button);

        ToldCell() {
            setPrefWidth(0);
            text.setMinWidth(0);
            text.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(text, Priority.ALWAYS);
            row.setAlignment(Pos.CENTER_LEFT);
            button.getStyleClass().addAll("small", "in-row");
            button.setMinWidth(Region.USE_PREF_SIZE);
            // The list has the keys; a button in each row would be a long way for the Tab key.
            button.setFocusTraversable(false);
            button.setOnAction(event -> repair.accept(getItem()));
        }

        @Override
        protected void updateItem(Told told, boolean empty) {
            super.updateItem(told, empty);
            if (empty || told == null) {
                setGraphic(null);
                setTooltip(null);
                setAccessibleText(null);
                return;
            }
            Problem problem = told.problem();
            String line = TEXTS.get("problem", problem.source(), TEXTS.get("problem." + problem.severity()), problem.message(), String.valueOf(problem.line()), String.valueOf(problem.column()));
            boolean repairable = told.fix() != null;
            text.setText(line);
            text.setGraphic(Cells.icon(icon(problem.severity()), problem.severity() == Severity.ERROR ? "status-blocked" : problem.severity() == Severity.WARNING ? "warning" : "text-muted"));
            button.setVisible(repairable);
            button.setManaged(repairable);
            button.setTooltip(repairable ? new Tooltip(says(told)) : null);
            setTooltip(new Tooltip(repairable ? line + "\n" + says(told) : line));
            setAccessibleText(repairable ? line + " " + says(told) : line);
            setGraphic(row);
        }

        private static String says(Told told) {
            return told.fix().with().isBlank() ? TEXTS.get("problem.removes") : TEXTS.get("problem.writes", told.fix().with().strip());
        }
    }

    /** Chooses the next problem, behind the last the first; empty where there is none. */
    Optional<Problem> next() {
        if (list.getItems().isEmpty()) {
            return Optional.empty();
        }
        int next = (list.getSelectionModel().getSelectedIndex() + 1) % list.getItems().size();
        list.getSelectionModel().select(next);
        list.scrollTo(next);
        return Optional.of(list.getItems().get(next).problem());
    }

    /** The list. */
    Region node() {
        return list;
    }
}
