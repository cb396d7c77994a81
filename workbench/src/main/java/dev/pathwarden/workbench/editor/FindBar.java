package dev.pathwarden.workbench.editor;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.fxmisc.richtext.CodeArea;

/** Finds words in a code area, upper and lower case alike, and selects each place. */
final class FindBar {

    private static final Texts TEXTS = Texts.of(FindBar.class);

    private final CodeArea area;
    private final TextField field = new TextField();
    private final Label count = new Label();
    private final HBox root;

    FindBar(CodeArea area) {
        this.area = area;
        field.setId("editor-find");
        field.setPromptText(TEXTS.get("find.prompt"));
        field.setAccessibleText(TEXTS.get("find"));
        field.textProperty().subscribe((before, now) -> turn(0));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        count.setId("editor-find-count");
        count.getStyleClass().add("text-muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        root = new HBox(6, field, count, button("find.previous", Icon.PREVIOUS, () -> turn(-1)), button("find.next", Icon.NEXT, () -> turn(1)), button("find.close", Icon.CLOSE, this::close));
        root.setAlignment(Pos.CENTER_LEFT);
        root.getStyleClass().add("find-bar");
        shown(false);
    }

    private static Button button(String key, Icon icon, Runnable action) {
        Button button = new Button(null, Cells.icon(icon));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setAccessibleText(TEXTS.get(key));
        button.setTooltip(new Tooltip(TEXTS.get(key)));
        button.setOnAction(event -> action.run());
        return button;
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            turn(event.isShiftDown() ? -1 : 1);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
        }
    }

    /** Opens with what is selected. */
    void open() {
        String selected = area.getSelectedText();
        shown(true);
        if (!selected.isEmpty() && !selected.contains("\n")) {
            field.setText(selected);
        }
        field.requestFocus();
        field.selectAll();
    }

    private void close() {
        shown(false);
        area.requestFocus();
    }

    private void shown(boolean now) {
        root.setVisible(now);
        root.setManaged(now);
    }

    private void turn(int by) {
        String wanted = field.getText().toLowerCase(Locale.ROOT);
        String text = area.getText().toLowerCase(Locale.ROOT);
        List<Integer> places = new ArrayList<>();
        for (int at = wanted.isEmpty() ? -1 : text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length())) {
            places.add(at);
        }
        if (places.isEmpty()) {
            count.setText(wanted.isEmpty() ? "" : TEXTS.get("find.none"));
            return;
        }
        int from = area.getSelection().getStart();
        int next = 0;
        while (next < places.size() - 1 && places.get(next) < from) {
            next++;
        }
        boolean here = places.get(next) == from;
        int chosen = Math.floorMod(by < 0 ? next - 1 : by > 0 && here ? next + 1 : next, places.size());
        count.setText(TEXTS.get("find.count", chosen + 1, places.size()));
        area.selectRange(places.get(chosen), places.get(chosen) + wanted.length());
        area.requestFollowCaret();
    }

    Region node() {
        return root;
    }
}
