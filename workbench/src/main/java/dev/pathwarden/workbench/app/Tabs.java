package dev.pathwarden.workbench.app;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;

/** The views in the middle of the window, one at a time. A view is put into the window when it is first brought to the front: laying out and styling all of them at once would stop the window for as long as all of them take. */
final class Tabs {

    private final List<ViewTab> views;
    private final TabPane pane = new TabPane();

    Tabs(List<ViewTab> views) {
        this.views = List.copyOf(views);
        for (ViewTab view : this.views) {
            Tab tab = new Tab(view.title());
            tab.setId("tab-" + view.id());
            pane.getTabs().add(tab);
        }
        pane.getSelectionModel().selectedIndexProperty().subscribe(index -> fill(index.intValue()));
        pane.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        pane.setId("views");
    }

    private void fill(int index) {
        if (index >= 0 && pane.getTabs().get(index).getContent() == null) {
            pane.getTabs().get(index).setContent(views.get(index).node());
        }
    }

    List<ViewTab> views() {
        return views;
    }

    TabPane node() {
        return pane;
    }

    /** Calls an action whenever a view is brought to the front. */
    void whenShown(String id, Runnable action) {
        pane.getSelectionModel().selectedItemProperty().subscribe(tab -> {
            if (tab != null && tab.getId().equals("tab-" + id)) {
                action.run();
            }
        });
    }

    /** Tells of a view whether it is at the front, now and whenever another one is brought there. */
    void whetherShown(String id, Consumer<Boolean> listener) {
        pane.getSelectionModel().selectedItemProperty().subscribe(tab -> listener.accept(tab != null && tab.getId().equals("tab-" + id)));
    }

    /**
     * Marks a view in its tab while there is something to say of it.
     *
     * @param said what, for a tooltip; empty where there is nothing
     */
    void mark(String id, ObservableValue<String> said) {
        ViewTab view = views.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
        Tab tab = pane.getTabs().get(views.indexOf(view));
        said.subscribe(now -> {
            tab.setText(now.isEmpty() ? view.title() : view.title() + " *");
            tab.setTooltip(now.isEmpty() ? null : new Tooltip(now));
        });
    }

    /** Whether a view is at the front. */
    ObservableValue<Boolean> isShown(String id) {
        return pane.getSelectionModel().selectedItemProperty().map(tab -> tab.getId().equals("tab-" + id));
    }

    /** The view at the front. */
    ViewTab shown() {
        return views.get(pane.getSelectionModel().getSelectedIndex());
    }

    /** Brings a view to the front; nothing changes where there is none of that id. */
    void show(String id) {
        views.stream().filter(view -> view.id().equals(id)).findFirst().ifPresent(this::show);
    }

    void show(ViewTab view) {
        pane.getSelectionModel().select(views.indexOf(view));
        // Whoever asked for it may do something in it at once, such as to open a menu, which has no place before.
        pane.applyCss();
        pane.layout();
    }
}
