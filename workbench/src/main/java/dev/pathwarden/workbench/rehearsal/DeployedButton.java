package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import javafx.beans.binding.Bindings;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

/** Says what is deployed, where that is compared with, and lets one choose it. */
final class DeployedButton {

    private static final Texts TEXTS = Texts.of(DeployedButton.class);
    private static final double MOST_WIDE = 200;

    private final DeployedSet deployed;
    private final MenuButton button = new MenuButton();

    DeployedButton(DryRunViewModel model) {
        deployed = model.deployed();
        button.setId("choose-deployed");
        button.setMaxWidth(MOST_WIDE);
        button.textProperty().bind(deployed.placeProperty().map(place -> String.valueOf(place.getFileName())).orElse(TEXTS.get("deployed.choose")));
        Tooltip whole = new Tooltip();
        whole.setOnShowing(event -> whole.setText(deployed.placeProperty().get() == null ? TEXTS.get("deployed.help") : deployed.placeProperty().get() + "\n" + deployed.told()));
        button.setTooltip(whole);
        button.accessibleHelpProperty().bind(Bindings.createStringBinding(deployed::told, deployed.placeProperty(), deployed.rememberedProperty()));
        button.setAccessibleText(TEXTS.get("deployed.help"));
        button.visibleProperty().bind(model.comparedProperty().isEqualTo(Compared.DEPLOYED));
        button.managedProperty().bind(button.visibleProperty());
        button.getItems().setAll(item("file", () -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(TEXTS.get("deployed.file"));
            choose(chooser.showOpenDialog(button.getScene().getWindow()));
        }), item("directory", () -> {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(TEXTS.get("deployed.directory"));
            choose(chooser.showDialog(button.getScene().getWindow()));
        }), new SeparatorMenuItem(), signers());
    }

    /** Says whose signatures are asked for, and lets one change that. */
    private MenuItem signers() {
        MenuItem signers = item("signers", () -> new SignersDialog(deployed, button.getScene().getWindow()).show());
        signers.disableProperty().bind(deployed.placeProperty().isNull());
        signers.textProperty().bind(deployed.rememberedProperty().map(known -> TEXTS.get("deployed.signers.known", known.told())).orElse(TEXTS.get("deployed.signers")));
        signers.setMnemonicParsing(false);
        return signers;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(TEXTS.get("deployed." + key));
        item.setId("deployed-" + key);
        item.setOnAction(event -> action.run());
        return item;
    }

    private void choose(File chosen) {
        if (chosen != null) {
            deployed.placeProperty().set(chosen.toPath().toAbsolutePath());
        }
    }

    MenuButton node() {
        return button;
    }
}
