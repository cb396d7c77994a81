package dev.pathwarden.workbench.overview;

import dev.pathwarden.workbench.canvas.LayeredCanvas;
import dev.pathwarden.workbench.canvas.Pen;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.Key;
import dev.pathwarden.workbench.keys.ViewKeys;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws runs by when they began: all of them pale, those that the filter leaves over them, and those with a stopped step at their foot. A stretch is chosen by dragging, or with the arrow keys and Enter. */
final class HistogramView {

    private static final Texts TEXTS = Texts.of(HistogramView.class);
    private static final double HEIGHT = 110;
    private static final double FOOT = 18;
    private static final double SMALL = 11;

    private final LayeredCanvas canvas = new LayeredCanvas(this::paint, this::paintChosen);
    private final ObservableValue<Palette> palette;
    private final BiConsumer<Integer, Integer> choose;
    private final Tooltip tooltip = new Tooltip();
    private RunHistogram shown;
    /** The stretches that are being chosen; -1 where none are. */
    private int anchor = -1;
    private int other = -1;

    /**
     * A view.
     *
     * @param choose is given the first and the last stretch that were chosen
     * @param keys get those of the histogram
     */
    HistogramView(ObservableValue<Palette> palette, BiConsumer<Integer, Integer> choose, CommandKeys keys) {
        this.palette = palette;
        this.choose = choose;
        canvas.setId("histogram");
        canvas.setMinHeight(HEIGHT);
        canvas.setPrefHeight(HEIGHT);
        canvas.setMaxHeight(HEIGHT);
        canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        Tooltip.install(canvas, tooltip);
        palette.subscribe(canvas::repaint);
        canvas.setOnMousePressed(event -> begin(stretch(event)));
        canvas.setOnMouseDragged(event -> reach(stretch(event)));
        canvas.setOnMouseReleased(event -> end());
        canvas.setOnMouseMoved(event -> tooltip.setText(shown == null || !shown.hasClock() ? canvas.getAccessibleHelp() : words(stretch(event))));
        canvas.focusedProperty().subscribe(canvas::repaintOverlay);
        ViewKeys pressed = new ViewKeys(keys, "overview", TEXTS.get("keys"), List.of(action("left", () -> step(-1, false), KeyCode.LEFT), action("right", () -> step(1, false), KeyCode.RIGHT),
                action("left.more", () -> step(-1, true), KeyCode.LEFT, KeyCombination.SHIFT_DOWN), action("right.more", () -> step(1, true), KeyCode.RIGHT, KeyCombination.SHIFT_DOWN), action("choose", this::end, KeyCode.ENTER)),
                () -> shown != null);
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, pressed);
        keys.allProperty().subscribe(ignored -> canvas.setAccessibleHelp(TEXTS.get("histogram.help", pressed.inWords())));
        canvas.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && anchor >= 0) {
                begin(-1);
                event.consume();
            }
        });
    }

    private static ViewKeys.Action action(String id, Runnable action, KeyCode usual, KeyCombination.Modifier... held) {
        return new ViewKeys.Action(id, TEXTS.get("key." + id), action, Key.of(usual, held));
    }

    private void step(int by, boolean wider) {
        int to = Math.clamp(other + by, 0, shown.all().length - 1);
        begin(wider && anchor >= 0 ? anchor : to);
        reach(to);
    }

    private int stretch(MouseEvent event) {
        return shown == null ? -1 : Math.clamp((long) (event.getX() / Math.max(1, canvas.getWidth()) * shown.all().length), 0, shown.all().length - 1);
    }

    private void begin(int stretch) {
        anchor = stretch;
        reach(stretch);
    }

    private void reach(int stretch) {
        other = stretch;
        if (anchor >= 0 && shown.hasClock()) {
            canvas.setAccessibleText(words(Math.min(anchor, other)) + " \u2013 " + words(Math.max(anchor, other)));
        }
        canvas.repaintOverlay();
    }

    private void end() {
        if (anchor >= 0 && shown.hasClock()) {
            int first = Math.min(anchor, other);
            int last = Math.max(anchor, other);
            begin(-1);
            choose.accept(first, last);
        }
    }

    private String words(int stretch) {
        return TEXTS.get("histogram.stretch", Wording.dateTime(shown.start(stretch)), shown.left()[stretch], shown.stopped()[stretch], shown.all()[stretch]);
    }

    void show(RunHistogram histogram) {
        shown = histogram;
        begin(-1);
        canvas.setAccessibleText(histogram == null || !histogram.hasClock() ? TEXTS.get("histogram.none")
                : TEXTS.get("histogram.words", Wording.dateTime(histogram.from()), Wording.dateTime(histogram.start(histogram.all().length))));
        canvas.repaint();
    }

    Region node() {
        return canvas;
    }

    private void paint(Pen graphics, double width, double height) {
        Palette colours = palette.getValue();
        graphics.setFill(colours.subtle());
        graphics.fillRect(0, 0, width, height - FOOT);
        graphics.setFont(Font.font(SMALL));
        graphics.setFill(colours.mutedText());
        graphics.setTextBaseline(VPos.BOTTOM);
        if (shown == null || !shown.hasClock()) {
            graphics.setTextAlign(TextAlignment.CENTER);
            graphics.fillText(shown == null ? "" : TEXTS.get("histogram.none"), width / 2, height / 2);
            return;
        }
        double wide = width / shown.all().length;
        double scale = (height - FOOT - 4) / Math.sqrt(shown.most());
        for (int i = 0; i < shown.all().length; i++) {
            double x = Math.floor(i * wide);
            double w = Math.max(1, Math.floor((i + 1) * wide) - x - 1);
            bar(graphics, colours.border(), x, w, shown.all()[i], scale, height);
            bar(graphics, colours.accent(), x, w, shown.left()[i], scale, height);
            bar(graphics, colours.danger().strong(), x, w, shown.stopped()[i], scale, height);
        }
        graphics.setFill(colours.mutedText());
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.fillText(Wording.dateTime(shown.from()), 0, height);
        graphics.setTextAlign(TextAlignment.RIGHT);
        graphics.fillText(Wording.dateTime(shown.start(shown.all().length)), width, height);
    }

    /** By the square root of the count, so that one run shows beside a thousand. */
    private static void bar(Pen graphics, Color colour, double x, double wide, int count, double scale, double height) {
        double high = count == 0 ? 0 : Math.max(2, Math.sqrt(count) * scale);
        graphics.setFill(colour);
        graphics.fillRect(x, height - FOOT - high, wide, high);
    }

    private void paintChosen(Pen graphics, double width, double height) {
        if (canvas.isFocused()) {
            graphics.setStroke(palette.getValue().accent());
            graphics.strokeRect(0.5, 0.5, width - 1, height - FOOT - 1);
        }
        if (anchor >= 0 && shown != null) {
            double wide = width / shown.all().length;
            double from = Math.min(anchor, other) * wide;
            double to = (Math.max(anchor, other) + 1) * wide;
            graphics.setGlobalAlpha(0.25);
            graphics.setFill(palette.getValue().accent());
            graphics.fillRect(from, 0, to - from, height - FOOT);
            graphics.setGlobalAlpha(1);
        }
    }
}
