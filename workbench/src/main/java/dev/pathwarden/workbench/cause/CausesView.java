package dev.pathwarden.workbench.cause;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.LateTooltip;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What led to the selected step, as a section of the inspector: each step with how sure that is and the words that flowed; choosing it goes there. */
public final class CausesView {

    private static final Texts TEXTS = Texts.of(CausesView.class);
    private static final int MOST_WORDS = 2;
    private static final int LONGEST_WORDS = 160;
    private static final double LEAST_WIDTH = 40;

    private final CausesViewModel model;
    private final VBox list = new VBox(4);
    private final VBox root;

    /** A view. */
    public CausesView(CausesViewModel model) {
        this.model = model;
        Label title = new Label(TEXTS.get("title"));
        title.getStyleClass().add("section-title");
        title.setTooltip(new Tooltip(TEXTS.get("title.help")));
        root = new VBox(6, title, list);
        root.getStyleClass().add("inspector-section");
        root.setId("inspector-causes");
        model.causesProperty().subscribe(ignored -> show());
        model.lookingProperty().subscribe(ignored -> show());
        model.problemProperty().subscribe(ignored -> show());
    }

    private void show() {
        List<ShownCause> causes = model.causesProperty().get();
        if (!causes.isEmpty()) {
            list.getChildren().setAll(causes.stream().map(this::cause).toList());
            return;
        }
        Label why = new Label(model.lookingProperty().get() ? TEXTS.get("looking") : model.problemProperty().get().isEmpty() ? TEXTS.get("none") : model.problemProperty().get());
        why.setWrapText(true);
        why.getStyleClass().add("text-muted");
        list.getChildren().setAll(why);
    }

    private Node cause(ShownCause cause) {
        String name = TEXTS.get("step", cause.place() + 1, Wording.of(cause.step()));
        Hyperlink target = new Hyperlink(name, Cells.icon(cause.step().operation()));
        target.setId("cause-" + cause.rank());
        LateTooltip.set(target, () -> name);
        target.setMinWidth(LEAST_WIDTH);
        target.setOnAction(event -> model.select(cause));
        Label certainty = new Label(cause.certainty());
        certainty.getStyleClass().add("text-muted");
        certainty.setMinWidth(Region.USE_PREF_SIZE);
        LateTooltip.set(certainty, () -> TEXTS.get("certainty." + cause.certainty()));
        HBox row = new HBox(6, target, certainty);
        row.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(target, Priority.NEVER);
        VBox box = new VBox(row);
        cause.words().stream().limit(MOST_WORDS).forEach(words -> box.getChildren().add(words(TEXTS.get("words", Wording.line(words, LONGEST_WORDS)))));
        if (cause.words().size() > MOST_WORDS) {
            Label more = new Label(TEXTS.get("more", cause.words().size() - MOST_WORDS));
            more.getStyleClass().add("text-muted");
            box.getChildren().add(more);
        }
        target.setAccessibleText(name + ", " + certainty.getText() + (cause.words().isEmpty() ? "" : ", " + TEXTS.get("words", Wording.line(cause.words().getFirst(), LONGEST_WORDS))));
        return box;
    }

    private static Label words(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll("code", "cause-words");
        return label;
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
