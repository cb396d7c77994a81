package dev.pathwarden.workbench.cell;

import java.util.Collection;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Data labels in one line: as many as there is room for, and how many more there are. None is ever cut. */
public final class ChipRow extends Region {

    private static final double GAP = 4;
    private static final double LEAST_WIDTH = 40;
    private static final int MOST = 30;

    private final List<Label> chips;
    private final Label more = new Label();

    public ChipRow(Collection<String> labels) {
        chips = labels.stream().limit(MOST).map(Cells::label).toList();
        more.getStyleClass().add("text-muted");
        more.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(chips);
        getChildren().add(more);
        setAccessibleText(String.join(", ", labels));
    }

    @Override
    protected void layoutChildren() {
        more.setText("+" + chips.size());
        double moreWidth = more.prefWidth(-1);
        double left = getWidth();
        double x = 0;
        int shown = 0;
        for (Label chip : chips) {
            double width = chip.prefWidth(-1);
            boolean last = shown == chips.size() - 1;
            if (width > left - (last ? 0 : moreWidth + GAP)) {
                break;
            }
            place(chip, x, width);
            x += width + GAP;
            left -= width + GAP;
            shown++;
        }
        for (int i = 0; i < chips.size(); i++) {
            chips.get(i).setVisible(i < shown);
        }
        more.setVisible(shown < chips.size());
        more.setText("+" + (chips.size() - shown));
        place(more, x, moreWidth);
    }

    private void place(Node node, double x, double width) {
        layoutInArea(node, x, 0, width, getHeight(), 0, HPos.LEFT, VPos.CENTER);
    }

    @Override
    protected double computeMinWidth(double height) {
        return LEAST_WIDTH;
    }

    @Override
    protected double computePrefWidth(double height) {
        return chips.stream().mapToDouble(chip -> chip.prefWidth(-1) + GAP).sum();
    }

    @Override
    protected double computePrefHeight(double width) {
        return more.prefHeight(-1);
    }
}
