package dev.pathwarden.workbench.held;

import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What is on hold: the recording above, its held steps on the left, and on the right all that an answer to one of them binds, with the answer below it. */
public final class HeldView {

    private static final Texts TEXTS = Texts.of(HeldView.class);
    private static final KeyCombination PATH = new KeyCodeCombination(KeyCode.P, KeyCombination.SHORTCUT_DOWN);
    private static final double ROW_HEIGHT = 52;

    private final HeldViewModel model;
    private final ListView<HeldStep> list = new ListView<>();
    private final StackPane details = new StackPane();
    private final BorderPane root = new BorderPane();
    private final Consumer<HeldStep> path;
    private final Region choice;
    private final SplitPane split;
    private HeldStep drawn;

    /**
     * The view of that state.
     *
     * @param choose asks the user for a recording and watches it
     * @param path shows where a step stands in its run
     */
    public HeldView(HeldViewModel model, Runnable choose, Consumer<HeldStep> path) {
        this.model = model;
        this.path = path;
        choice = empty(choose);
        makeList();
        details.setId("held-details");
        VBox right = new VBox(details, new AnswerBar(model).node());
        VBox.setVgrow(details, Priority.ALWAYS);
        split = new SplitPane(list, right);
        split.setDividerPositions(0.32);
        SplitPane.setResizableWithParent(list, false);
        root.setTop(new VBox(bar(choose), problem(), notice()));
        root.getStyleClass().addAll("shell", "held");
        root.setId("held");
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (PATH.match(event) && model.selectedProperty().get() != null) {
                path.accept(model.selectedProperty().get());
                event.consume();
            }
        });
        model.selectedProperty().subscribe(this::show);
        model.stateProperty().subscribe(ignored -> arrange());
        model.steps().subscribe(this::arrange);
        arrange();
    }

    /** The view's root node. */
    public Region node() {
        return root;
    }

    private void arrange() {
        root.setCenter(model.steps().isEmpty() ? choice : split);
        show(model.selectedProperty().get());
    }

    private Region bar(Runnable choose) {
        Label watched = new Label();
        watched.setId("held-state");
        watched.getStyleClass().add("panel-title");
        watched.textProperty().bind(Bindings.createStringBinding(this::stateText, model.stateProperty(), model.locationProperty(), model.steps(), model.nowProperty()));
        watched.setMaxWidth(Double.MAX_VALUE);
        watched.setMinWidth(0);
        HBox.setHgrow(watched, Priority.ALWAYS);
        Button other = new Button(TEXTS.get("choose"), Cells.icon(Icon.OPEN));
        other.setId("held-choose");
        other.setMinWidth(Region.USE_PREF_SIZE);
        other.setOnAction(event -> choose.run());
        HBox bar = new HBox(8, watched, other);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("header-bar");
        return bar;
    }

    private String stateText() {
        String place = model.locationProperty().get() == null ? "" : Wording.line(model.locationProperty().get().toString(), 300);
        return TEXTS.get("state." + model.stateProperty().get(), place, model.steps().stream().filter(model::waits).count());
    }

    private Region problem() {
        Label sentence = banner("held-problem", Icon.WARNING, "status-blocked");
        sentence.textProperty().bind(model.problemProperty());
        Button dismiss = new Button(null, Cells.icon(Icon.CLOSE));
        dismiss.getStyleClass().addAll("button-icon", "flat", "small");
        dismiss.setAccessibleText(TEXTS.get("problem.dismiss"));
        dismiss.setOnAction(event -> model.dismissProblem());
        HBox box = new HBox(8, sentence, dismiss);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("problem-banner");
        box.visibleProperty().bind(model.problemProperty().isNotEmpty());
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private Region notice() {
        Label sentence = banner("held-notice", Icon.OK, "status-ok");
        sentence.textProperty().bind(model.noticeProperty());
        HBox box = new HBox(sentence);
        box.getStyleClass().add("notice-banner");
        box.visibleProperty().bind(model.noticeProperty().isNotEmpty());
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private static Label banner(String id, Icon icon, String styleClass) {
        Label sentence = new Label(null, Cells.icon(icon, styleClass));
        sentence.setId(id);
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        return sentence;
    }

    private Region empty(Runnable choose) {
        Label title = new Label();
        title.getStyleClass().add("welcome-title");
        title.textProperty().bind(model.stateProperty().map(state -> TEXTS.get("title." + state)));
        Label text = new Label();
        text.setId("held-empty");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setMaxWidth(520);
        text.getStyleClass().add("text-muted");
        text.textProperty().bind(model.stateProperty().map(state -> TEXTS.get("empty." + state)));
        Button button = new Button(TEXTS.get("choose"), Cells.icon(Icon.OPEN, "on-accent"));
        button.setDefaultButton(true);
        button.setOnAction(event -> choose.run());
        button.visibleProperty().bind(model.stateProperty().map(state -> state == HeldViewModel.State.NONE || state == HeldViewModel.State.ENDED));
        VBox box = new VBox(14, title, text, button);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("welcome");
        return box;
    }

    private void makeList() {
        list.setId("held-list");
        list.setAccessibleText(TEXTS.get("list"));
        list.setItems(model.steps());
        list.setFixedCellSize(ROW_HEIGHT);
        list.getStyleClass().add("edge-to-edge");
        list.setMinWidth(240);
        list.setCellFactory(view -> new HeldCell(model));
        list.getSelectionModel().selectedItemProperty().subscribe(step -> {
            // Without a selection while the list changes, which is no choice of the user.
            if (step != null && step != model.selectedProperty().get()) {
                model.select(step);
            }
        });
    }

    private void show(HeldStep step) {
        if (step != null && list.getSelectionModel().getSelectedItem() != step) {
            list.getSelectionModel().select(step);
        }
        if (step != drawn || details.getChildren().isEmpty()) {
            drawn = step;
            details.getChildren().setAll(step == null ? hint() : new HeldStepDetails(step, model, () -> path.accept(step)).node());
        }
    }

    private static Region hint() {
        Label hint = new Label(TEXTS.get("empty.choice"));
        hint.getStyleClass().addAll("placeholder", "text-muted");
        return hint;
    }

    /** A held step in the list: what it would do, who asks, and how much time is left or how the wait ended. */
    private static final class HeldCell extends ListCell<HeldStep> {
        private final HeldViewModel model;
        private final Label what = new Label();
        private final Label who = new Label();
        private final Label when = new Label();
        private final VBox box;

        HeldCell(HeldViewModel model) {
            this.model = model;
            what.getStyleClass().add("inspector-strong");
            what.setMinWidth(0);
            who.getStyleClass().add("text-muted");
            who.setMinWidth(0);
            who.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(who, Priority.ALWAYS);
            when.setMinWidth(Region.USE_PREF_SIZE);
            HBox below = new HBox(8, who, when);
            below.setAlignment(Pos.CENTER_LEFT);
            box = new VBox(2, what, below);
            box.setAlignment(Pos.CENTER_LEFT);
            box.setMinWidth(0);
            // Else a long name would make the list scroll sideways.
            box.setPrefWidth(0);
            model.nowProperty().subscribe(this::tick);
        }

        @Override
        protected void updateItem(HeldStep held, boolean empty) {
            super.updateItem(held, empty);
            setGraphic(empty || held == null ? null : box);
            if (held != null && !empty) {
                what.setText(Wording.of(held.step()));
                what.setGraphic(Cells.icon(held.step().operation()));
                who.setText(Wording.agent(held.run().run()));
                when.setGraphic(Waits.icon(held, model));
            }
            tick();
        }

        private void tick() {
            HeldStep held = getItem();
            if (held == null || isEmpty()) {
                setAccessibleText(null);
                return;
            }
            String left = Waits.text(held, model);
            if (!left.equals(when.getText())) {
                when.setText(left);
                setAccessibleText(TEXTS.get("cell", what.getText(), who.getText(), left));
            }
        }
    }
}
