package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Says that a file is another one on disk than it was when it was read, and asks what is to be done. */
final class ConflictBar {

    private static final Texts TEXTS = Texts.of(ConflictBar.class);
    private static final int ROWS = 10;

    private final VBox root = new VBox(6);

    ConflictBar(RehearsalViewModel model) {
        Label sentence = new Label(null, Cells.icon(Icon.WARNING, "warning"));
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.setId("conflict-sentence");
        TextArea difference = new TextArea();
        difference.setId("conflict-difference");
        difference.setEditable(false);
        difference.setPrefRowCount(ROWS);
        difference.getStyleClass().add("code");
        difference.setAccessibleText(TEXTS.get("conflict.difference"));
        ToggleButton show = new ToggleButton(TEXTS.get("conflict.difference"));
        show.setId("conflict-show");
        difference.visibleProperty().bind(show.selectedProperty());
        difference.managedProperty().bind(show.selectedProperty());
        Button mine = button("mine", model::keepMine);
        Button theirs = button("theirs", model::takeTheirs);
        theirs.managedProperty().bind(theirs.visibleProperty());
        root.getChildren().setAll(sentence, new FlowPane(8, 6, mine, theirs, show), difference);
        root.setId("conflict");
        root.getStyleClass().add("problem-banner");
        model.conflictProperty().subscribe(conflict -> {
            boolean any = conflict != null;
            root.setVisible(any);
            root.setManaged(any);
            sentence.setText(any ? TEXTS.get(conflict.isGone() ? "conflict.gone" : "conflict", conflict.path()) : null);
            mine.setText(TEXTS.get(any && conflict.isGone() ? "conflict.again" : "conflict.mine"));
            theirs.setVisible(!any || !conflict.isGone());
            difference.setText(any ? conflict.difference() : "");
            show.setSelected(false);
        });
    }

    private static Button button(String key, Runnable action) {
        Button button = new Button(TEXTS.get("conflict." + key));
        button.setId("conflict-" + key);
        button.setOnAction(event -> action.run());
        return button;
    }

    Region node() {
        return root;
    }
}
