package dev.pathwarden.workbench.judge;

import dev.pathwarden.policies.judge.Threshold;
import dev.pathwarden.policies.judge.Tightening;
import dev.pathwarden.policies.judge.TradeOff;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.judge.MeasureViewModel.OfGuardrail;
import dev.pathwarden.workbench.text.Texts;
import java.util.function.Function;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Callback;

/** Shows what other thresholds would trade, as a curve with the present one marked, and which clauses more would let good work go on. */
final class MeasureDialog {

    private static final Texts TEXTS = Texts.of(MeasureDialog.class);
    private static final int MOST_TICKS = 8;

    private final MeasureViewModel model;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final ComboBox<OfGuardrail<TradeOff>> thresholds = new ComboBox<>();
    private final LineChart<Number, Number> chart;
    private final Label numbers = new Label();
    private final ListView<OfGuardrail<Tightening>> clauses = new ListView<>();

    MeasureDialog(MeasureViewModel model, Window owner) {
        this.model = model;
        chart = new LineChart<>(axis("wrong"), axis("right"));
        chart.setId("measure-chart");
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        chart.setMinHeight(180);
        chart.setAxisSortingPolicy(LineChart.SortingPolicy.NONE);
        numbers.setId("measure-numbers");
        numbers.setWrapText(true);
        thresholds.setId("measure-thresholds");
        thresholds.setAccessibleText(TEXTS.get("measure.thresholds"));
        thresholds.setMaxWidth(Double.MAX_VALUE);
        Function<OfGuardrail<TradeOff>, String> threshold = each -> TEXTS.get("measure.threshold", each.guardrail(), each.what().threshold().literal(), Wording.line(each.what().threshold().clause(), 80));
        thresholds.setButtonCell(cells(threshold).call(null));
        thresholds.setCellFactory(cells(threshold));
        thresholds.valueProperty().subscribe(this::draw);
        clauses.setId("measure-clauses");
        clauses.setAccessibleText(TEXTS.get("measure.clauses"));
        clauses.setPlaceholder(new Label(TEXTS.get("measure.clauses.none")));
        clauses.setCellFactory(cells(each -> TEXTS.get("measure.clause", each.what().figures().rightStops(), each.what().figures().wrongStops(), Wording.line(each.what().clause(), 120))));
        VBox.setVgrow(clauses, Priority.ALWAYS);
        VBox.setVgrow(chart, Priority.ALWAYS);
        Button take = new Button(TEXTS.get("measure.take"));
        take.setId("measure-take");
        take.disableProperty().bind(clauses.getSelectionModel().selectedItemProperty().isNull());
        take.setOnAction(event -> {
            if (model.take(clauses.getSelectionModel().getSelectedItem())) {
                dialog.close();
            }
        });
        Label said = new Label();
        said.setId("measure-said");
        said.setWrapText(true);
        said.textProperty().bind(model.saidProperty());
        VBox content = new VBox(8, said, thresholds, chart, numbers, new Label(TEXTS.get("measure.clauses")), clauses, take);
        content.setPrefSize(640, 560);
        dialog.initOwner(owner);
        dialog.setTitle(TEXTS.get("measure"));
        dialog.setResizable(true);
        dialog.getDialogPane().setId("measure");
        dialog.getDialogPane().setContent(content);
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

    private static NumberAxis axis(String key) {
        NumberAxis axis = new NumberAxis();
        axis.setLabel(TEXTS.get("measure.axis." + key));
        axis.setMinorTickVisible(false);
        axis.setAutoRanging(false);
        return axis;
    }

    /** Steps are counted in whole numbers. */
    private static void range(NumberAxis axis, int most) {
        int unit = Math.max(1, most / MOST_TICKS);
        axis.setTickUnit(unit);
        axis.setUpperBound((most / unit + 1) * (double) unit);
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
        chart.getData().clear();
        numbers.setText("");
        if (chosen == null) {
            return;
        }
        XYChart.Series<Number, Number> series = new XYChart.Series<>();
        XYChart.Data<Number, Number> present = null;
        for (TradeOff.Point point : chosen.what().points()) {
            XYChart.Data<Number, Number> data = new XYChart.Data<>(point.figures().wrongStops(), point.figures().rightStops(), point);
            series.getData().add(data);
            present = point.present() ? data : present;
        }
        range((NumberAxis) chart.getXAxis(), chosen.what().points().stream().mapToInt(point -> point.figures().wrongStops()).max().orElse(0));
        range((NumberAxis) chart.getYAxis(), chosen.what().points().stream().mapToInt(point -> point.figures().rightStops()).max().orElse(0));
        chart.getData().add(series);
        for (XYChart.Data<Number, Number> data : series.getData()) {
            Tooltip.install(data.getNode(), new Tooltip(text(chosen.what().threshold(), (TradeOff.Point) data.getExtraValue())));
        }
        if (present != null) {
            present.getNode().getStyleClass().add("measure-present");
            present.getNode().toFront();
            numbers.setText(TEXTS.get("measure.now", text(chosen.what().threshold(), (TradeOff.Point) present.getExtraValue())));
        }
    }

    private static String text(Threshold threshold, TradeOff.Point point) {
        return TEXTS.get("measure.point", threshold.written(point.least()), threshold.written(point.most()), point.figures().rightStops(), point.figures().wrongStops());
    }

    void show() {
        dialog.show();
        model.measure();
    }
}
