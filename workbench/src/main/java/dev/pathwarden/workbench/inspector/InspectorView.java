package dev.pathwarden.workbench.inspector;

import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The step inspector. */
public final class InspectorView {

    private static final Texts TEXTS = Texts.of(InspectorView.class);

    private final InspectorViewModel model;
    private final Region causes;
    private final VBox content = new VBox();
    private final ScrollPane scroll = new ScrollPane(content);
    private final VBox root;

    /**
     * A view.
     *
     * @param marks stands above the details: what was said of the step
     * @param causes stands among the details: what led to the step
     * @param filters what the menu of filters offers for a step; asked when it is opened
     */
    public InspectorView(InspectorViewModel model, Region marks, Region causes, Function<RecordedStep, List<MenuItem>> filters) {
        this.model = model;
        this.causes = causes;
        MenuButton filter = new MenuButton(TEXTS.get("filter"), Cells.icon(Icon.FILTER));
        filter.setId("inspector-filter");
        filter.setTooltip(new Tooltip(TEXTS.get("filter.help")));
        filter.setAccessibleText(TEXTS.get("filter.help"));
        filter.getStyleClass().addAll("flat", "small");
        filter.setMinWidth(Region.USE_PREF_SIZE);
        filter.getItems().setAll(new MenuItem());
        filter.setOnShowing(event -> filter.getItems().setAll(filters.apply(model.detailsProperty().get().step())));
        filter.disableProperty().bind(model.detailsProperty().isNull());
        Label title = new Label(TEXTS.get("title"));
        title.getStyleClass().add("panel-title");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox heading = new HBox(8, title, filter);
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.getStyleClass().add("panel-heading");
        content.getStyleClass().add("inspector-content");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root = new VBox(heading, marks, scroll);
        root.getStyleClass().add("panel");
        root.setId("inspector");
        model.detailsProperty().subscribe(this::show);
        model.onWordsChanged(() -> show(model.detailsProperty().get()));
        model.onRunChanged(() -> show(model.detailsProperty().get()));
    }

    private void show(StepDetails details) {
        scroll.setVvalue(0);
        if (details == null) {
            Label empty = new Label(TEXTS.get(model.hasRun() ? "empty.step" : "empty.run"));
            empty.setWrapText(true);
            empty.getStyleClass().addAll("placeholder", "text-muted");
            content.getChildren().setAll(empty);
        } else {
            content.getChildren().setAll(new Sections(details, model::select, model.words()).all(causes));
        }
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
