package dev.pathwarden.workbench.inspector;

import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.LateTooltip;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A recorded value as a tree, as the JSON that it is, or as the bytes of its texts, by choice. */
final class ValuePane {

    private static final Texts TEXTS = Texts.of(ValuePane.class);
    private static final int RAW_ROWS = 10;
    private static final int HEX_ROWS = 12;
    private static final int LONGEST_PLACE = 60;

    private final String key;
    private final Object value;
    private final FoundWords words;
    private final ObjectProperty<ValueForm> form;
    private final VBox content = new VBox(4);
    private final HBox choice = new HBox();

    /**
     * A pane.
     *
     * @param key the section that it stands in
     * @param form how it is shown; the user's choice goes there
     */
    ValuePane(String key, Object value, FoundWords words, ObjectProperty<ValueForm> form) {
        this.key = key;
        this.value = value;
        this.words = words;
        this.form = form;
        ToggleGroup group = new ToggleGroup();
        for (ValueForm each : ValueForm.values()) {
            ToggleButton button = new ToggleButton(TEXTS.get("form." + each));
            button.setToggleGroup(group);
            button.setSelected(form.get() == each);
            button.setId("inspector-" + key + "-" + each.name().toLowerCase(Locale.ROOT));
            button.setAccessibleText(TEXTS.get("form.help." + each, TEXTS.get("section." + key)));
            LateTooltip.set(button, button::getAccessibleText);
            button.getStyleClass().addAll("small", each.ordinal() == 0 ? "left-pill" : each.ordinal() == ValueForm.values().length - 1 ? "right-pill" : "center-pill");
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(event -> {
                button.setSelected(true);
                form.set(each);
                show();
            });
            choice.getChildren().add(button);
        }
        show();
    }

    /** Buttons for how it is shown. */
    Node choice() {
        return choice;
    }

    Node node() {
        return content;
    }

    private void show() {
        content.getChildren().setAll(switch (form.get()) {
            case TREE -> List.of(new ValueTree(TEXTS.get("section." + key), value, words).node());
            case RAW -> List.of(area("raw", ValueTexts.raw(value), RAW_ROWS, true));
            case HEX -> hex();
        });
    }

    private TextArea area(String kind, String text, int rows, boolean wrap) {
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.setWrapText(wrap);
        area.setPrefRowCount(Math.min(rows, wrap ? rows : Math.max(1, (int) text.lines().count())));
        area.setId("inspector-" + key + "-" + kind + "-text");
        area.setAccessibleText(TEXTS.get("form.help." + form.get(), TEXTS.get("section." + key)));
        area.getStyleClass().addAll("code", "value-area");
        return area;
    }

    /** The texts to choose from, the whole value as JSON the last of them, and a page of the bytes of one. */
    private List<Node> hex() {
        Map<String, String> texts = ValueTexts.in(value);
        List<String> places = new ArrayList<>(texts.keySet());
        if (!(value instanceof String)) {
            places.add(null);
        }
        VBox bytes = new VBox(4);
        if (places.size() == 1) {
            page(bytes, new HexText(text(texts, places.getFirst())), 0);
            return List.of(bytes);
        }
        ComboBox<String> chosen = new ComboBox<>();
        places.forEach(place -> chosen.getItems().add(place == null ? TEXTS.get("hex.whole") : Wording.line(place, LONGEST_PLACE)));
        chosen.getSelectionModel().selectedIndexProperty().subscribe(index -> {
            if (index.intValue() >= 0) {
                page(bytes, new HexText(text(texts, places.get(index.intValue()))), 0);
            }
        });
        chosen.getSelectionModel().selectFirst();
        chosen.setId("inspector-" + key + "-hex-place");
        chosen.setAccessibleText(TEXTS.get("hex.place"));
        chosen.setMaxWidth(Double.MAX_VALUE);
        return List.of(chosen, bytes);
    }

    private String text(Map<String, String> texts, String place) {
        return place == null ? JsonText.write(value) : texts.get(place);
    }

    private void page(VBox box, HexText hex, int number) {
        box.getChildren().setAll(area("hex", hex.page(number), HEX_ROWS, false));
        if (hex.pages() > 1) {
            Label where = new Label(TEXTS.get("hex.page", number * HexText.PAGE, Math.min(hex.bytes(), (number + 1) * HexText.PAGE), hex.bytes()));
            where.getStyleClass().add("text-muted");
            HBox.setHgrow(where, Priority.ALWAYS);
            where.setMaxWidth(Double.MAX_VALUE);
            HBox bar = new HBox(4, where, turn("before", Icon.BACK, box, hex, number - 1), turn("next", Icon.FORWARD, box, hex, number + 1));
            bar.setAlignment(Pos.CENTER_LEFT);
            box.getChildren().add(bar);
        }
    }

    private Button turn(String which, Icon icon, VBox box, HexText hex, int to) {
        Button turn = new Button(null, Cells.icon(icon));
        turn.getStyleClass().addAll("button-icon", "flat", "small");
        turn.setId("inspector-" + key + "-hex-" + which);
        turn.setAccessibleText(TEXTS.get("hex." + which));
        LateTooltip.set(turn, () -> TEXTS.get("hex." + which));
        turn.setDisable(to < 0 || to >= hex.pages());
        turn.setOnAction(event -> {
            page(box, hex, to);
            Node again = box.lookup("#inspector-" + key + "-hex-" + which);
            again.requestFocus();
        });
        return turn;
    }
}
