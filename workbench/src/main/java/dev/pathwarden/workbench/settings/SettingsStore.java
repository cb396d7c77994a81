package dev.pathwarden.workbench.settings;

import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The settings: a change shows at once and is written in the background. For the JavaFX thread, but for its making. */
public final class SettingsStore implements AutoCloseable {

    private static final Texts TEXTS = Texts.of(SettingsStore.class);

    private final SettingsFile file;
    private final TaskExecutor executor;
    private final boolean first;
    private final ReadOnlyObjectWrapper<Settings> settings = new ReadOnlyObjectWrapper<>(this, "settings");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    /** Changes that are not written yet, in their order; guarded by itself. */
    private final List<UnaryOperator<Settings>> unwritten = new ArrayList<>();

    private SettingsStore(SettingsFile file, SettingsFile.Found found, TaskExecutor executor) {
        this.file = file;
        this.executor = executor;
        this.first = found.isFirst();
        settings.set(found.settings());
        problem.set(found.problem());
    }

    /**
     * Reads the settings of the user with that environment. Takes as long as the disk does; any thread.
     *
     * @param executor writes them; closed together with the store
     */
    public static SettingsStore read(Map<String, String> environment, TaskExecutor executor) {
        return read(SettingsFile.of(environment), executor);
    }

    static SettingsStore read(Path at, TaskExecutor executor) {
        SettingsFile file = new SettingsFile(at);
        return new SettingsStore(file, file.read(), executor);
    }

    /** The usual settings, and no file: what is changed is forgotten. */
    public static SettingsStore unkept() {
        return new SettingsStore(null, new SettingsFile.Found(Settings.USUAL, "", false), null);
    }

    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    public Settings settings() {
        return settings.get();
    }

    /** What is wrong with the file, in one sentence; empty where nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Drops the sentence on what is wrong. */
    public void dismissProblem() {
        problem.set("");
    }

    /** Whether nothing was ever remembered before this start. */
    public boolean isFirst() {
        return first;
    }

    /**
     * Changes the settings.
     *
     * @param change also made to what another workbench may have written meanwhile
     */
    public void change(UnaryOperator<Settings> change) {
        Settings next = change.apply(settings.get());
        if (next.equals(settings.get())) {
            return;
        }
        settings.set(next);
        if (file == null) {
            return;
        }
        synchronized (unwritten) {
            unwritten.add(change);
        }
        executor.execute(BackgroundTask.of(TEXTS.get("task"), progress -> {
            write();
            return null;
        }).onFailure(error -> problem.set(TEXTS.get("unwritten", FailureText.reason(error)))));
    }

    private void write() throws IOException {
        // Taken and written under one lock, so that a change that came later is not overtaken by one before.
        synchronized (file) {
            List<UnaryOperator<Settings>> due;
            synchronized (unwritten) {
                due = List.copyOf(unwritten);
                unwritten.clear();
            }
            if (due.isEmpty()) {
                return;
            }
            file.change(before -> {
                Settings now = before;
                for (UnaryOperator<Settings> each : due) {
                    now = each.apply(now);
                }
                return now;
            });
        }
    }

    /** Writes what is not written yet, and waits for that. */
    @Override
    public void close() {
        if (file == null) {
            return;
        }
        try {
            write();
        } catch (IOException e) {
            problem.set(TEXTS.get("unwritten", FailureText.reason(e)));
        }
        executor.close();
    }
}
