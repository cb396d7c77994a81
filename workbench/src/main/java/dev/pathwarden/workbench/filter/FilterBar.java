package dev.pathwarden.workbench.filter;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.completion.CompletionPopup;
import dev.pathwarden.workbench.text.Texts;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The bar in which is typed what is looked for. */
public final class FilterBar {

    private static final Texts TEXTS = Texts.of(FilterBar.class);
    private static final double INDICATOR = 16;

    private final FilterViewModel model;
    private final Runnable onEnter;
    private final TextField field = new TextField();
    private final CompletionPopup popup;
    private final VBox root;

    /**
     * A bar.
     *
     * @param onEnter called when the user has typed what to look for, to go to what was found
     */
    public FilterBar(FilterViewModel model, Runnable onEnter) {
        this.model = model;
        this.onEnter = onEnter;
        field.setPromptText(TEXTS.get("prompt"));
        field.setAccessibleText(TEXTS.get("help"));
        field.setTooltip(new Tooltip(TEXTS.get("help")));
        field.setId("filter");
        field.getStyleClass().add("code");
        field.textProperty().bindBidirectional(model.textProperty());
        HBox.setHgrow(field, Priority.ALWAYS);
        popup = new CompletionPopup(new FilterField(field, model), "filter-completion");
        field.caretPositionProperty().subscribe((before, now) -> popup.typed());
        // Before the field itself takes the keys: it would move its caret by them.
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        Label state = new Label();
        state.setId("filter-state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        state.getStyleClass().add("pw-badge");
        Label summary = new Label();
        summary.setId("filter-summary");
        summary.getStyleClass().add("text-muted");
        summary.setTooltip(new Tooltip());
        summary.getTooltip().textProperty().bind(summary.textProperty());
        summary.setMinWidth(0);
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMinSize(INDICATOR, INDICATOR);
        turning.setPrefSize(INDICATOR, INDICATOR);
        turning.setAccessibleText(TEXTS.get("task"));
        Button stop = button("stop", Icon.STOP, model::cancel);
        Button clear = button("clear", Icon.CLOSE, () -> {
            model.clear();
            field.requestFocus();
        });
        shownWhile(turning, model.searchingProperty());
        shownWhile(stop, model.searchingProperty());
        shownWhile(clear, field.textProperty().isNotEmpty());
        HBox bar = new HBox(8, Cells.icon(Icon.FILTER), field, turning, stop, state, summary, clear);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("filter-bar");
        Label wrong = new Label(null, Cells.icon(Icon.WARNING, "status-blocked"));
        wrong.setId("filter-wrong");
        wrong.setWrapText(true);
        wrong.setMaxWidth(Double.MAX_VALUE);
        wrong.getStyleClass().add("filter-wrong");
        wrong.textProperty().bind(model.summaryProperty());
        root = new VBox(bar, wrong);
        root.setId("filter-bar");
        model.stateProperty().subscribe(now -> {
            state.setText(TEXTS.get("state." + now));
            state.getStyleClass().removeIf(each -> each.startsWith("filter-is-"));
            state.getStyleClass().add("filter-is-" + now.name().toLowerCase(Locale.ROOT));
            show(state, now != FilterViewModel.State.EMPTY);
            show(wrong, now == FilterViewModel.State.WRONG);
            field.pseudoClassStateChanged(PseudoClass.getPseudoClass("danger"), now == FilterViewModel.State.WRONG);
        });
        summary.textProperty().bind(Bindings.createStringBinding(() -> model.stateProperty().get() == FilterViewModel.State.WRONG ? "" : model.summaryProperty().get(),
                model.stateProperty(), model.summaryProperty()));
    }

    private void pressed(KeyEvent event) {
        boolean plain = !event.isAltDown() && !event.isShortcutDown() && !event.isShiftDown();
        if (event.getCode() == KeyCode.SPACE && event.isShortcutDown()) {
            popup.show();
            event.consume();
        } else if (plain) {
            pressed(event.getCode(), event);
        }
    }

    private void pressed(KeyCode key, KeyEvent event) {
        boolean words = model.stateProperty().get() == FilterViewModel.State.WORDS;
        if (popup.pressed(key)) {
            event.consume();
        } else if (key == KeyCode.ESCAPE) {
            model.clear();
            event.consume();
        } else if (key == KeyCode.DOWN && !words) {
            popup.show();
            event.consume();
        } else if (key == KeyCode.ENTER || key == KeyCode.DOWN) {
            if (model.wrongAt() >= 0) {
                field.positionCaret(model.wrongAt());
            } else {
                onEnter.run();
            }
            event.consume();
        }
    }

    private static void shownWhile(Node node, ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static Button button(String key, Icon icon, Runnable action) {
        Button button = new Button(null, Cells.icon(icon));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setAccessibleText(TEXTS.get(key));
        button.setTooltip(new Tooltip(TEXTS.get(key)));
        button.setOnAction(event -> action.run());
        button.setId("filter-" + key);
        return button;
    }

    /** The view. */
    public Region node() {
        return root;
    }

    /** Puts the focus into the bar, with all of its text selected. */
    public void focus() {
        field.requestFocus();
        field.selectAll();
    }
}
