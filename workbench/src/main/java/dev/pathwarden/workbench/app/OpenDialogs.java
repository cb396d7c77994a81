package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import java.util.List;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/** Asks for a snapshot and opens it; closes it. */
final class OpenDialogs {

    private static final Texts TEXTS = Texts.of(OpenDialogs.class);

    private final Stage stage;
    private final Workspace workspace;
    private File last;

    OpenDialogs(Stage stage, Workspace workspace) {
        this.stage = stage;
        this.workspace = workspace;
    }

    void openFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(TEXTS.get("open.file.title"));
        chooser.setInitialDirectory(last);
        open(chooser.showOpenDialog(stage));
    }

    void openDirectory() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(TEXTS.get("open.directory.title"));
        chooser.setInitialDirectory(last);
        open(chooser.showDialog(stage));
    }

    void close() {
        workspace.leave();
    }

    private void open(File chosen) {
        if (chosen != null) {
            last = chosen.getParentFile();
            workspace.open(List.of(chosen.toPath()));
        }
    }
}
