package dev.pathwarden.workbench.diff;

import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Two ways to compare, one at a time: two runs with each other, and one with many. */
public final class DiffPages {

    private static final Texts TEXTS = Texts.of(DiffPages.class);

    private final UnusualViewModel unusual;
    private final StackPane page = new StackPane();
    private final VBox root;
    private boolean many;
    private boolean shown;

    /**
     * Pages.
     *
     * @param two compares two runs
     * @param one compares one run with many
     * @param unusual its model, which is told whether it is looked at
     */
    public DiffPages(Node two, Node one, UnusualViewModel unusual) {
        this.unusual = unusual;
        ToggleGroup group = new ToggleGroup();
        ToggleButton pair = button("two", group, two, false);
        pair.setSelected(true);
        page.getChildren().setAll(two);
        VBox.setVgrow(page, Priority.ALWAYS);
        HBox choice = new HBox(pair, button("many", group, one, true));
        choice.setPadding(new Insets(8, 10, 2, 10));
        root = new VBox(choice, page);
        root.getStyleClass().add("pw-diff");
    }

    private ToggleButton button(String id, ToggleGroup group, Node shows, boolean ofMany) {
        ToggleButton button = new ToggleButton(TEXTS.get("page." + id));
        button.setId("diff-page-" + id);
        button.setToggleGroup(group);
        button.getStyleClass().addAll("small", ofMany ? "right-pill" : "left-pill");
        button.setOnAction(event -> {
            button.setSelected(true);
            many = ofMany;
            page.getChildren().setAll(List.of(Objects.requireNonNull(shows)));
            unusual.look(many && shown);
        });
        return button;
    }

    /** Says whether the pages are at the front. */
    public void look(boolean front) {
        shown = front;
        unusual.look(many && shown);
    }

    /** The node of the pages. */
    public Node node() {
        return root;
    }
}
