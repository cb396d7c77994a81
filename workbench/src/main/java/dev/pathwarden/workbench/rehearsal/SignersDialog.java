package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.workbench.text.Texts;
import javafx.event.ActionEvent;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Asks who has to have signed the bundle that is said to be deployed, and says who had to until now. */
final class SignersDialog {

    private static final Texts TEXTS = Texts.of(SignersDialog.class);
    private static final double WIDTH = 560;
    private static final double SMALL = 86;
    private static final int LINES = 3;

    private final DeployedSet deployed;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final TextArea keys = new TextArea();
    private final Spinner<Integer> signatures = new Spinner<>(0, Signers.MOST, 0);
    private final Label problem = new Label();

    /** @param owner the window that it belongs to */
    SignersDialog(DeployedSet deployed, Window owner) {
        this.deployed = deployed;
        dialog.initOwner(owner);
    }

    /** Shows it, until what is said in it is remembered, or nobody wants it any more. */
    void show() {
        ButtonType remember = new ButtonType(TEXTS.get("signers.remember"), ButtonBar.ButtonData.OK_DONE);
        dialog.setTitle(TEXTS.get("signers.title"));
        dialog.getDialogPane().setId("signers-dialog");
        dialog.getDialogPane().getButtonTypes().setAll(ButtonType.CANCEL, remember);
        dialog.getDialogPane().setContent(content());
        Button button = (Button) dialog.getDialogPane().lookupButton(remember);
        button.setId("signers-remember");
        // It stays open: what is wrong is said in it, with all that was typed.
        button.addEventFilter(ActionEvent.ACTION, event -> {
            if (!remember()) {
                event.consume();
            }
        });
        dialog.setOnShown(event -> keys.requestFocus());
        dialog.showAndWait();
    }

    private boolean remember() {
        try {
            deployed.remember(keys.getText().isBlank() ? null : Signers.listed(keys.getText().strip(), signatures.getValue()));
            return true;
        } catch (IllegalArgumentException wrong) {
            problem.setText(TEXTS.get("signers.wrong", wrong.getMessage()));
            keys.requestFocus();
            return false;
        }
    }

    private Node content() {
        Signers shown = deployed.rememberedProperty().get() != null ? deployed.rememberedProperty().get() : deployed.planned().orElse(null);
        if (shown != null) {
            keys.setText(String.join(",\n", shown.keys()));
            signatures.getValueFactory().setValue(shown.needed() == shown.keys().size() ? 0 : shown.needed());
        }
        keys.setId("signers-keys");
        keys.setPrefRowCount(LINES);
        keys.setWrapText(true);
        keys.setPromptText(TEXTS.get("signers.prompt"));
        signatures.setId("signers-number");
        signatures.setEditable(true);
        signatures.setPrefWidth(SMALL);
        signatures.setMinWidth(SMALL);
        problem.setId("signers-problem");
        problem.setWrapText(true);
        problem.getStyleClass().add("problem-banner");
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        VBox all = new VBox(8, text("place", String.valueOf(deployed.placeProperty().get())), text("now", deployed.told()), label("keys", keys), keys, label("number", signatures), signatures, text("help", TEXTS.get("signers.help")), problem);
        all.setPadding(new Insets(4));
        all.setPrefWidth(WIDTH);
        return all;
    }

    private static Label text(String id, String text) {
        Label label = new Label(text);
        label.setId("signers-" + id + "-text");
        label.setWrapText(true);
        return label;
    }

    private static Label label(String key, Node of) {
        Label label = new Label(TEXTS.get("signers." + key));
        label.setLabelFor(of);
        of.setAccessibleText(TEXTS.get("signers." + key));
        return label;
    }
}
