package dev.pathwarden.workbench.rehearsal;

import atlantafx.base.theme.Styles;
import dev.pathwarden.workbench.text.Texts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Puts the text of the guardrails above what it comes to; either of the two can have all the room. Where there is little, the results get it when they are asked for, unless the user chose otherwise. */
final class TextAndResults {

    /** What there is to see. */
    private enum Shown {
        TEXT, BOTH, RESULTS
    }

    private static final Texts TEXTS = Texts.of(TextAndResults.class);
    /** With less height than this there is no room for a list below the text. */
    private static final double ROOMY = 620;
    private static final double LEAST_TEXT = 90;
    private static final double USUAL = 0.46;

    private final Region text;
    private final Region results;
    private final ObjectProperty<Double> share;
    private final SplitPane split = new SplitPane();
    /** Holds what is not shown, which stays what it is. */
    private final StackPane aside = new StackPane();
    private final StackPane root = new StackPane(aside, split);
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Shown, ToggleButton> toggles = new EnumMap<>(Shown.class);
    private final HBox switches = new HBox();
    private Shown shown = Shown.BOTH;

    /** @param share which part of the height the text has, as the user chose it last, from 0 for none to 1 for all; null before any choice */
    TextAndResults(Region text, Region results, ObjectProperty<Double> share) {
        this.text = text;
        this.results = results;
        this.share = share;
        aside.setVisible(false);
        aside.setManaged(false);
        split.setOrientation(Orientation.VERTICAL);
        text.setMinHeight(LEAST_TEXT);
        split.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> {
            if (shown == Shown.BOTH && split.getDividers().size() == 1 && split.getDividers().getFirst().getPosition() != divider()) {
                share.set(split.getDividers().getFirst().getPosition());
            }
        });
        switches.setAlignment(Pos.CENTER_LEFT);
        for (Shown each : Shown.values()) {
            ToggleButton toggle = new ToggleButton(TEXTS.get("shown." + each));
            toggle.setId("shown-" + each.name().toLowerCase(Locale.ROOT));
            toggle.setTooltip(new Tooltip(TEXTS.get("shown.help." + each)));
            toggle.setAccessibleText(TEXTS.get("shown.help." + each));
            toggle.setToggleGroup(group);
            toggle.setMinWidth(Region.USE_PREF_SIZE);
            toggle.getStyleClass().add(each == Shown.TEXT ? Styles.LEFT_PILL : each == Shown.BOTH ? Styles.CENTER_PILL : Styles.RIGHT_PILL);
            toggle.setOnAction(event -> choose(each));
            toggles.put(each, toggle);
            switches.getChildren().add(toggle);
        }
        show(share.get() == null ? Shown.BOTH : share.get() <= 0 ? Shown.RESULTS : share.get() >= 1 ? Shown.TEXT : Shown.BOTH);
    }

    private double divider() {
        return share.get() == null || share.get() <= 0 || share.get() >= 1 ? USUAL : share.get();
    }

    private void choose(Shown next) {
        share.set(switch (next) {
            case TEXT -> 1.0;
            case RESULTS -> 0.0;
            case BOTH -> divider();
        });
        show(next);
    }

    private void show(Shown next) {
        shown = next;
        toggles.get(next).setSelected(true);
        split.getItems().clear();
        aside.getChildren().clear();
        switch (next) {
            case TEXT -> {
                aside.getChildren().setAll(results);
                split.getItems().setAll(text);
            }
            case RESULTS -> {
                aside.getChildren().setAll(text);
                split.getItems().setAll(results);
            }
            case BOTH -> {
                split.getItems().setAll(text, results);
                split.setDividerPositions(divider());
            }
        }
    }

    /** Results were asked for: they are brought into view. */
    void tried() {
        boolean low = split.getHeight() < ROOMY && share.get() == null;
        if (shown == Shown.TEXT || shown == Shown.BOTH && low) {
            show(low ? Shown.RESULTS : Shown.BOTH);
        }
    }

    /** Another text is to be written: it is brought into view. */
    void written() {
        if (shown == Shown.RESULTS) {
            show(Shown.BOTH);
        }
    }

    /** What chooses between the two. */
    Region switches() {
        return switches;
    }

    Region node() {
        return root;
    }
}
