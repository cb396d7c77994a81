package dev.pathwarden.workbench.inventory;

import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.FileChooser;

/** Baselines to compare the inventory with, and the making of one of what is open. */
final class DriftMenu {

    private static final Texts TEXTS = Texts.of(DriftMenu.class);

    private final DriftViewModel model;
    private final ComparisonBar bar;

    DriftMenu(DriftViewModel model) {
        this.model = model;
        bar = new ComparisonBar("drift", model.stateProperty(), this::items, ComparisonBar.button("inventory-drift-end", TEXTS.get("since.end"), model::end));
    }

    /** Where it is shown. */
    ComparisonBar bar() {
        return bar;
    }

    private List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>();
        for (Path file : model.choices()) {
            items.add(ComparisonBar.item(TEXTS.get("since.recent", file.getFileName(), file.getParent()), () -> model.compare(file)));
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        items.add(ComparisonBar.item(TEXTS.get("drift.file"), () -> {
            File chosen = chooser("drift.title").showOpenDialog(bar.chooser().getScene().getWindow());
            if (chosen != null) {
                model.compare(chosen.toPath());
            }
        }));
        MenuItem make = ComparisonBar.item(TEXTS.get("make"), () -> {
            FileChooser chooser = chooser("make.title");
            chooser.setInitialFileName(TEXTS.get("make.file"));
            File chosen = chooser.showSaveDialog(bar.chooser().getScene().getWindow());
            if (chosen != null) {
                model.make(chosen.toPath());
            }
        });
        make.setDisable(!model.canMake());
        items.add(make);
        return items;
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(TEXTS.get(title));
        chooser.getExtensionFilters().addAll(new FileChooser.ExtensionFilter(TEXTS.get("drift.yaml"), "*.yaml", "*.yml"), new FileChooser.ExtensionFilter(TEXTS.get("drift.all"), "*"));
        model.choices().stream().findFirst().map(Path::getParent).map(Path::toFile).filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
        return chooser;
    }
}
