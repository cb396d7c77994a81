package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.text.Texts;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A sentence across the window, there while it says something, with a button that dismisses it. */
final class Banner {

    private static final Texts TEXTS = Texts.of(Banner.class);

    private final HBox bar;

    private Banner(String id, String style, Region icon, ReadOnlyStringProperty text, Runnable dismiss) {
        Label sentence = new Label(null, icon);
        sentence.textProperty().bind(text);
        sentence.setWrapText(true);
        sentence.setId(id);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        sentence.setMaxWidth(Double.MAX_VALUE);
        Button close = new Button(null, Cells.icon(Icon.CLOSE));
        close.getStyleClass().addAll("button-icon", "flat", "small");
        close.setAccessibleText(TEXTS.get("banner.dismiss"));
        close.setId(id + "-dismiss");
        close.setOnAction(event -> dismiss.run());
        bar = new HBox(8, sentence, close);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add(style);
        bar.visibleProperty().bind(text.isNotEmpty());
        bar.managedProperty().bind(bar.visibleProperty());
    }

    /** Says what went wrong. */
    static Banner problem(String id, ReadOnlyStringProperty text, Runnable dismiss) {
        return new Banner(id, "problem-banner", Cells.icon(Icon.WARNING, "status-blocked"), text, dismiss);
    }

    /** Says what is good to know. */
    static Banner notice(String id, ReadOnlyStringProperty text, Runnable dismiss) {
        return new Banner(id, "notice-banner", Cells.icon(Icon.OUTCOME), text, dismiss);
    }

    Region node() {
        return bar;
    }
}
