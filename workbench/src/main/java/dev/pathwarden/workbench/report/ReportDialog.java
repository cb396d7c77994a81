package dev.pathwarden.workbench.report;

import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import java.util.function.Function;
import javafx.stage.FileChooser;

/** Asks where the report is to be written, and lets it be. */
public final class ReportDialog {

    private static final Texts TEXTS = Texts.of(ReportDialog.class);

    private final ReportViewModel model;
    private final Function<FileChooser, File> ask;
    private File last;

    /**
     * A dialog.
     *
     * @param ask shows what it is given, and gives the file that was chosen; null for none
     */
    public ReportDialog(ReportViewModel model, Function<FileChooser, File> ask) {
        this.model = model;
        this.ask = ask;
    }

    /** Asks, and writes what was chosen. */
    public void show() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(TEXTS.get("title"));
        chooser.setInitialDirectory(last);
        chooser.setInitialFileName(model.suggestedName());
        chooser.getExtensionFilters().addAll(new FileChooser.ExtensionFilter(TEXTS.get("filter.html"), "*.html", "*.htm"), new FileChooser.ExtensionFilter(TEXTS.get("filter.pdf"), "*.pdf"));
        File chosen = ask.apply(chooser);
        if (chosen != null) {
            last = chosen.getParentFile();
            String name = chosen.getName();
            boolean named = name.contains(".");
            boolean pdf = chooser.getSelectedExtensionFilter() != null && chooser.getSelectedExtensionFilter().getExtensions().contains("*.pdf");
            model.write((named || !pdf ? chosen : new File(chosen.getParentFile(), name + ".pdf")).toPath());
        }
    }
}
