package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.nav.Workspace;
import java.io.File;
import javafx.scene.Scene;
import javafx.scene.input.TransferMode;

/** Opens what is dropped on the window. */
final class SnapshotDrop {

    private SnapshotDrop() {
    }

    static void accept(Scene scene, Workspace workspace) {
        scene.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
            }
            event.consume();
        });
        scene.setOnDragDropped(event -> {
            boolean files = event.getDragboard().hasFiles();
            if (files) {
                workspace.open(event.getDragboard().getFiles().stream().map(File::toPath).toList());
            }
            event.setDropCompleted(files);
            event.consume();
        });
    }
}
