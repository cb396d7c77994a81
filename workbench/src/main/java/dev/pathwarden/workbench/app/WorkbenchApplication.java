package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.pictures.PictureTour;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.FxTaskExecutor;
import dev.pathwarden.workbench.theme.ThemeChoice;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The JavaFX application: its windows, each made by a {@link CompositionRoot}, and the settings that they share. It ends with the last window. */
public final class WorkbenchApplication extends Application {

    private StartOptions options;
    private SettingsStore settings;
    private Windows windows;
    private CompositionRoot root;

    /** Reads the settings, before and beside the JavaFX thread. Pictures are the same for everyone. */
    @Override
    public void init() {
        options = StartOptions.parse(getParameters().getRaw());
        settings = options.pictures() == null ? SettingsStore.read(System.getenv(), new FxTaskExecutor()) : SettingsStore.unkept();
    }

    @Override
    public void start(Stage stage) {
        windows = new Shared(Platform.getPreferences().colorSchemeProperty(), options.policies(), settings, System.getenv()).windows();
        root = windows.first(stage);
        if (options.dark()) {
            root.themes().choiceProperty().set(ThemeChoice.DARK);
        } else if (options.pictures() != null) {
            root.themes().choiceProperty().set(ThemeChoice.LIGHT);
        }
        windows.keep();
        stage.show();
        if (options.snapshots().isEmpty()) {
            root.restoreSession();
        } else {
            root.workspace().open(options.snapshots());
        }
        if (options.pictures() != null) {
            new PictureTour(stage, root.shots(), root::busy, root.workspace().problemProperty()).run(options.pictures(), this::picturesTaken, this::picturesFailed);
        }
    }

    private void picturesTaken(List<Path> files) {
        files.forEach(System.out::println);
        Platform.exit();
    }

    private void picturesFailed(PictureTour.Failure failure) {
        System.err.println(failure.message());
        windows.close();
        System.exit(failure.environment() ? 4 : 3);
    }

    @Override
    public void stop() {
        windows.close();
        settings.close();
    }
}
