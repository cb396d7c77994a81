package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.FindingState;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/**
 * The fields in which a mark is written.
 *
 * @param title what is written
 * @param node the fields
 * @param first the field to begin in
 * @param content reads them; throws {@link dev.pathwarden.model.casefile.CaseException} with a sentence for the user, if that is no mark
 */
record MarkForm(String title, Node node, TextInputControl first, Supplier<MarkContent> content) {

    private static final Texts TEXTS = Texts.of(MarkForm.class);
    private static final double WIDTH = 460;
    private static final int NOTE_ROWS = 8;
    private static final int TEXT_ROWS = 6;
    private static final int MOST_TAGS = 20;

    /** @param used tags to choose from */
    static MarkForm tag(MarkContent.Tag now, List<String> used) {
        TextField field = field("mark-tag", now == null ? "" : now.tag(), "form.tag");
        FlowPane choice = new FlowPane(6, 6);
        choice.setPrefWrapLength(WIDTH);
        for (String tag : used.stream().limit(MOST_TAGS).toList()) {
            Button take = new Button(tag);
            take.setMnemonicParsing(false);
            take.getStyleClass().add("small");
            take.setAccessibleText(TEXTS.get("form.tag.take", tag));
            take.setOnAction(event -> {
                field.setText(tag);
                field.requestFocus();
                field.end();
            });
            choice.getChildren().add(take);
        }
        VBox box = new VBox(8, field, choice);
        return new MarkForm(TEXTS.get(now == null ? "form.tag.new" : "form.tag.change"), box, field, () -> new MarkContent.Tag(field.getText()));
    }

    static MarkForm note(MarkContent.Note now) {
        TextArea area = area("mark-note", now == null ? "" : now.text(), "form.note", NOTE_ROWS);
        return new MarkForm(TEXTS.get(now == null ? "form.note.new" : "form.note.change"), area, area, () -> new MarkContent.Note(area.getText()));
    }

    static MarkForm finding(MarkContent.Finding now) {
        TextField title = field("finding-title", now == null ? "" : now.title(), "form.finding.title");
        ComboBox<FindingSeverity> severity = choice("finding-severity", "form.finding.severity", FindingSeverity.values(), now == null ? FindingSeverity.MEDIUM : now.severity(), MarkCells::of);
        ComboBox<FindingState> state = choice("finding-state", "form.finding.state", FindingState.values(), now == null ? FindingState.OPEN : now.state(), MarkCells::of);
        TextArea text = area("finding-text", now == null ? "" : now.text(), "form.finding.text", TEXT_ROWS);
        GridPane grid = new GridPane(10, 8);
        GridPane.setHgrow(title, Priority.ALWAYS);
        grid.addRow(0, name("form.finding.title", title), title);
        grid.addRow(1, name("form.finding.severity", severity), severity);
        grid.addRow(2, name("form.finding.state", state), state);
        grid.addRow(3, name("form.finding.text", text), text);
        return new MarkForm(TEXTS.get(now == null ? "form.finding.new" : "form.finding.change"), grid, title,
                () -> new MarkContent.Finding(title.getText(), severity.getValue(), state.getValue(), text.getText()));
    }

    /** @param text what the filter bar holds */
    static MarkForm filter(String text) {
        TextField name = field("filter-name", "", "form.filter");
        Label what = new Label(text);
        what.setWrapText(true);
        what.setPrefWidth(WIDTH);
        what.getStyleClass().addAll("code", "text-muted");
        return new MarkForm(TEXTS.get("form.filter.new"), new VBox(8, name, what), name, () -> new MarkContent.SavedFilter(name.getText(), text));
    }

    /** The fields for a mark that is there; null for one that says nothing that could be changed. */
    static MarkForm of(MarkContent now, List<String> used) {
        return switch (now) {
            case MarkContent.Tag tag -> tag(tag, used);
            case MarkContent.Note note -> note(note);
            case MarkContent.Finding finding -> finding(finding);
            case MarkContent.Star star -> null;
            case MarkContent.Judged judged -> null;
            case MarkContent.SavedFilter filter -> null;
        };
    }

    private static Label name(String key, Control of) {
        Label name = new Label(TEXTS.get(key));
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.setLabelFor(of);
        return name;
    }

    private static TextField field(String id, String text, String key) {
        TextField field = new TextField(text);
        field.setId(id);
        field.setPrefWidth(WIDTH);
        field.setPromptText(TEXTS.get(key));
        field.setAccessibleText(TEXTS.get(key));
        return field;
    }

    private static TextArea area(String id, String text, String key, int rows) {
        TextArea area = new TextArea(text);
        area.setId(id);
        area.setWrapText(true);
        area.setPrefRowCount(rows);
        area.setPrefWidth(WIDTH);
        area.setPromptText(TEXTS.get(key));
        area.setAccessibleText(TEXTS.get(key));
        return area;
    }

    private static <T> ComboBox<T> choice(String id, String key, T[] values, T now, Function<T, String> words) {
        ComboBox<T> box = new ComboBox<>();
        box.getItems().setAll(values);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                return null;
            }
        });
        box.setValue(now);
        box.setId(id);
        box.setAccessibleText(TEXTS.get(key));
        return box;
    }
}
