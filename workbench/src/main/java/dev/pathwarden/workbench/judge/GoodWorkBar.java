package dev.pathwarden.workbench.judge;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Says that a guardrail which was saved stops good work, and leads to the clauses that would tighten it. */
public final class GoodWorkBar {

    private static final Texts TEXTS = Texts.of(GoodWorkBar.class);

    private final VBox root;

    /** @param judging what is said, and with what it is measured */
    public GoodWorkBar(Judging judging) {
        GoodWorkViewModel good = judging.goodWork();
        Label sentence = new Label(null, Cells.icon(Icon.WARNING, "warning"));
        sentence.setId("good-work");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.textProperty().bind(good.warningProperty());
        Button tighten = button("tighten");
        tighten.setOnAction(event -> new MeasureDialog(judging.measure(), tighten.getScene().getWindow()).show());
        Button dismiss = button("dismiss");
        dismiss.setOnAction(event -> good.forget());
        root = new VBox(6, sentence, new FlowPane(8, 6, tighten, dismiss));
        root.getStyleClass().add("problem-banner");
        root.visibleProperty().bind(good.warningProperty().isNotEmpty());
        root.managedProperty().bind(root.visibleProperty());
    }

    private static Button button(String key) {
        Button button = new Button(TEXTS.get("good." + key));
        button.setId("good-" + key);
        button.getStyleClass().add("small");
        return button;
    }

    /** The bar; it takes no room where there is nothing to say. */
    public Region node() {
        return root;
    }
}
