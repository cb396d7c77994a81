package dev.pathwarden.workbench.pictures;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.workbench.canvas.Picture;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.stage.FileChooser;

/** Asks where the picture of a view is to be written, and lets it be: drawn at once, written in the background. For the JavaFX thread. */
public final class PictureDialog {

    private static final Texts TEXTS = Texts.of(PictureDialog.class);
    private static final String PNG = ".png";

    private final Workspace workspace;
    private final TaskExecutor executor;
    private final Function<FileChooser, File> ask;
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private File last;

    /**
     * A dialog.
     *
     * @param workspace is told what went wrong
     * @param ask shows what it is given, and gives the file that was chosen; null for none
     */
    public PictureDialog(Workspace workspace, TaskExecutor executor, Function<FileChooser, File> ask) {
        this.workspace = workspace;
        this.executor = executor;
        this.ask = ask;
    }

    /** Where the picture is that was written last; empty before, and once that was read. */
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** Drops the sentence. */
    public void dismissNotice() {
        notice.set("");
    }

    /** Asks for a file and writes the picture: SVG where the name says so, else PNG. Says that there is none where it is null. */
    public void show(Picture picture) {
        if (picture == null) {
            workspace.tell(TEXTS.get("save.none"));
            return;
        }
        FileChooser chooser = new FileChooser();
        chooser.setTitle(TEXTS.get("save.title"));
        chooser.setInitialDirectory(last);
        chooser.setInitialFileName(picture.title().replace(' ', '-').toLowerCase(Locale.ROOT) + PNG);
        FileChooser.ExtensionFilter svg = new FileChooser.ExtensionFilter(TEXTS.get("save.svg"), "*.svg");
        chooser.getExtensionFilters().addAll(new FileChooser.ExtensionFilter(TEXTS.get("save.png"), "*.png"), svg);
        File chosen = ask.apply(chooser);
        if (chosen != null) {
            last = chosen.getParentFile();
            boolean named = PictureFiles.isSvg(chosen.toPath()) || chosen.getName().toLowerCase(Locale.ROOT).endsWith(PNG);
            write(picture, (named ? chosen : new File(chosen.getParentFile(), chosen.getName() + (chooser.getSelectedExtensionFilter() == svg ? ".svg" : PNG))).toPath());
        }
    }

    private void write(Picture picture, Path file) {
        notice.set("");
        PictureFiles.Drawn drawn = PictureFiles.draw(picture, file);
        executor.execute(BackgroundTask.of(TEXTS.get("save.task"), progress -> {
            OwnerFile.replace(file, drawn::writeTo);
            return file;
        }).onSuccess(written -> notice.set(TEXTS.get("save.written", written))).onFailure(error -> workspace.tell(TEXTS.get("save.unwritten", file, FailureText.reason(error)))));
    }
}
