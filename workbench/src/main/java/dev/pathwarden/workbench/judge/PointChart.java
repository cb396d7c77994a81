package dev.pathwarden.workbench.judge;

import dev.pathwarden.policies.judge.Threshold;
import dev.pathwarden.policies.judge.TradeOff;
import dev.pathwarden.workbench.text.Texts;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Tooltip;

/** A trade-off as a curve: good work stopped to the right, right stops upwards, the present number marked. */
final class PointChart {

    private static final Texts TEXTS = Texts.of(PointChart.class);
    private static final int MOST_TICKS = 8;

    private final NumberAxis wrong = axis("wrong");
    private final NumberAxis right = axis("right");
    private final LineChart<Number, Number> chart = new LineChart<>(wrong, right);

    PointChart() {
        chart.setId("measure-chart");
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        chart.setMinSize(220, 190);
        chart.setPrefSize(330, 220);
        chart.setAxisSortingPolicy(LineChart.SortingPolicy.NONE);
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

    /** Shows the points of a trade-off; none for null. */
    void show(TradeOff tradeOff) {
        chart.getData().clear();
        chart.setAccessibleText(TEXTS.get("measure.chart"));
        if (tradeOff == null) {
            return;
        }
        XYChart.Series<Number, Number> series = new XYChart.Series<>();
        tradeOff.points().forEach(point -> series.getData().add(new XYChart.Data<>(point.figures().wrongStops(), point.figures().rightStops(), point)));
        range(wrong, tradeOff.points().stream().mapToInt(point -> point.figures().wrongStops()).max().orElse(0));
        range(right, tradeOff.points().stream().mapToInt(point -> point.figures().rightStops()).max().orElse(0));
        chart.getData().add(series);
        for (XYChart.Data<Number, Number> data : series.getData()) {
            TradeOff.Point point = (TradeOff.Point) data.getExtraValue();
            Tooltip.install(data.getNode(), new Tooltip(text(tradeOff.threshold(), point)));
            if (point.present()) {
                data.getNode().getStyleClass().add("measure-present");
                data.getNode().toFront();
                chart.setAccessibleText(TEXTS.get("measure.now", text(tradeOff.threshold(), point)));
            }
        }
    }

    static String text(Threshold threshold, TradeOff.Point point) {
        return TEXTS.get("measure.point", threshold.written(point.least()), threshold.written(point.most()), point.figures().rightStops(), point.figures().wrongStops());
    }

    LineChart<Number, Number> node() {
        return chart;
    }
}
