package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.nav.Address;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanExpression;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;

/** Puts the address of what is selected on the clipboard, and asks for one to go to. */
final class Addresses {

    private final Workspace workspace;
    private final Selection selection;
    private final Consumer<String> ask;

    /**
     * Addresses.
     *
     * @param ask lets the user say where to go, beginning with a text
     */
    Addresses(Workspace workspace, Selection selection, Consumer<String> ask) {
        this.workspace = workspace;
        this.selection = selection;
        this.ask = ask;
    }

    /** Whether there is anything to go to. */
    BooleanExpression openProperty() {
        return workspace.snapshotProperty().isNotNull();
    }

    /** Whether a run is selected, or a step of it. */
    BooleanExpression hereProperty() {
        return selection.runProperty().isNotNull();
    }

    /** Asks for an address, and proposes that which is on the clipboard. */
    void go() {
        String copied = Clipboard.getSystemClipboard().hasString() ? Clipboard.getSystemClipboard().getString().strip() : "";
        ask.accept(Address.parse(copied).isPresent() ? copied : "");
    }

    void copy() {
        if (selection.run() != null) {
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, new Address(selection.run().run().id(), selection.step()).toString()));
        }
    }
}
