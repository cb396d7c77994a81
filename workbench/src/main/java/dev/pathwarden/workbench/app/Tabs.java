package dev.pathwarden.workbench.app;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/** The views in the middle of the window, one at a time. */
final class Tabs {

    private final List<ViewTab> views;
    private final TabPane pane = new TabPane();

    Tabs(List<ViewTab> views) {
        this.views = List.copyOf(views);
        for (ViewTab view : this.views) {
            Tab tab = new Tab(view.title(), view.node());
            tab.setId("tab-" + view.id());
            pane.getTabs().add(tab);
        }
        pane.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        pane.setId("views");
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
    }
}
