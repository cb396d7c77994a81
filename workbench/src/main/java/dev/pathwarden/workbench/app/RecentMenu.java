package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.recent.RecentEntry;
import dev.pathwarden.workbench.recent.RecentViewModel;
import dev.pathwarden.workbench.text.Texts;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu of what was opened before. */
final class RecentMenu {

    private static final Texts TEXTS = Texts.of(RecentMenu.class);

    private final RecentViewModel model;
    private final Consumer<RecentEntry> open;
    private final Menu menu;

    private RecentMenu(RecentViewModel model, String key, Consumer<RecentEntry> open) {
        this.model = model;
        this.open = open;
        this.menu = new Menu(TEXTS.get(key));
        menu.setId(key.replace('.', '-'));
        menu.setOnShowing(event -> model.look());
        model.entries().addListener((InvalidationListener) ignored -> fill());
        fill();
    }

    /** Opens in the window that it is in. */
    static Menu here(RecentViewModel model) {
        return new RecentMenu(model, "recent.menu", model::open).menu;
    }

    /** Opens in a new window. */
    static Menu elsewhere(RecentViewModel model, Consumer<RecentEntry> open) {
        return new RecentMenu(model, "recent.menu.window", open).menu;
    }

    private void fill() {
        menu.getItems().clear();
        boolean pinned = false;
        for (RecentEntry entry : model.entries()) {
            if (pinned && !entry.snapshot().pinned()) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            pinned = entry.snapshot().pinned();
            MenuItem item = new MenuItem(TEXTS.get(entry.gone() ? "recent.gone" : "recent.item", entry.name(), entry.place()), entry.gone() ? Cells.icon(Icon.WARNING, "warning") : pinned ? Cells.icon(Icon.PIN) : null);
            item.setMnemonicParsing(false);
            item.setOnAction(event -> open.accept(entry));
            menu.getItems().add(item);
        }
        if (menu.getItems().isEmpty()) {
            MenuItem none = new MenuItem(TEXTS.get("recent.none"));
            none.setDisable(true);
            menu.getItems().add(none);
        }
        MenuItem clean = new MenuItem(TEXTS.get("recent.clean"));
        clean.disableProperty().bind(model.anyGoneProperty().not());
        clean.setOnAction(event -> model.removeGone());
        menu.getItems().addAll(new SeparatorMenuItem(), clean);
    }
}
