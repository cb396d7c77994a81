package dev.pathwarden.workbench.held;

import dev.pathwarden.model.hold.Approver;
import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * The answer to the held step above: a reason, deny, and approve, which asks once more.
 *
 * <p>The question takes the place of the buttons, with the way back where approve was, focused and the default: neither a double click nor a key pressed twice approves.
 */
final class AnswerBar {

    private static final Texts TEXTS = Texts.of(AnswerBar.class);

    private final HeldViewModel model;
    private final StackPane root = new StackPane();
    private final Button cancel = new Button(TEXTS.get("confirm.cancel"));
    private final Button approve = new Button(TEXTS.get("approve"), Cells.icon(Icon.OK));

    AnswerBar(HeldViewModel model) {
        this.model = model;
        root.getChildren().setAll(answers(), question(), underWay());
        root.getStyleClass().add("answer-bar");
        BooleanBinding shown = Bindings.createBooleanBinding(() -> model.selectedProperty().get() != null && (model.answeringProperty().get() || model.waits(model.selectedProperty().get())),
                model.selectedProperty(), model.answeringProperty(), model.nowProperty());
        root.visibleProperty().bind(shown);
        root.managedProperty().bind(shown);
        model.confirmingProperty().subscribe((before, confirming) -> {
            if (confirming) {
                cancel.requestFocus();
            } else if (root.isVisible() && !model.answeringProperty().get()) {
                approve.requestFocus();
            }
        });
    }

    Region node() {
        return root;
    }

    private Region answers() {
        TextField reason = new TextField();
        reason.setId("held-reason");
        reason.setPromptText(TEXTS.get("reason"));
        reason.setAccessibleText(TEXTS.get("reason.name", Approver.LONGEST_REASON));
        reason.setTextFormatter(new TextFormatter<>(change -> change.getControlNewText().length() <= Approver.LONGEST_REASON ? change : null));
        reason.textProperty().bindBidirectional(model.reasonProperty());
        HBox.setHgrow(reason, Priority.ALWAYS);
        Button deny = new Button(TEXTS.get("deny"), Cells.icon(Icon.STOP, "status-blocked"));
        deny.setId("held-deny");
        deny.setTooltip(new Tooltip(TEXTS.get("deny.help")));
        deny.setAccessibleHelp(TEXTS.get("deny.help"));
        deny.setOnAction(event -> model.deny());
        approve.setId("held-approve");
        approve.setTooltip(new Tooltip(TEXTS.get("approve.help")));
        approve.setAccessibleHelp(TEXTS.get("approve.help"));
        approve.setOnAction(event -> model.askToApprove());
        HBox box = row(reason, deny, approve);
        show(box, model.confirmingProperty().not().and(model.answeringProperty().not()));
        return box;
    }

    private Region question() {
        Label question = new Label();
        question.setId("held-question");
        question.setWrapText(true);
        question.setMinHeight(Region.USE_PREF_SIZE);
        question.setMaxWidth(Double.MAX_VALUE);
        question.textProperty().bind(model.selectedProperty().map(AnswerBar::questionText));
        HBox.setHgrow(question, Priority.ALWAYS);
        Button yes = new Button(TEXTS.get("confirm.approve"));
        yes.setId("held-confirm");
        yes.accessibleHelpProperty().bind(question.textProperty());
        yes.setOnAction(event -> model.approve());
        cancel.setId("held-cancel");
        cancel.accessibleHelpProperty().bind(question.textProperty());
        cancel.setOnAction(event -> model.cancelApproval());
        cancel.setCancelButton(true);
        // Only while the question is there: a default button takes the Enter of the whole window.
        cancel.defaultButtonProperty().bind(model.confirmingProperty());
        HBox box = row(question, yes, cancel);
        show(box, model.confirmingProperty().and(model.answeringProperty().not()));
        return box;
    }

    private static String questionText(HeldStep step) {
        return TEXTS.get("confirm", Wording.of(step.step()));
    }

    private Region underWay() {
        ProgressBar progress = new ProgressBar();
        progress.setPrefWidth(120);
        progress.setAccessibleText(TEXTS.get("answering"));
        HBox box = row(new Label(TEXTS.get("answering")), progress);
        show(box, Bindings.createBooleanBinding(model.answeringProperty()::get, model.answeringProperty()));
        return box;
    }

    private static HBox row(Region... parts) {
        HBox row = new HBox(8, parts);
        row.setAlignment(Pos.CENTER_LEFT);
        for (Region part : parts) {
            if (part instanceof Button) {
                part.setMinWidth(Region.USE_PREF_SIZE);
            }
        }
        return row;
    }

    private static void show(Region region, BooleanBinding when) {
        region.visibleProperty().bind(when);
        region.managedProperty().bind(when);
    }
}
