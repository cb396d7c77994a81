package dev.pathwarden.workbench.cell;

import dev.pathwarden.workbench.text.Texts;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A field for words to look for in what a view shows, and keys and buttons for the next and previous place where they stand. There while it is used. */
public final class SearchBar {

    private static final Texts TEXTS = Texts.of(SearchBar.class);

    private final TextField field = new TextField();
    private final Label count = new Label();
    private final HBox bar;
    private final Button before;
    private final Button next;

    /**
     * A bar.
     *
     * @param id of the field, and the beginning of the ids of all else
     * @param prompt what is looked through
     * @param changed gets the words whenever others are typed, empty for none
     * @param turn goes on by so many places
     */
    public SearchBar(String id, String prompt, Consumer<String> changed, IntConsumer turn) {
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        HBox.setHgrow(field, Priority.ALWAYS);
        count.setId(id + "-count");
        count.getStyleClass().add("text-muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        before = button(id, "before", Icon.PREVIOUS, () -> turn.accept(-1));
        next = button(id, "next", Icon.NEXT, () -> turn.accept(1));
        bar = new HBox(4, field, count, before, next, button(id, "close", Icon.CLOSE, this::close));
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("search-bar");
        show(false);
        field.textProperty().subscribe((was, now) -> changed.accept(now));
        field.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                turn.accept(event.isShiftDown() ? -1 : 1);
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
    }

    private static Button button(String id, String which, Icon icon, Runnable action) {
        Button button = new Button(null, Cells.icon(icon));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setId(id + "-" + which);
        button.setAccessibleText(TEXTS.get("search." + which));
        button.setTooltip(new Tooltip(TEXTS.get("search." + which)));
        button.setOnAction(event -> action.run());
        return button;
    }

    private void show(boolean shown) {
        bar.setVisible(shown);
        bar.setManaged(shown);
    }

    /** Shows it and puts the cursor there. */
    public void open() {
        show(true);
        field.requestFocus();
        field.selectAll();
    }

    private void close() {
        field.clear();
        show(false);
    }

    /** What is looked for; empty for nothing. */
    public String words() {
        return field.getText();
    }

    /**
     * Says how many places there are.
     *
     * @param at the one that is shown, from 0
     * @param places how many there are
     * @param more whether there are more than that
     */
    public void found(int at, int places, boolean more) {
        count.setText(field.getText().isEmpty() ? "" : places == 0 ? TEXTS.get("search.none") : TEXTS.get(more ? "search.count.more" : "search.count", at + 1, places));
        before.setDisable(places == 0);
        next.setDisable(places == 0);
    }

    public Region node() {
        return bar;
    }
}
