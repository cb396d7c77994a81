package dev.pathwarden.workbench.draft;

import dev.pathwarden.policies.draft.ClauseWords;
import dev.pathwarden.policies.draft.DraftClause;
import dev.pathwarden.policies.draft.Flow;
import dev.pathwarden.workbench.text.Texts;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A clause of the draft as a switch: what it keeps, how wide, and how many steps more or fewer there are if it is turned. */
final class SwitchRow {

    private static final Texts TEXTS = Texts.of(SwitchRow.class);
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");
    private static final double EFFECT_WIDTH = 52;
    private static final double CHOICE_WIDTH = 200;

    private final DraftViewModel model;
    private final String name;
    private final CheckBox on = new CheckBox();
    private final Label keeps = new Label();
    private final Label widens = new Label();
    private final Label effect = new Label();
    private final ComboBox<String> choice = new ComboBox<>();
    private final HBox root;
    private boolean showing;

    SwitchRow(DraftViewModel model, DraftClause clause) {
        this.model = model;
        this.name = clause.name();
        on.setId("draft-switch-" + name);
        on.setOnAction(event -> model.turn(name, on.isSelected()));
        keeps.setWrapText(true);
        keeps.setMinHeight(Region.USE_PREF_SIZE);
        keeps.setOnMouseClicked(event -> on.fire());
        widens.setWrapText(true);
        widens.setMinHeight(Region.USE_PREF_SIZE);
        widens.getStyleClass().addAll("text-muted", "text-small");
        VBox words = new VBox(2, keeps, widens);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        effect.setMinWidth(EFFECT_WIDTH);
        effect.setAlignment(Pos.TOP_RIGHT);
        effect.getStyleClass().add("draft-effect");
        choice.setId("draft-choice-" + name);
        choice.setPrefWidth(CHOICE_WIDTH);
        choice.setMinWidth(CHOICE_WIDTH);
        choice.setAccessibleText(TEXTS.get("choice", name));
        choice.setTooltip(new Tooltip(TEXTS.get("choice.help")));
        boolean several = clause.choices().size() > 1;
        choice.getItems().setAll(IntStream.range(0, clause.choices().size()).mapToObj(i -> ClauseWords.called(clause.choices().get(i))).toList());
        choice.getItems().add(TEXTS.get("choice.any"));
        if (several) {
            words.getChildren().add(choice);
        }
        choice.setOnAction(event -> chosen());
        root = new HBox(8, on, words, effect);
        root.setAlignment(Pos.TOP_LEFT);
        root.getStyleClass().add("draft-row");
        if (clause.name().startsWith(Flow.SOURCE)) {
            root.getStyleClass().add("draft-row-source");
        }
    }

    private void chosen() {
        int index = choice.getSelectionModel().getSelectedIndex();
        if (showing || index < 0) {
            return;
        }
        if (index == choice.getItems().size() - 1) {
            model.turn(name, false);
        } else {
            model.choose(name, index);
        }
    }

    /**
     * Shows the clause as it is now.
     *
     * @param reached what the draft hits; null where that is not known yet
     */
    void show(DraftClause clause, Reached reached) {
        showing = true;
        on.setSelected(clause.on());
        String kept = ClauseWords.keeps(clause, clause.chosen());
        keeps.setText(kept);
        String wider = clause.on() ? ClauseWords.widens(clause, clause.chosen()) : "";
        boolean usable = reached == null || !reached.unusable().contains(clause.condition());
        String below = usable ? wider.isEmpty() ? "" : TEXTS.get("widened", wider) : TEXTS.get("unusable");
        widens.setText(below);
        widens.setVisible(!below.isEmpty());
        widens.setManaged(!below.isEmpty());
        keeps.pseudoClassStateChanged(OFF, !clause.on());
        choice.getSelectionModel().select(clause.on() ? clause.chosen() : choice.getItems().size() - 1);
        long change = reached == null ? 0 : reached.count().turning(clause);
        effect.setText(reached == null ? "" : change == 0 ? TEXTS.get("effect.none") : TEXTS.get(change > 0 ? "effect.more" : "effect.fewer", Math.abs(change)));
        String help = reached == null ? "" : TEXTS.get((clause.on() ? "effect.off." : "effect.on.") + (change == 0 ? "none" : change > 0 ? "more" : "fewer"), Math.abs(change));
        effect.setTooltip(help.isEmpty() ? null : new Tooltip(help));
        on.setAccessibleText(kept + ". " + below + " " + help);
        showing = false;
    }

    Node node() {
        return root;
    }
}
