package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.nav.Address;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.recent.RecentViewModel;
import dev.pathwarden.workbench.settings.LastSession;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.settings.WindowBounds;
import dev.pathwarden.workbench.theme.Themes;
import java.nio.file.Path;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;
import javafx.util.Subscription;

/** Remembers where the window is and what is looked at in it, and takes that up again at the next start. */
final class SessionKeeper {

    /** What is looked at changes with each key; it is written once that rests. */
    private static final Duration REST = Duration.seconds(2);
    /** So much of a window must lie on a screen that it can be taken hold of. */
    private static final double LEAST_SEEN = 120;

    private final Stage stage;
    private final SettingsStore store;
    private final Workspace workspace;
    private final Selection selection;
    private final FilterViewModel filter;
    private final Tabs tabs;
    private final PauseTransition rest = new PauseTransition(REST);
    private Subscription awaited = Subscription.EMPTY;
    private boolean opened;

    SessionKeeper(Stage stage, SettingsStore store, Workspace workspace, Selection selection, FilterViewModel filter, Tabs tabs) {
        this.stage = stage;
        this.store = store;
        this.workspace = workspace;
        this.selection = selection;
        this.filter = filter;
        this.tabs = tabs;
        rest.setOnFinished(event -> remember());
    }

    /** Puts the window where it was, if that can still be seen. To be called before it is shown. */
    void place() {
        WindowBounds bounds = store.settings().window();
        if (bounds == null || Screen.getScreensForRectangle(bounds.x(), bounds.y(), bounds.width(), bounds.height()).stream().noneMatch(screen -> isSeen(bounds, screen.getVisualBounds()))) {
            return;
        }
        stage.setX(bounds.x());
        stage.setY(bounds.y());
        stage.setWidth(Math.max(bounds.width(), stage.getMinWidth()));
        stage.setHeight(Math.max(bounds.height(), stage.getMinHeight()));
        stage.setMaximized(bounds.maximized());
    }

    private static boolean isSeen(WindowBounds bounds, Rectangle2D screen) {
        double width = Math.min(bounds.x() + bounds.width(), screen.getMaxX()) - Math.max(bounds.x(), screen.getMinX());
        return width >= LEAST_SEEN && bounds.y() >= screen.getMinY() && bounds.y() <= screen.getMaxY() - LEAST_SEEN;
    }

    /** Remembers from now on. */
    void begin(Themes themes) {
        themes.choiceProperty().subscribe((before, now) -> store.change(settings -> settings.withTheme(now)));
        themes.zoomProperty().subscribe((before, now) -> store.change(settings -> settings.withZoom(now.intValue())));
        workspace.snapshotProperty().subscribe((before, now) -> {
            opened = true;
            remember();
        });
        selection.runProperty().subscribe((before, now) -> rest.playFromStart());
        selection.stepProperty().subscribe((before, now) -> rest.playFromStart());
        filter.textProperty().subscribe((before, now) -> rest.playFromStart());
        tabs.node().getSelectionModel().selectedIndexProperty().subscribe((before, now) -> rest.playFromStart());
        stage.addEventHandler(WindowEvent.WINDOW_HIDING, event -> {
            WindowBounds bounds = bounds();
            store.change(settings -> settings.withWindow(bounds));
        });
    }

    private WindowBounds bounds() {
        WindowBounds before = store.settings().window();
        if (stage.isMaximized() && before != null) {
            return new WindowBounds(before.x(), before.y(), before.width(), before.height(), true);
        }
        return new WindowBounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
    }

    /** Writes what is looked at now. Where nothing was opened since the start, what was looked at before stays: it may still be on its way. */
    void remember() {
        rest.stop();
        if (!opened) {
            return;
        }
        List<Path> open = workspace.locations().stream().map(location -> location.toAbsolutePath().normalize()).toList();
        String address = selection.run() == null ? "" : new Address(selection.run().run().id(), selection.step()).toString();
        LastSession now = open.isEmpty() ? LastSession.NONE : new LastSession(open, tabs.shown().id(), filter.textProperty().get(), address);
        store.change(settings -> settings.withSession(now));
    }

    /** Opens what was looked at last, where it was looked at. Nothing happens where that is nothing. */
    void restore(RecentViewModel recent) {
        LastSession last = store.settings().session();
        if (last.locations().isEmpty()) {
            return;
        }
        // Once, and for no other snapshot: a filter would find nothing there.
        awaited = workspace.snapshotProperty().subscribe((before, now) -> {
            awaited.unsubscribe();
            if (workspace.locations().equals(last.locations())) {
                tabs.show(last.tab());
                filter.textProperty().set(last.filter());
            }
        });
        recent.open(last.locations(), Address.parse(last.address()).orElse(null));
    }
}
