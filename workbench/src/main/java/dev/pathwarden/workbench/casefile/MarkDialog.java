package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.CaseException;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.text.Texts;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/** Asks what a mark is to say. What cannot be one is said in the dialog, which stays. */
final class MarkDialog {

    private static final Texts TEXTS = Texts.of(MarkDialog.class);

    private final Dialog<MarkContent> dialog = new Dialog<>();
    private final Label wrong = new Label(null, Cells.icon(Icon.WARNING, "status-blocked"));
    private final MarkForm form;
    private MarkContent content;

    /** @param on what the mark is on, in words; empty for nothing */
    MarkDialog(Window owner, MarkForm form, String on) {
        this.form = form;
        ButtonType ok = new ButtonType(TEXTS.get("form.ok"), ButtonBar.ButtonData.OK_DONE);
        Label subject = new Label(on);
        subject.getStyleClass().add("text-muted");
        subject.setVisible(!on.isEmpty());
        subject.setManaged(!on.isEmpty());
        wrong.setId("mark-wrong");
        wrong.setWrapText(true);
        wrong.setMaxWidth(form.first().getPrefWidth());
        tell("");
        DialogPane pane = dialog.getDialogPane();
        pane.setId("mark-dialog");
        pane.setContent(new VBox(10, subject, form.node(), wrong));
        pane.getButtonTypes().setAll(ok, ButtonType.CANCEL);
        Button done = (Button) pane.lookupButton(ok);
        done.setId("mark-ok");
        done.addEventFilter(ActionEvent.ACTION, event -> {
            try {
                content = form.content().get();
            } catch (CaseException e) {
                tell(e.getMessage());
                event.consume();
            }
        });
        // Enter alone is a new line in a text of many lines.
        pane.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                done.fire();
                event.consume();
            }
        });
        dialog.initOwner(owner);
        dialog.setTitle(form.title());
        dialog.setResizable(true);
        dialog.setResultConverter(button -> button == ok ? content : null);
        // Not when the dialog says so: that is before its window is there.
        pane.getScene().getWindow().addEventHandler(WindowEvent.WINDOW_SHOWN, event -> {
            form.first().requestFocus();
            form.first().end();
        });
    }

    private void tell(String sentence) {
        wrong.setText(sentence);
        wrong.setVisible(!sentence.isEmpty());
        wrong.setManaged(!sentence.isEmpty());
        if (dialog.getDialogPane().getScene() != null && dialog.isShowing()) {
            dialog.getDialogPane().getScene().getWindow().sizeToScene();
        }
    }

    /** Shows it and waits; empty where it was cancelled. */
    Optional<MarkContent> ask() {
        return dialog.showAndWait();
    }
}
