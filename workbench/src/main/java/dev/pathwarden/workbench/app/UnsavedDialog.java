package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.stage.Stage;

/** Asks before the window closes with changes that are not saved. */
final class UnsavedDialog {

    private static final Texts TEXTS = Texts.of(UnsavedDialog.class);

    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final ButtonType close = new ButtonType(TEXTS.get("close.anyhow"), ButtonBar.ButtonData.OK_DONE);

    /** @param what says what is not saved */
    UnsavedDialog(Stage stage, String what) {
        ButtonType stay = new ButtonType(TEXTS.get("close.stay"), ButtonBar.ButtonData.CANCEL_CLOSE);
        dialog.initOwner(stage);
        dialog.setTitle(TEXTS.get("close.title"));
        dialog.setContentText(what);
        dialog.getDialogPane().setId("unsaved");
        dialog.getDialogPane().getButtonTypes().setAll(stay, close);
        ((Button) dialog.getDialogPane().lookupButton(close)).setDefaultButton(false);
        ((Button) dialog.getDialogPane().lookupButton(stay)).setDefaultButton(true);
    }

    /** Shows it and waits. */
    boolean closesAnyhow() {
        return dialog.showAndWait().filter(close::equals).isPresent();
    }
}
