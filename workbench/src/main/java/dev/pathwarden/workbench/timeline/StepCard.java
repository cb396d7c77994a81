package dev.pathwarden.workbench.timeline;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A small card beside the mouse that says what is known of a step. Stays inside the view. */
final class StepCard extends VBox {

    private static final double DISTANCE = 16;
    private static final double WIDEST = 380;

    StepCard() {
        getStyleClass().addAll("pw-step-card", Styles.ELEVATED_2);
        // In the node and not only in the stylesheet, so that the card is opaque wherever the view is shown.
        setStyle("-fx-background-color: -color-bg-overlay, -color-bg-default; -fx-background-radius: 6; -fx-border-color: -color-border-default; -fx-border-radius: 6;");
        setPadding(new Insets(8, 10, 8, 10));
        setSpacing(2);
        setMaxWidth(WIDEST);
        setVisible(false);
        setManaged(false);
    }

    /** Shows lines, the first as title, beside a point of a view of that size. */
    void show(List<String> lines, double x, double y, double width, double height) {
        getChildren().setAll(lines.stream().map(line -> {
            Label label = new Label(line);
            label.getStyleClass().addAll(line.equals(lines.get(0)) ? Styles.TEXT_BOLD : Styles.TEXT_MUTED, Styles.TEXT_SMALL);
            label.setMaxWidth(WIDEST - 24);
            return label;
        }).toList());
        setVisible(true);
        applyCss();
        double wide = Math.min(prefWidth(-1), Math.min(WIDEST, width));
        double high = prefHeight(wide);
        double left = x + DISTANCE + wide <= width ? x + DISTANCE : Math.max(0, x - DISTANCE - wide);
        double top = Math.clamp(y + DISTANCE, 0, Math.max(0, height - high - 4));
        resizeRelocate(left, top, wide, high);
    }

    void hide() {
        setVisible(false);
    }
}
