package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.nav.Address;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.recent.RecentViewModel;
import dev.pathwarden.workbench.settings.LastSession;
import dev.pathwarden.workbench.settings.LastWindow;
import dev.pathwarden.workbench.settings.WindowBounds;
import java.nio.file.Path;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import javafx.util.Subscription;

/** Knows where a window is and what is looked at in it, and takes up again what was. */
final class SessionKeeper implements AutoCloseable {

    /** What is looked at changes with each key; it is remembered once that rests. */
    private static final Duration REST = Duration.seconds(2);
    /** So much of a window must lie on a screen that it can be taken hold of. */
    private static final double LEAST_SEEN = 120;

    private final Stage stage;
    private final Workspace workspace;
    private final Selection selection;
    private final FilterViewModel filter;
    private final Tabs tabs;
    private final PauseTransition rest = new PauseTransition(REST);
    private Subscription awaited = Subscription.EMPTY;
    private LastWindow last = new LastWindow(null, LastSession.NONE);
    private RecentViewModel recent;
    private boolean opened;

    SessionKeeper(Stage stage, Workspace workspace, Selection selection, FilterViewModel filter, Tabs tabs) {
        this.stage = stage;
        this.workspace = workspace;
        this.selection = selection;
        this.filter = filter;
        this.tabs = tabs;
    }

    /** Puts the window where it was, if that can still be seen. To be called before it is shown. */
    void place(LastWindow window) {
        last = window;
        WindowBounds bounds = window.bounds();
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

    /**
     * Tells from now on of what is looked at.
     *
     * @param changed called once that changed and rests
     */
    void begin(Runnable changed) {
        rest.setOnFinished(event -> changed.run());
        workspace.snapshotProperty().subscribe((before, now) -> {
            opened = true;
            changed.run();
        });
        selection.runProperty().subscribe((before, now) -> rest.playFromStart());
        selection.stepProperty().subscribe((before, now) -> rest.playFromStart());
        filter.textProperty().subscribe((before, now) -> rest.playFromStart());
        tabs.node().getSelectionModel().selectedIndexProperty().subscribe((before, now) -> rest.playFromStart());
    }

    private WindowBounds bounds() {
        if (Double.isNaN(stage.getX())) {
            return last.bounds();
        }
        if (stage.isMaximized() && last.bounds() != null) {
            WindowBounds before = last.bounds();
            return new WindowBounds(before.x(), before.y(), before.width(), before.height(), true);
        }
        return new WindowBounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
    }

    /** The window as it is. Where nothing was opened in it since it is there, what was looked at before stays, unless the user took it out of what was opened: it may still be on its way. */
    LastWindow now() {
        WindowBounds where = bounds();
        if (!opened) {
            boolean forgotten = recent != null && recent.entries().stream().noneMatch(each -> each.snapshot().locations().equals(last.session().locations()));
            return new LastWindow(where, forgotten ? LastSession.NONE : last.session());
        }
        List<Path> open = workspace.locations().stream().map(location -> location.toAbsolutePath().normalize()).toList();
        String address = selection.run() == null ? "" : new Address(selection.run().run().id(), selection.step()).toString();
        return new LastWindow(where, open.isEmpty() ? LastSession.NONE : new LastSession(open, tabs.shown().id(), filter.textProperty().get(), address));
    }

    /** Opens what was looked at last, where it was looked at. Nothing is opened where that is nothing. */
    void restore(LastWindow window, RecentViewModel recent) {
        this.recent = recent;
        last = window;
        LastSession looked = window.session();
        if (looked.locations().isEmpty()) {
            return;
        }
        // Once, and for no other snapshot: a filter would find nothing there.
        awaited = workspace.snapshotProperty().subscribe((before, now) -> {
            awaited.unsubscribe();
            if (workspace.locations().equals(looked.locations())) {
                tabs.show(looked.tab());
                filter.textProperty().set(looked.filter());
            }
        });
        recent.open(looked.locations(), Address.parse(looked.address()).orElse(null));
    }

    /** Tells no more. */
    @Override
    public void close() {
        rest.stop();
        rest.setOnFinished(null);
    }
}
