package dev.pathwarden.workbench.casefile;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The case as tables: what was found, and below it stars, tags and notes. */
public final class CaseView {

    private static final Texts TEXTS = Texts.of(CaseView.class);
    private static final double EMPTY_WIDTH = 460;

    private final CaseTableViewModel model;
    private final StackPane root;

    /** @param keys get those of the tables */
    public CaseView(CaseTableViewModel model, MarkActions actions, CommandKeys keys) {
        this.model = model;
        Button runs = new Button(TEXTS.get("case.runs"), Cells.icon(Icon.FILTER));
        runs.setId("case-runs");
        runs.setTooltip(new Tooltip(TEXTS.get("case.runs.help")));
        runs.setAccessibleText(TEXTS.get("case.runs.help"));
        runs.getStyleClass().addAll("flat", "small");
        runs.setMinWidth(Region.USE_PREF_SIZE);
        runs.setOnAction(event -> model.findRuns());
        Label told = new Label();
        keys.allProperty().subscribe(ignored -> told.setText(TEXTS.get("case.keys", keys.shown("case.go"), keys.shown("case.change"), keys.shown("case.remove"))));
        told.getStyleClass().add("text-muted");
        HBox.setHgrow(told, Priority.ALWAYS);
        told.setMaxWidth(Double.MAX_VALUE);
        HBox bar = new HBox(8, told, runs);
        bar.setAlignment(Pos.CENTER_LEFT);
        VBox tables = new VBox(6, bar, part("case.findings", model.findings(), CaseTable.findings(model, actions, keys).node(), "case.findings.none"),
                part("case.marks", model.others(), CaseTable.others(model, actions, keys).node(), "case.marks.none"));
        tables.getChildren().subList(1, 3).forEach(part -> VBox.setVgrow(part, Priority.ALWAYS));
        tables.getStyleClass().add("case");
        BooleanBinding nothing = Bindings.isEmpty(model.findings()).and(Bindings.isEmpty(model.others()));
        Region empty = empty();
        empty.visibleProperty().bind(nothing);
        tables.visibleProperty().bind(nothing.not());
        root = new StackPane(tables, empty);
        root.setId("case");
    }

    private static VBox part(String key, ObservableList<CaseRow> rows, TableView<CaseRow> table, String none) {
        Label heading = new Label();
        heading.getStyleClass().add("panel-title");
        heading.textProperty().bind(Bindings.createStringBinding(() -> TEXTS.get(key, rows.size()), rows));
        Label placeholder = new Label(TEXTS.get(none));
        placeholder.setWrapText(true);
        placeholder.getStyleClass().addAll("placeholder", "text-muted");
        table.setPlaceholder(placeholder);
        VBox.setVgrow(table, Priority.ALWAYS);
        return new VBox(4, heading, table);
    }

    private static Region empty() {
        Label title = new Label(TEXTS.get("case.empty.title"));
        title.getStyleClass().add("welcome-title");
        Label text = new Label(TEXTS.get("case.empty"));
        text.setWrapText(true);
        text.setMaxWidth(EMPTY_WIDTH);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.getStyleClass().add("text-muted");
        VBox box = new VBox(12, title, text);
        box.setId("case-empty");
        box.setAlignment(Pos.CENTER);
        return box;
    }

    /** Reads what is shown here; the tab tells when it is. */
    public void look() {
        model.look();
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
