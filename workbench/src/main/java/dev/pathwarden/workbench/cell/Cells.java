package dev.pathwarden.workbench.cell;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.workbench.text.Texts;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;

/** Small nodes for tables, trees and headings. Their colours follow the theme. */
public final class Cells {

    private static final Texts TEXTS = Texts.of(Cells.class);
    private static final double ICON_SIZE = 14;

    private Cells() {
    }

    /** An icon in the given style classes, 14 by 14. */
    public static Region icon(Icon icon, String... styleClasses) {
        SVGPath shape = new SVGPath();
        shape.setContent(icon.path());
        Region region = new Region();
        region.setShape(shape);
        region.setScaleShape(true);
        region.setMinSize(ICON_SIZE, ICON_SIZE);
        region.setPrefSize(ICON_SIZE, ICON_SIZE);
        region.setMaxSize(ICON_SIZE, ICON_SIZE);
        region.getStyleClass().add("pw-icon");
        region.getStyleClass().addAll(styleClasses);
        return region;
    }

    /** Icon of an operation in the colour of its layer. */
    public static Region icon(Operation operation) {
        return icon(Icon.of(operation), "layer-" + operation.layer().name().toLowerCase(Locale.ROOT));
    }

    /** Sign of a run: that of a stopped step where it has one, because a run that was stopped may well have ended ok; else that of its status. */
    public static Region icon(RunSummary run) {
        Status shown = run.blocked() > 0 ? Status.BLOCKED : run.run().status();
        return icon(Icon.of(shown), "status-" + shown.text());
    }

    /** How many steps of a run were stopped, as icon and words. */
    public static Label stopped(int steps) {
        return badge(TEXTS.get("stopped", steps), icon(Icon.STOP, "status-blocked"), "status-blocked");
    }

    /** A status as icon and word. */
    public static Label badge(Status status) {
        return badge(Wording.of(status), icon(Icon.of(status), "status-" + status.text()), "status-" + status.text());
    }

    /** An action as icon and word. */
    public static Label badge(Action action) {
        String styleClass = "verdict-" + action.verdict().text();
        return badge(Wording.of(action), icon(Icon.of(action), styleClass), styleClass);
    }

    /** A data label. */
    public static Label label(String label) {
        return badge(Wording.line(label, 60), null, "data-label");
    }

    private static Label badge(String text, Node icon, String styleClass) {
        Label badge = new Label(text, icon);
        badge.getStyleClass().addAll("pw-badge", styleClass);
        badge.setMinWidth(Region.USE_PREF_SIZE);
        return badge;
    }
}
