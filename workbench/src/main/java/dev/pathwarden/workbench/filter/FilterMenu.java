package dev.pathwarden.workbench.filter;

import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;

/** Offers things that are seen as filters. For the JavaFX thread. */
public final class FilterMenu {

    private static final Texts TEXTS = Texts.of(FilterMenu.class);
    private static final int LONGEST = 60;

    private final FilterViewModel filter;

    public FilterMenu(FilterViewModel filter) {
        this.filter = filter;
    }

    /** Filter by it, by it too, and by what it is not. */
    public List<MenuItem> items(FilterTerm term) {
        return List.of(item("apply", () -> filter.apply(term)), item("and", () -> filter.and(term)), item("and.not", () -> filter.andNot(term)));
    }

    /** A menu for each thing, in their order. */
    public List<MenuItem> menus(Map<String, FilterTerm> terms) {
        List<MenuItem> menus = new ArrayList<>();
        terms.forEach((name, term) -> {
            Menu menu = new Menu(Wording.line(name, LONGEST));
            menu.setMnemonicParsing(false);
            menu.getItems().setAll(items(term));
            menus.add(menu);
        });
        return menus;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(TEXTS.get("menu." + key));
        item.setOnAction(event -> action.run());
        return item;
    }
}
