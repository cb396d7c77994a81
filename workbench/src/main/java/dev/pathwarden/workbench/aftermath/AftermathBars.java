package dev.pathwarden.workbench.aftermath;

import atlantafx.base.theme.Styles;
import dev.pathwarden.policies.rehearsal.Change;
import dev.pathwarden.workbench.canvas.CanvasPen;
import dev.pathwarden.workbench.canvas.Pen;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.Key;
import dev.pathwarden.workbench.keys.ViewKeys;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.transform.Scale;

/** Puts above a view that shows runs, while it shows them as they would have gone, what that is, what the signs mean, and how to leave it. */
public final class AftermathBars {

    private static final Texts TEXTS = Texts.of(AftermathBars.class);
    private static final String VIEW = "aftermath";
    private static final String LEAVE = "leave";
    private static final double WIDTH = 26;
    private static final double HEIGHT = 16;
    private static final int FINER = 2;

    private final AftermathViewModel model;
    private final ObservableValue<Palette> palette;
    private final CommandKeys keys;
    private final ViewKeys here;

    /** Draws a sample in a box of {@link #WIDTH} by {@link #HEIGHT}. */
    private interface Sample {
        void paint(Pen graphics, Palette palette);
    }

    /** @param keys get the key that leaves */
    public AftermathBars(AftermathViewModel model, ObservableValue<Palette> palette, CommandKeys keys) {
        this.model = model;
        this.palette = palette;
        this.keys = keys;
        here = new ViewKeys(keys, VIEW, TEXTS.get("keys"), List.of(new ViewKeys.Action(LEAVE, TEXTS.get("key.leave"), model::leave, Key.of(KeyCode.ESCAPE, KeyCombination.SHIFT_DOWN))), model::isOn);
    }

    /**
     * The view with the bar above it.
     *
     * @param signs whether the view draws signs, so that their meaning is told
     */
    public Region above(Node view, boolean signs) {
        VBox both = new VBox(bar(signs), view);
        VBox.setVgrow(view, Priority.ALWAYS);
        // Before whatever the view itself does on Escape.
        both.addEventFilter(KeyEvent.KEY_PRESSED, here);
        return both;
    }

    private Region bar(boolean signs) {
        Label sentence = new Label();
        sentence.setId("aftermath-sentence");
        sentence.textProperty().bind(model.sentenceProperty());
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        Button leave = new Button();
        leave.setId("aftermath-leave");
        leave.getStyleClass().add("small");
        leave.setMinWidth(Region.USE_PREF_SIZE);
        leave.setOnAction(event -> model.leave());
        keys.allProperty().subscribe(ignored -> {
            leave.setText(keys.with(TEXTS.get("leave"), VIEW + "." + LEAVE));
            leave.setAccessibleText(TEXTS.get("key.leave"));
        });
        HBox first = new HBox(8, sentence, leave);
        first.setAlignment(Pos.CENTER_LEFT);
        VBox bar = new VBox(2, first);
        if (signs) {
            bar.getChildren().add(new FlowPane(12, 2, entry("legend.newly", stop(Change.NEWLY_STOPPED)), entry("legend.same", stop(Change.SAME)), entry("legend.gone", stop(Change.NO_LONGER_STOPPED)),
                    entry("legend.behind", (graphics, colors) -> {
                        AftermathGlyph.behind(graphics, 1, 2, WIDTH - 2, HEIGHT - 4, colors.mutedText());
                        graphics.setStroke(colors.mutedText());
                        graphics.setLineDashes(4, 3);
                        graphics.strokeRect(1.5, 2.5, WIDTH - 3, HEIGHT - 5);
                        graphics.setLineDashes();
                    })));
        }
        bar.getStyleClass().add("notice-banner");
        bar.visibleProperty().bind(model.sentenceProperty().isNotEmpty());
        bar.managedProperty().bind(bar.visibleProperty());
        return bar;
    }

    private static Sample stop(Change change) {
        return (graphics, colors) -> AftermathGlyph.stop(graphics, change, (WIDTH - HEIGHT) / 2 + 3, 3, HEIGHT - 6, colors);
    }

    private Region entry(String key, Sample sample) {
        // Twice as fine as it is shown, so that it is still sharp in the largest interface.
        Canvas canvas = new Canvas(WIDTH * FINER, HEIGHT * FINER);
        canvas.getTransforms().add(new Scale(1.0 / FINER, 1.0 / FINER));
        canvas.getGraphicsContext2D().scale(FINER, FINER);
        palette.subscribe(colors -> {
            canvas.getGraphicsContext2D().clearRect(0, 0, WIDTH, HEIGHT);
            sample.paint(new CanvasPen(canvas.getGraphicsContext2D()), colors);
        });
        Label text = new Label(TEXTS.get(key));
        text.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        HBox entry = new HBox(5, new Group(canvas), text);
        entry.setAlignment(Pos.CENTER_LEFT);
        return entry;
    }
}
