package dev.pathwarden.workbench.judge;

import dev.pathwarden.policies.judge.Threshold;
import dev.pathwarden.policies.judge.TradeOff;
import dev.pathwarden.policies.statistics.Proportion;
import dev.pathwarden.workbench.text.Texts;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** The points of a trade-off as rows, for those who do not see the curve and those who want the numbers. */
final class PointTable {

    private static final Texts TEXTS = Texts.of(PointTable.class);

    private final TableView<TradeOff.Point> table = new TableView<>();
    private TradeOff shown;

    PointTable() {
        table.setId("measure-points");
        table.setAccessibleText(TEXTS.get("measure.points"));
        table.setPlaceholder(new Label(TEXTS.get("measure.points.none")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        add("range", 132, this::range);
        add("right", 54, point -> String.valueOf(point.figures().rightStops()));
        add("wrong", 60, point -> String.valueOf(point.figures().wrongStops()));
        add("recall", 124, point -> share(point.figures().recall()));
        add("utility", 124, point -> share(point.figures().utility()));
    }

    private void add(String key, double least, Function<TradeOff.Point, String> text) {
        TableColumn<TradeOff.Point, String> column = new TableColumn<>(TEXTS.get("measure.column." + key));
        column.setMinWidth(least);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        table.getColumns().add(column);
    }

    private String range(TradeOff.Point point) {
        Threshold threshold = shown.threshold();
        String least = threshold.written(point.least());
        String most = threshold.written(point.most());
        String text = point == shown.points().getLast() ? TEXTS.get("measure.range.more", least) : least.equals(most) ? least : TEXTS.get("measure.range", least, most);
        return point.present() ? TEXTS.get("measure.range.now", text) : text;
    }

    private static String share(Optional<Proportion> share) {
        return share.map(known -> TEXTS.get("share", known.share(), known.least(), known.most())).orElse(TEXTS.get("share.none"));
    }

    /** Shows the points of a trade-off, the present one selected; none for null. */
    void show(TradeOff tradeOff) {
        shown = tradeOff;
        table.getItems().clear();
        if (tradeOff != null) {
            table.getItems().setAll(tradeOff.points());
            tradeOff.points().stream().filter(TradeOff.Point::present).findFirst().ifPresent(present -> {
                table.getSelectionModel().select(present);
                table.scrollTo(present);
            });
        }
    }

    TableView<TradeOff.Point> node() {
        return table;
    }
}
