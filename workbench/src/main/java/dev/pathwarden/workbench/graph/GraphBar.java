package dev.pathwarden.workbench.graph;

import atlantafx.base.theme.Styles;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.text.Texts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

/** The bar above the graph: which part of the run is drawn, whether the way from the root cause is lit, what gets frames, and the zoom. */
final class GraphBar extends FlowPane {

    private static final Texts TEXTS = Texts.of(GraphBar.class);

    GraphBar(PathGraphViewModel model, PathGraphView view, CommandKeys keys) {
        super(8, 4, parts(model, keys), lightsCause(model, keys), groups(model, keys), zoom(view));
        setPadding(new Insets(6, 8, 6, 10));
        setAlignment(Pos.CENTER_LEFT);
    }

    private static HBox parts(PathGraphViewModel model, CommandKeys keys) {
        Map<PathGraphViewModel.Part, ToggleButton> buttons = new EnumMap<>(PathGraphViewModel.Part.class);
        ToggleGroup group = new ToggleGroup();
        HBox parts = new HBox();
        for (PathGraphViewModel.Part part : PathGraphViewModel.Part.values()) {
            String name = part.name().toLowerCase(Locale.ROOT);
            ToggleButton button = new ToggleButton(TEXTS.get("part." + name));
            button.setId("graph-" + name);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.getStyleClass().add(part.ordinal() == 0 ? Styles.LEFT_PILL : part.ordinal() == PathGraphViewModel.Part.values().length - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
            button.setTooltip(help(TEXTS.get("part." + name + ".help"), name, keys));
            button.setToggleGroup(group);
            button.setOnAction(event -> {
                model.show(part);
                // The group takes the choice back when the chosen button is pressed again.
                group.selectToggle(buttons.get(model.partProperty().get()));
            });
            buttons.put(part, button);
            parts.getChildren().add(button);
        }
        model.partProperty().subscribe(part -> group.selectToggle(buttons.get(part)));
        return parts;
    }

    private static ToggleButton lightsCause(PathGraphViewModel model, CommandKeys keys) {
        ToggleButton button = new ToggleButton(TEXTS.get("cause"));
        button.setId("graph-cause");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(help(TEXTS.get("cause.help"), "cause", keys));
        button.selectedProperty().bindBidirectional(model.lightsCauseProperty());
        return button;
    }

    private static ChoiceBox<GroupBy> groups(PathGraphViewModel model, CommandKeys keys) {
        ChoiceBox<GroupBy> choice = new ChoiceBox<>();
        choice.setId("graph-groups");
        choice.getItems().setAll(GroupBy.values());
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(GroupBy by) {
                return by == null ? "" : TEXTS.get("groups." + by);
            }

            @Override
            public GroupBy fromString(String text) {
                throw new UnsupportedOperationException("nothing is typed here");
            }
        });
        choice.setTooltip(help(TEXTS.get("groups.help"), "groups", keys));
        choice.accessibleTextProperty().bind(choice.getTooltip().textProperty());
        choice.setMinWidth(Region.USE_PREF_SIZE);
        choice.valueProperty().bindBidirectional(model.groupsProperty());
        return choice;
    }

    /** What a control does, with the key that does it now. */
    private static Tooltip help(String text, String action, CommandKeys keys) {
        Tooltip tooltip = new Tooltip();
        keys.allProperty().subscribe(ignored -> tooltip.setText(keys.with(text, "graph." + action)));
        return tooltip;
    }

    private static HBox zoom(PathGraphView view) {
        HBox zoom = new HBox(4, button("graph-zoom-out", "−", TEXTS.get("zoom.out"), view::zoomOut), button("graph-zoom-in", "+", TEXTS.get("zoom.in"), view::zoomIn),
                button("graph-fit", TEXTS.get("zoom.fit"), TEXTS.get("zoom.fit.help"), view::fit));
        zoom.setAlignment(Pos.CENTER);
        return zoom;
    }

    private static Button button(String id, String text, String help, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleText(help);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
