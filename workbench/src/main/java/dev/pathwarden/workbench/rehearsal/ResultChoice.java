package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.policies.rehearsal.Change;
import dev.pathwarden.policies.rehearsal.GroupBy;
import dev.pathwarden.policies.rehearsal.Rehearsal;
import dev.pathwarden.workbench.text.Texts;
import java.util.function.LongFunction;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

/** The row in which one chooses what is shown of a rehearsal, with how many there are of each. The buttons stay while the counts change, so that the focus does. */
final class ResultChoice {

    private static final Texts TEXTS = Texts.of(ResultChoice.class);

    private final ToggleGroup group = new ToggleGroup();
    private final ToggleButton coverage = toggle("coverage");
    private final ToggleButton guardrails = toggle("guardrails");
    private final ToggleButton every = toggle("all");
    private final ToggleButton newly = toggle("new");
    private final ToggleButton gone = toggle("gone");
    private final ToggleButton same = toggle("same");
    private final ToggleButton behind = toggle("behind");
    private final FlowPane root = new FlowPane(4, 4, coverage, guardrails, every, newly, gone, same, behind);
    private final Runnable chosen;

    /**
     * @param by what the steps are put together by; null for a list
     * @param chosen does what follows from another choice
     */
    ResultChoice(ObjectProperty<GroupBy> by, Runnable chosen) {
        this.chosen = chosen;
        coverage.setSelected(true);
        root.getChildren().add(grouping(by));
        by.subscribe((before, now) -> {
            if (now != null && (isBehind() || isCoverage() || isGuardrails())) {
                every.setSelected(true);
            }
            chosen.run();
        });
    }

    private ToggleButton toggle(String key) {
        ToggleButton button = new ToggleButton();
        button.setId("filter-" + key);
        button.setToggleGroup(group);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> {
            // One of them is always chosen.
            button.setSelected(true);
            chosen.run();
        });
        return button;
    }

    private static Region grouping(ObjectProperty<GroupBy> by) {
        ComboBox<GroupBy> box = new ComboBox<>();
        box.getItems().add(null);
        box.getItems().addAll(GroupBy.values());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(GroupBy each) {
                return TEXTS.get("group." + (each == null ? "NONE" : each.name()));
            }

            @Override
            public GroupBy fromString(String text) {
                return null;
            }
        });
        box.valueProperty().bindBidirectional(by);
        box.setId("group-by");
        box.setAccessibleText(TEXTS.get("group"));
        Label label = new Label(TEXTS.get("group"));
        label.getStyleClass().add("text-muted");
        HBox row = new HBox(6, label, box);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Tells how many there are of each. */
    void show(Rehearsal result) {
        tell(coverage, result.report().coverage().size(), count -> TEXTS.get("filter.coverage", count));
        tell(guardrails, result.guardrails().size(), count -> TEXTS.get("filter.guardrails", count));
        tell(every, result.hits().size() + result.more(), count -> TEXTS.get("filter.all", count));
        tell(newly, result.newlyStopped(), count -> TEXTS.get("filter.new", count));
        tell(gone, result.noLongerStopped(), count -> TEXTS.get("filter.gone", count));
        tell(same, result.same(), count -> TEXTS.get("filter.same", count));
        tell(behind, result.hanging(), count -> TEXTS.get("filter.behind", count));
    }

    private static void tell(ToggleButton button, long count, LongFunction<String> text) {
        button.setText(text.apply(count));
    }

    /** Whether coverage is one of the things to choose, because it has no place of its own. */
    void offerCoverage(boolean offered) {
        coverage.setVisible(offered);
        coverage.setManaged(offered);
        if (!offered && isCoverage()) {
            every.setSelected(true);
        }
    }

    /** Whether coverage alone is to be shown. */
    boolean isCoverage() {
        return coverage.isSelected();
    }

    /** Whether the guardrails are to be shown beside those they are compared with. */
    boolean isGuardrails() {
        return guardrails.isSelected();
    }

    /** Whether the steps behind a stop are to be shown. */
    boolean isBehind() {
        return behind.isSelected();
    }

    /** The change whose steps alone are to be shown; null for all. */
    Change change() {
        return newly.isSelected() ? Change.NEWLY_STOPPED : gone.isSelected() ? Change.NO_LONGER_STOPPED : same.isSelected() ? Change.SAME : null;
    }

    Region node() {
        return root;
    }
}
