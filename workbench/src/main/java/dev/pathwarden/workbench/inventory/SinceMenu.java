package dev.pathwarden.workbench.inventory;

import dev.pathwarden.workbench.recent.RecentEntry;
import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

/** Earlier snapshots to compare the inventory with. */
final class SinceMenu {

    private static final Texts TEXTS = Texts.of(SinceMenu.class);

    private final SinceViewModel model;
    private final ComparisonBar bar;

    SinceMenu(SinceViewModel model) {
        this.model = model;
        Button runs = ComparisonBar.button("inventory-since-runs", TEXTS.get("since.runs"), model::findRuns);
        bar = new ComparisonBar("since", model.stateProperty(), this::items, runs, ComparisonBar.button("inventory-since-end", TEXTS.get("since.end"), model::end));
        model.foundProperty().subscribe(found -> {
            runs.setVisible(model.canFindRuns());
            runs.setManaged(model.canFindRuns());
        });
    }

    /** Where it is shown. */
    ComparisonBar bar() {
        return bar;
    }

    private List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>();
        for (RecentEntry entry : model.choices()) {
            items.add(ComparisonBar.item(TEXTS.get("since.recent", entry.name(), entry.place()), () -> model.compare(entry.snapshot().locations())));
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        items.add(ComparisonBar.item(TEXTS.get("since.file"), () -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(TEXTS.get("since.title"));
            compare(chooser.showOpenDialog(bar.chooser().getScene().getWindow()));
        }));
        items.add(ComparisonBar.item(TEXTS.get("since.directory"), () -> {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(TEXTS.get("since.title"));
            compare(chooser.showDialog(bar.chooser().getScene().getWindow()));
        }));
        return items;
    }

    private void compare(File with) {
        if (with != null) {
            model.compare(List.of(with.toPath()));
        }
    }
}
