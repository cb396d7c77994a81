package dev.pathwarden.workbench.editor;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.authoring.FormRow;
import dev.pathwarden.policies.authoring.GuardrailForm;
import dev.pathwarden.policies.authoring.GuardrailKeys;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The guardrail at the caret as a form, for those who write no conditions. It shows the text and changes it; what no field can show stands in it as it is written. */
public final class FormView {

    private static final Texts TEXTS = Texts.of(FormView.class);
    private static final List<String> TEXT_KEYS = List.of("id", "title");
    private static final List<String> WORD_KEYS = List.of("action", "mode", "severity");
    private static final double LEAST_FIELD = 80;
    private static final double LEAST_OPERATOR = 100;
    private static final double LEAST_VALUE = 50;
    private static final double NAME_WIDTH = 64;

    private final Consumer<String> rewrite;
    private final GuardrailKeys keys = new GuardrailKeys();
    private final VBox content = new VBox(8);
    private final ScrollPane root = new ScrollPane(content);
    private GuardrailForm form;

    /** @param rewrite takes the text with a change that was made here */
    public FormView(Consumer<String> rewrite) {
        this.rewrite = rewrite;
        content.getStyleClass().add("guardrail-form");
        content.setId("guardrail-form");
        root.setFitToWidth(true);
        root.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        root.getStyleClass().add("edge-to-edge");
        root.setMinHeight(0);
    }

    /**
     * Shows the guardrail of a text. The control that had the focus has it again.
     *
     * @param offset where the caret is in the text
     */
    public void show(String text, int offset) {
        if (form != null && form.text().equals(text) && !content.getChildren().isEmpty()) {
            return;
        }
        String focused = content.getScene() == null || content.getScene().getFocusOwner() == null ? null : content.getScene().getFocusOwner().getId();
        form = GuardrailForm.of(text, offset).orElse(null);
        if (form == null) {
            Label nothing = new Label(TEXTS.get("form.none"));
            nothing.setWrapText(true);
            content.getChildren().setAll(nothing);
            return;
        }
        content.getChildren().clear();
        TEXT_KEYS.forEach(key -> content.getChildren().add(line(TEXTS.get("form." + key), textField(key))));
        FlowPane words = new FlowPane(12, 6);
        WORD_KEYS.forEach(key -> words.getChildren().add(named(key, wordBox(key))));
        words.getChildren().add(named("on", operations()));
        content.getChildren().add(words);
        content.getChildren().add(heading("form.clauses"));
        List<GuardrailForm.Clause> clauses = form.clauses();
        for (int i = 0; i < clauses.size(); i++) {
            content.getChildren().add(clause(i, clauses.get(i)));
        }
        Button more = new Button(TEXTS.get("form.more"));
        more.setId("form-more");
        more.setOnAction(event -> change(form.withMore(new FormRow("step.name", FormRow.Operator.IS, List.of(""), true))));
        content.getChildren().add(more);
        if (focused != null) {
            Node again = content.lookup("#" + focused);
            if (again != null) {
                again.requestFocus();
            }
        }
    }

    private void change(GuardrailForm changed) {
        if (form != null && !changed.text().equals(form.text())) {
            rewrite.accept(changed.text());
        }
    }

    private static Label heading(String key) {
        Label label = new Label(TEXTS.get(key));
        label.getStyleClass().add("inspector-strong");
        return label;
    }

    private static HBox line(String name, Node control) {
        Label label = new Label(name);
        label.setMinWidth(NAME_WIDTH);
        label.setLabelFor(control);
        HBox.setHgrow(control, Priority.ALWAYS);
        HBox line = new HBox(8, label, control);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static HBox named(String key, Region control) {
        Label label = new Label(TEXTS.get("form." + key));
        label.setLabelFor(control);
        control.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(6, label, control);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private TextField textField(String key) {
        TextField field = new TextField(form.value(key));
        field.setId("form-" + key);
        field.setAccessibleText(TEXTS.get("form." + key));
        field.setDisable(!form.isEditable(key));
        onCommit(field, () -> change(form.with(key, field.getText())));
        return field;
    }

    /** With Enter, and when the field is left. */
    private void onCommit(TextField field, Runnable action) {
        field.setOnAction(event -> action.run());
        GuardrailForm shown = form;
        field.focusedProperty().subscribe((before, now) -> {
            // Not one that loses the focus because the form is shown anew: it would write what it had before.
            if (!now && shown == form) {
                action.run();
            }
        });
    }

    private ComboBox<String> wordBox(String key) {
        ComboBox<String> box = new ComboBox<>();
        box.setId("form-" + key);
        box.setAccessibleText(TEXTS.get("form." + key));
        box.getItems().setAll(keys.key(key).words());
        box.setValue(form.value(key).isEmpty() ? null : form.value(key));
        box.setPromptText(TEXTS.get("form.unsaid"));
        box.setDisable(!form.isEditable(key));
        box.setOnAction(event -> {
            if (box.getValue() != null) {
                change(form.with(key, box.getValue()));
            }
        });
        return box;
    }

    private MenuButton operations() {
        List<String> chosen = form.list("on");
        MenuButton menu = new MenuButton(String.join(", ", chosen));
        menu.setId("form-on");
        menu.setAccessibleText(TEXTS.get("form.on"));
        menu.setDisable(!form.isEditable("on"));
        List<CheckMenuItem> items = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            CheckMenuItem item = new CheckMenuItem(operation.text());
            item.setSelected(chosen.contains(operation.text()));
            item.setOnAction(event -> change(form.withList("on", items.stream().filter(CheckMenuItem::isSelected).map(CheckMenuItem::getText).toList())));
            items.add(item);
        }
        menu.getItems().setAll(items);
        return menu;
    }

    private Node clause(int index, GuardrailForm.Clause clause) {
        HBox row = new HBox(6);
        row.setAlignment(Pos.CENTER_LEFT);
        Label name = new Label(clause.name());
        name.setMinWidth(NAME_WIDTH);
        name.getStyleClass().add("text-muted");
        row.getChildren().add(name);
        if (clause.row() == null || !clause.editable()) {
            Label text = new Label(clause.condition());
            text.setId("form-text-" + index);
            text.setWrapText(true);
            text.setMinHeight(Region.USE_PREF_SIZE);
            text.getStyleClass().add("code");
            row.getChildren().add(text);
        } else {
            fields(row, index, clause.row());
        }
        if (clause.name().isEmpty()) {
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            Button remove = new Button(null, Cells.icon(Icon.CLOSE));
            remove.setId("form-remove-" + index);
            remove.getStyleClass().addAll("button-icon", "flat", "small");
            remove.setAccessibleText(TEXTS.get("form.remove", clause.condition()));
            remove.setMinWidth(Region.USE_PREF_SIZE);
            remove.setOnAction(event -> change(form.without(index)));
            row.getChildren().addAll(space, remove);
        }
        return row;
    }

    private void fields(HBox row, int index, FormRow now) {
        TextField field = new TextField(now.field());
        field.setId("form-field-" + index);
        field.setAccessibleText(TEXTS.get("form.field"));
        field.getStyleClass().add("code");
        field.setMinWidth(LEAST_FIELD);
        ComboBox<FormRow.Operator> operator = new ComboBox<>();
        operator.setId("form-operator-" + index);
        operator.setAccessibleText(TEXTS.get("form.operator"));
        operator.setConverter(new OperatorWords(TEXTS));
        operator.getItems().setAll(FormRow.Operator.values());
        operator.setValue(now.operator());
        operator.setMinWidth(LEAST_OPERATOR);
        TextField value = new TextField(String.join(", ", now.values()));
        value.setId("form-value-" + index);
        value.setAccessibleText(TEXTS.get("form.value"));
        value.setVisible(now.operator().takesValue());
        value.setMinWidth(LEAST_VALUE);
        HBox.setHgrow(value, Priority.ALWAYS);
        Runnable changed = () -> change(form.withRow(index, row(field.getText(), operator.getValue(), value.getText(), now)));
        onCommit(field, changed);
        onCommit(value, changed);
        operator.setOnAction(event -> changed.run());
        row.getChildren().addAll(field, operator, value);
    }

    /** A value stays a text or a number as long as the operator goes with it. */
    private static FormRow row(String field, FormRow.Operator operator, String value, FormRow before) {
        if (!operator.takesValue()) {
            return new FormRow(field.strip(), operator, List.of(), false);
        }
        boolean number = value.strip().matches("-?[0-9]{1,18}|true|false");
        boolean ordered = operator == FormRow.Operator.LESS || operator == FormRow.Operator.AT_MOST || operator == FormRow.Operator.MORE || operator == FormRow.Operator.AT_LEAST;
        boolean equal = operator == FormRow.Operator.IS || operator == FormRow.Operator.IS_NOT;
        boolean text = !number || !(ordered || equal && (!before.text() || before.values().isEmpty()));
        List<String> values = operator == FormRow.Operator.ONE_OF ? Stream.of(value.split(",")).map(String::strip).filter(each -> !each.isEmpty()).toList() : List.of(text ? value : value.strip());
        return new FormRow(field.strip(), operator, values.isEmpty() ? List.of("") : values, text);
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
