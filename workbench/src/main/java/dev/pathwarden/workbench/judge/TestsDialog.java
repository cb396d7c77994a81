package dev.pathwarden.workbench.judge;

import dev.pathwarden.workbench.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Shows the tests that judged steps would become, before they are added. */
final class TestsDialog {

    private static final Texts TEXTS = Texts.of(TestsDialog.class);

    private final TestsViewModel model;
    private final Dialog<ButtonType> dialog = new Dialog<>();

    TestsDialog(TestsViewModel model, Window owner) {
        this.model = model;
        Label said = wrapped("tests-said");
        said.textProperty().bind(model.saidProperty());
        Label sentences = wrapped("tests-sentences");
        sentences.getStyleClass().add("text-muted");
        sentences.textProperty().bind(model.madeProperty().map(made -> String.join("\n", made.sentences())));
        sentences.managedProperty().bind(sentences.textProperty().isNotEmpty());
        CheckBox failing = new CheckBox(TEXTS.get("tests.failing"));
        failing.setId("tests-failing");
        failing.selectedProperty().bindBidirectional(model.failingProperty());
        ProgressBar bar = new ProgressBar();
        bar.setAccessibleText(TEXTS.get("tests.running"));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.visibleProperty().bind(model.runningProperty());
        bar.managedProperty().bind(bar.visibleProperty());
        TextArea preview = new TextArea();
        preview.setId("tests-preview");
        preview.setEditable(false);
        preview.setAccessibleText(TEXTS.get("tests.preview"));
        preview.getStyleClass().add("code");
        preview.textProperty().bind(model.madeProperty().map(TestsViewModel.Made::preview));
        VBox.setVgrow(preview, Priority.ALWAYS);
        Label look = new Label(TEXTS.get("tests.look"));
        look.setWrapText(true);
        look.setMinHeight(Region.USE_PREF_SIZE);
        VBox content = new VBox(8, said, sentences, failing, bar, preview, look);
        content.setPrefSize(680, 520);
        ButtonType add = new ButtonType(TEXTS.get("tests.add"), ButtonBar.ButtonData.OK_DONE);
        dialog.initOwner(owner);
        dialog.setTitle(TEXTS.get("tests"));
        dialog.setResizable(true);
        dialog.getDialogPane().setId("judge-tests");
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(ButtonType.CANCEL, add);
        Button button = (Button) dialog.getDialogPane().lookupButton(add);
        button.setId("tests-add");
        button.disableProperty().bind(Bindings.createBooleanBinding(() -> model.madeProperty().get().text() == null, model.madeProperty()));
        button.addEventFilter(ActionEvent.ACTION, event -> {
            if (!model.add()) {
                event.consume();
            }
        });
        dialog.setOnHidden(event -> {
            failing.selectedProperty().unbindBidirectional(model.failingProperty());
            model.cancel();
        });
    }

    private static Label wrapped(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    void show() {
        dialog.show();
        model.make();
    }
}
