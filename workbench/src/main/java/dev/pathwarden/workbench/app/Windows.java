package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.settings.LastSession;
import dev.pathwarden.workbench.settings.LastWindow;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.settings.WindowBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.stage.Stage;

/**
 * The windows of the program: opens them, remembers where they are and what is looked at in them, and closes them all together. They share the settings and nothing else; one that was closed leaves nothing behind. For the JavaFX thread.
 */
final class Windows implements AutoCloseable {

    /** A new window is so far to the right of the one it came from, and below it. */
    private static final double ASIDE = 32;

    private final SettingsStore settings;
    private final BiFunction<Stage, Windows, CompositionRoot> maker;
    private final List<CompositionRoot> open = new ArrayList<>();
    private boolean keeps;
    private boolean ending;

    /**
     * No window so far.
     *
     * @param maker fills a window that is not shown yet
     */
    Windows(SettingsStore settings, BiFunction<Stage, Windows, CompositionRoot> maker) {
        this.settings = settings;
        this.maker = maker;
    }

    /** Takes in a window that was filled. It is one of them until it is hidden. */
    void add(CompositionRoot window) {
        open.add(window);
    }

    /** Makes a window, not shown yet, where the first one was last. */
    CompositionRoot first(Stage stage) {
        CompositionRoot root = maker.apply(stage, this);
        if (!settings.settings().windows().isEmpty()) {
            root.place(settings.settings().windows().getFirst());
        }
        return root;
    }

    /** Opens a window. What was looked at in it is opened in the background. */
    CompositionRoot open(LastWindow last) {
        CompositionRoot root = maker.apply(new Stage(), this);
        root.place(last);
        open.getFirst().themes().copyTo(root.themes());
        if (keeps) {
            root.keepSession();
        }
        root.stage().show();
        root.restore(last);
        remember();
        return root;
    }

    /** Opens a window beside another one. */
    void open(LastSession looked, Stage beside) {
        open(new LastWindow(beside.isMaximized() ? null : new WindowBounds(beside.getX() + ASIDE, beside.getY() + ASIDE, beside.getWidth(), beside.getHeight(), false), looked));
    }

    /** Remembers the windows from now on. */
    void keep() {
        keeps = true;
        open.forEach(CompositionRoot::keepSession);
    }

    /** Takes up again what was looked at last: in the first window, and in new ones. */
    void restore(CompositionRoot first) {
        List<LastWindow> last = settings.settings().windows();
        if (last.isEmpty()) {
            return;
        }
        first.restore(last.getFirst());
        last.subList(1, last.size()).forEach(this::open);
    }

    /** Remembers what is looked at in all of them. */
    void remember() {
        if (keeps && !ending && !open.isEmpty()) {
            List<LastWindow> now = open.stream().map(CompositionRoot::looked).toList();
            settings.change(before -> before.withWindows(now));
        }
    }

    /** Lets go of a window that was hidden. The last one is remembered, any other is not. */
    void closed(CompositionRoot window) {
        boolean last = open.size() == 1;
        if (last) {
            remember();
        }
        if (open.remove(window) && !last) {
            remember();
        }
        window.close();
    }

    /** Closes all of them, and with that the program, unless somebody wants to stay; remembers them all. */
    void quit() {
        if (List.copyOf(open).stream().allMatch(CompositionRoot::mayClose)) {
            remember();
            ending = true;
            each(window -> window.stage().hide());
        }
    }

    private void each(Consumer<CompositionRoot> action) {
        List.copyOf(open).forEach(action);
    }

    /** Remembers all that are still open, and closes them. */
    @Override
    public void close() {
        remember();
        ending = true;
        each(CompositionRoot::close);
        open.clear();
    }
}
