package dev.pathwarden.workbench.app;

import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.workbench.nav.SnapshotOpener;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.application.ColorScheme;
import javafx.beans.value.ObservableValue;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/**
 * What all windows of the program have in common.
 *
 * @param system how the desktop is set, for the theme
 * @param policies guardrails to rehearse at first; null for the shipped pack
 * @param settings what is remembered; closed by whoever made it, after the windows
 * @param environment of this process: says where keys and the user's data are
 * @param opener opens snapshots for a window
 * @param ask asks for a file to write, over a window
 */
record Shared(ObservableValue<ColorScheme> system, Path policies, SettingsStore settings, Map<String, String> environment, Function<Stage, SnapshotOpener> opener, BiFunction<Stage, FileChooser, File> ask) {

    Shared(ObservableValue<ColorScheme> system, Path policies, SettingsStore settings, Map<String, String> environment) {
        this(system, policies, settings, environment, opener(environment), (stage, chooser) -> chooser.showSaveDialog(stage));
    }

    private static Function<Stage, SnapshotOpener> opener(Map<String, String> environment) {
        OneAtATime places = new OneAtATime();
        return stage -> {
            KeyDialog keys = new KeyDialog(stage, environment);
            return places.around(location -> Snapshots.canGrow(location) ? Snapshots.follow(location) : Snapshots.open(location, keys));
        };
    }

    /** No window so far; each that is opened has these in common with the others. */
    Windows windows() {
        return new Windows(settings, (stage, windows) -> new CompositionRoot(stage, this, windows));
    }
}
