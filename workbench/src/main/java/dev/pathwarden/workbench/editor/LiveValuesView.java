package dev.pathwarden.workbench.editor;

import dev.pathwarden.policies.authoring.LiveClauses.Said;
import dev.pathwarden.policies.authoring.LiveClauses.State;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Beside the text: what each sub-condition, each clause and the condition come to on the selected step. Enter or a press goes to a part in the text. */
public final class LiveValuesView {

    private static final Texts TEXTS = Texts.of(LiveValuesView.class);
    private static final double LEAST_WIDTH = 150;
    private static final int LONGEST = 200;

    private final LiveValuesViewModel model;
    private final Label heading = new Label();
    private final ListView<Said> list = new ListView<>();
    private final VBox root = new VBox(4, heading, list);

    /** @param goTo shows a part in the text */
    public LiveValuesView(LiveValuesViewModel model, Consumer<Said> goTo) {
        this.model = model;
        heading.setWrapText(true);
        heading.setMinHeight(Region.USE_PREF_SIZE);
        heading.getStyleClass().add("text-muted");
        heading.setId("live-heading");
        list.setId("live-values");
        list.setAccessibleText(TEXTS.get("live"));
        list.setPlaceholder(new Label(""));
        list.setCellFactory(ignored -> new SaidCell());
        list.setOnMouseClicked(event -> go(goTo));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                go(goTo);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setMinHeight(0);
        root.setMinWidth(LEAST_WIDTH);
        root.getStyleClass().add("live-values");
        model.valuesProperty().subscribe(this::show);
    }

    private void go(Consumer<Said> goTo) {
        Said said = list.getSelectionModel().getSelectedItem();
        if (said != null && !isTyping()) {
            goTo.accept(said);
        }
    }

    /** While the text is typed in, its parts stand there without what they came to before. */
    private void show() {
        LiveValues values = model.valuesProperty().get();
        heading.setText(heading(values));
        if (isTyping()) {
            list.refresh();
            return;
        }
        List<Said> said = values == null ? List.of() : values.answer().said();
        if (list.getItems().equals(said)) {
            list.refresh();
        } else {
            list.getItems().setAll(said);
        }
    }

    private static String heading(LiveValues values) {
        if (values == null) {
            return TEXTS.get("live.none");
        }
        String step = Wording.line(Wording.of(values.step()), 60);
        if (values.answer() == null) {
            return TEXTS.get("live.of", step);
        }
        return values.answer().guardrail() == null ? TEXTS.get("live.wrong") : values.answer().asked() ? TEXTS.get("live.of", step) : TEXTS.get("live.not.asked", values.step().operation().text());
    }

    private boolean isTyping() {
        LiveValues values = model.valuesProperty().get();
        return values != null && values.answer() == null;
    }

    private final class SaidCell extends ListCell<Said> {

        private final Label part = new Label();
        private final Label value = new Label();
        private final HBox row = new HBox(6, part, value);

        SaidCell() {
            setPrefWidth(0);
            part.getStyleClass().add("code");
            part.setMinWidth(0);
            HBox.setHgrow(part, Priority.ALWAYS);
            part.setMaxWidth(Double.MAX_VALUE);
            value.setMinWidth(Region.USE_PREF_SIZE);
        }

        @Override
        protected void updateItem(Said said, boolean empty) {
            super.updateItem(said, empty);
            if (empty || said == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            String name = said.name().isEmpty() ? Wording.line(said.text(), LONGEST) : said.name();
            if (isTyping()) {
                part.setText(name);
                value.setText(TEXTS.get("live.typing"));
                value.setGraphic(null);
                setTooltip(null);
                setAccessibleText(name);
                setGraphic(row);
                return;
            }
            String told = said.state() == State.VALUE ? Wording.line(said.value(), 40) : TEXTS.get("live." + said.state());
            part.setText(name);
            value.setText(told);
            value.setGraphic(said.state() == State.TRUE ? Cells.icon(Icon.OK, "status-ok") : said.state() == State.NOT_EVALUATED ? Cells.icon(Icon.WARNING, "warning") : null);
            value.getStyleClass().removeIf(each -> each.startsWith("live-"));
            value.getStyleClass().add("live-" + said.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            setTooltip(new Tooltip(Wording.line(said.text(), LONGEST) + (said.value().isEmpty() ? "" : "\n" + Wording.line(said.value(), LONGEST))));
            setAccessibleText(name + ": " + told + (said.state() == State.NOT_EVALUATED ? ", " + said.value() : ""));
            setGraphic(row);
        }
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
