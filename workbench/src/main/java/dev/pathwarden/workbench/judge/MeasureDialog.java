package dev.pathwarden.workbench.judge;

import dev.pathwarden.policies.judge.Tightening;
import dev.pathwarden.policies.judge.TradeOff;
import dev.pathwarden.policies.judge.TradeOffCsv;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.judge.MeasureViewModel.OfGuardrail;
import dev.pathwarden.workbench.text.Texts;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Callback;

/** Shows on what is measured, what other thresholds would trade, as a curve and as a table, and which clauses more would let good work go on. */
final class MeasureDialog {

    private static final Texts TEXTS = Texts.of(MeasureDialog.class);
    private static final double CLAUSES = 110;
    private static final double WIDTH = 860;
    private static final double HEIGHT = 560;

    private final MeasureViewModel model;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final ComboBox<OfGuardrail<TradeOff>> thresholds = new ComboBox<>();
    private final PointChart chart = new PointChart();
    private final PointTable points = new PointTable();
    private final ListView<OfGuardrail<Tightening>> clauses = new ListView<>();
    private final Label copied = new Label();

    MeasureDialog(MeasureViewModel model, Window owner) {
        this.model = model;
        Function<OfGuardrail<TradeOff>, String> threshold = each -> TEXTS.get("measure.threshold", each.guardrail(), each.what().threshold().literal(), Wording.line(each.what().threshold().clause(), 80));
        thresholds.setId("measure-thresholds");
        thresholds.setAccessibleText(TEXTS.get("measure.thresholds"));
        thresholds.setMaxWidth(Double.MAX_VALUE);
        thresholds.setMinWidth(100);
        thresholds.setButtonCell(cells(threshold).call(null));
        thresholds.setCellFactory(cells(threshold));
        thresholds.valueProperty().subscribe(this::draw);
        HBox.setHgrow(thresholds, Priority.ALWAYS);
        clauses.setId("measure-clauses");
        clauses.setAccessibleText(TEXTS.get("measure.clauses"));
        clauses.setPlaceholder(new Label(TEXTS.get("measure.clauses.none")));
        clauses.setMinHeight(CLAUSES);
        clauses.setPrefHeight(CLAUSES);
        clauses.setCellFactory(cells(each -> TEXTS.get("measure.clause", each.what().figures().rightStops(), each.what().figures().wrongStops(), Wording.line(each.what().clause(), 120))));
        Label sentences = wrapped("measure-sentences");
        sentences.getStyleClass().add("text-muted");
        sentences.textProperty().bind(model.measuredProperty().map(now -> String.join("\n", now.sentences())).orElse(""));
        sentences.managedProperty().bind(sentences.textProperty().isNotEmpty());
        Label said = wrapped("measure-said");
        said.textProperty().bind(model.saidProperty());
        Label heldOut = wrapped("measure-held-out");
        heldOut.textProperty().bind(model.measuredProperty().map(now -> String.join("\n", now.heldOut())).orElse(""));
        heldOut.managedProperty().bind(heldOut.textProperty().isNotEmpty());
        HBox.setHgrow(points.node(), Priority.ALWAYS);
        points.node().setPrefHeight(220);
        copied.setId("measure-copied");
        HBox choice = new HBox(8, thresholds, copy());
        choice.setAlignment(Pos.CENTER_LEFT);
        Label below = wrapped("measure-clauses-title");
        below.setText(TEXTS.get("measure.clauses"));
        VBox content = new VBox(8, said, running(), sentences, choice, copied, new HBox(8, chart.node(), points.node()), below, clauses, heldOut, take());
        copied.managedProperty().bind(copied.textProperty().isNotEmpty());
        content.getStyleClass().add("measure-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setPrefSize(WIDTH, HEIGHT);
        dialog.initOwner(owner);
        dialog.setTitle(TEXTS.get("measure"));
        dialog.setResizable(true);
        dialog.getDialogPane().setId("measure");
        dialog.getDialogPane().setContent(scroll);
        dialog.getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
        dialog.setOnHidden(event -> model.cancel());
        model.measuredProperty().subscribe(now -> {
            thresholds.getItems().clear();
            clauses.getItems().clear();
            if (now != null) {
                thresholds.getItems().setAll(now.tradeOffs());
                clauses.getItems().setAll(now.clauses());
                thresholds.getSelectionModel().selectFirst();
            }
        });
    }

    private static Label wrapped(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private HBox running() {
        ProgressBar bar = new ProgressBar();
        bar.setAccessibleText(TEXTS.get("measure.running"));
        Button cancel = new Button(TEXTS.get("measure.cancel"));
        cancel.setId("measure-cancel");
        cancel.getStyleClass().add("small");
        cancel.setOnAction(event -> model.stop());
        HBox row = new HBox(8, bar, cancel);
        row.setAlignment(Pos.CENTER_LEFT);
        row.visibleProperty().bind(model.runningProperty());
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }

    private Button copy() {
        Button copy = new Button(TEXTS.get("measure.copy"));
        copy.setId("measure-copy");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setAccessibleHelp(TEXTS.get("measure.copy.help"));
        copy.disableProperty().bind(thresholds.valueProperty().isNull());
        copy.setOnAction(event -> {
            String csv = TradeOffCsv.header() + thresholds.getItems().stream().map(each -> TradeOffCsv.lines(each.guardrail(), each.what())).collect(Collectors.joining());
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, csv));
            copied.setText(TEXTS.get("measure.copied", thresholds.getItems().size()));
        });
        return copy;
    }

    private Button take() {
        Button take = new Button(TEXTS.get("measure.take"));
        take.setId("measure-take");
        take.disableProperty().bind(clauses.getSelectionModel().selectedItemProperty().isNull());
        take.setOnAction(event -> {
            if (model.take(clauses.getSelectionModel().getSelectedItem())) {
                dialog.close();
            }
        });
        return take;
    }

    private static <T> Callback<ListView<T>, ListCell<T>> cells(Function<T, String> text) {
        return list -> new ListCell<>() {
            @Override
            protected void updateItem(T item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : text.apply(item));
            }
        };
    }

    private void draw(OfGuardrail<TradeOff> chosen) {
        TradeOff tradeOff = chosen == null ? null : chosen.what();
        copied.setText("");
        chart.show(tradeOff);
        points.show(tradeOff);
    }

    void show() {
        dialog.show();
        model.measure();
    }
}
