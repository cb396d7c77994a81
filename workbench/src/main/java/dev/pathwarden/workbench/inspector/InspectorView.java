package dev.pathwarden.workbench.inspector;

import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.SearchBar;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
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
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final InspectorViewModel model;
    private final Region causes;
    private final ValueForms forms = new ValueForms();
    private final SearchBar search = new SearchBar("inspector-search", TEXTS.get("search.prompt"), words -> searched(), this::turn);
    private final VBox content = new VBox();
    private final ScrollPane scroll = new ScrollPane(content);
    private final VBox root;
    /** Which of the places is looked at where the words stand that are searched for, from 0. */
    private int at;

    /**
     * A view.
     *
     * @param marks stands above the details: what was said of the step
     * @param causes stands among the details: what led to the step
     * @param filters what the menu of filters offers for a step; asked when it is opened
     * @param copies new items for the menu of what can be copied
     * @param drafts what the menu of drafts offers for the step; asked when it is opened
     */
    public InspectorView(InspectorViewModel model, Region marks, Region causes, Function<RecordedStep, List<MenuItem>> filters, Supplier<List<MenuItem>> copies, Supplier<List<MenuItem>> drafts) {
        this.model = model;
        this.causes = causes;
        MenuButton filter = menu("filter", Icon.FILTER);
        filter.getItems().setAll(new MenuItem());
        filter.setOnShowing(event -> filter.getItems().setAll(filters.apply(model.detailsProperty().get().step())));
        MenuButton draft = menu("draft", null);
        draft.getItems().setAll(new MenuItem());
        draft.setOnShowing(event -> draft.getItems().setAll(drafts.get()));
        MenuButton copy = menu("copy-step", Icon.COPY);
        copy.getItems().setAll(copies.get());
        ContextMenu context = new ContextMenu(copies.get().toArray(MenuItem[]::new));
        Label title = new Label(TEXTS.get("title"));
        title.getStyleClass().add("panel-title");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox heading = new HBox(8, title, draft, copy, filter);
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.getStyleClass().add("panel-heading");
        content.getStyleClass().add("inspector-content");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        scroll.setContextMenu(context);
        root = new VBox(heading, search.node(), marks, scroll);
        root.getStyleClass().add("panel");
        root.setId("inspector");
        model.detailsProperty().subscribe((before, now) -> {
            double place = before != null && now != null && before.step().id().equals(now.step().id()) ? scroll.getVvalue() : 0;
            show(now);
            scroll.setVvalue(place);
        });
        show(model.detailsProperty().get());
        model.onWordsChanged(() -> show(model.detailsProperty().get()));
        model.onRunChanged(() -> show(model.detailsProperty().get()));
    }

    private MenuButton menu(String key, Icon icon) {
        MenuButton button = new MenuButton(TEXTS.get(key), icon == null ? null : Cells.icon(icon));
        button.setId("inspector-" + key);
        button.setTooltip(new Tooltip(TEXTS.get(key + ".help")));
        button.setAccessibleText(TEXTS.get(key + ".help"));
        button.getStyleClass().addAll("flat", "small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.disableProperty().bind(model.detailsProperty().isNull());
        return button;
    }

    /** Puts the cursor where one says what to look for in the step. */
    public void search() {
        search.open();
    }

    private void searched() {
        at = 0;
        if (!search.words().isEmpty()) {
            // Only there are the words marked.
            forms.arguments().set(ValueForm.TREE);
            forms.result().set(ValueForm.TREE);
        }
        show(model.detailsProperty().get());
    }

    private void turn(int by) {
        List<Node> places = places();
        if (!places.isEmpty()) {
            at = Math.floorMod(at + by, places.size());
            mark(places);
        }
    }

    private List<Node> places() {
        return search.words().isEmpty() ? List.of() : content.lookupAll(".found").stream().toList();
    }

    /** Marks the place that is looked at, and scrolls to it. */
    private void mark(List<Node> places) {
        search.found(at, places.size(), false);
        for (int i = 0; i < places.size(); i++) {
            places.get(i).pseudoClassStateChanged(CURRENT, i == at);
        }
        if (!places.isEmpty()) {
            content.applyCss();
            scroll.layout();
            Bounds place = content.sceneToLocal(places.get(at).localToScene(places.get(at).getLayoutBounds()));
            double room = content.getHeight() - scroll.getViewportBounds().getHeight();
            scroll.setVvalue(room <= 0 ? 0 : Math.clamp((place.getMinY() - scroll.getViewportBounds().getHeight() / 3) / room, 0, 1));
        }
    }

    private void show(StepDetails details) {
        scroll.setVvalue(0);
        if (details == null) {
            Label empty = new Label(TEXTS.get(model.hasRun() ? "empty.step" : "empty.run"));
            empty.setWrapText(true);
            empty.getStyleClass().addAll("placeholder", "text-muted");
            content.getChildren().setAll(empty);
        } else {
            content.getChildren().setAll(new Sections(details, model::select, search.words().isEmpty() ? model.words() : new FoundWords(search.words()), forms).all(causes));
        }
        List<Node> places = places();
        at = Math.min(at, Math.max(0, places.size() - 1));
        mark(places);
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
