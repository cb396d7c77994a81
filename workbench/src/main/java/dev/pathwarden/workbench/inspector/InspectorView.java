package dev.pathwarden.workbench.inspector;

import dev.pathwarden.workbench.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The step inspector. */
public final class InspectorView {

    private static final Texts TEXTS = Texts.of(InspectorView.class);

    private final InspectorViewModel model;
    private final VBox content = new VBox();
    private final ScrollPane scroll = new ScrollPane(content);
    private final VBox root;

    public InspectorView(InspectorViewModel model) {
        this.model = model;
        Label title = new Label(TEXTS.get("title"));
        title.getStyleClass().add("panel-title");
        HBox heading = new HBox(title);
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.getStyleClass().add("panel-heading");
        content.getStyleClass().add("inspector-content");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root = new VBox(heading, scroll);
        root.getStyleClass().add("panel");
        root.setId("inspector");
        model.detailsProperty().subscribe(this::show);
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
            content.getChildren().setAll(new Sections(details, model::select).all());
        }
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
