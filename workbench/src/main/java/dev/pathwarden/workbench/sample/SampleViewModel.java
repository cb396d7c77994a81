package dev.pathwarden.workbench.sample;

import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.settings.Settings;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Subscription;

/** Opens the sample investigation, and says that it is one while it is open. For the JavaFX thread. */
public final class SampleViewModel implements AutoCloseable {

    private static final Texts TEXTS = Texts.of(SampleViewModel.class);

    private final Workspace workspace;
    private final TaskExecutor executor;
    private final SampleFile sample;
    private final CommandKeys keys;
    private final SettingsStore settings;
    private final Subscription tour;
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");

    /**
     * A sample.
     *
     * @param environment says where the user keeps data
     * @param keys are named in what is said of it, as they are at the time
     * @param settings tell whether the guided tour was taken; until then it is offered
     */
    public SampleViewModel(Workspace workspace, TaskExecutor executor, Map<String, String> environment, CommandKeys keys, SettingsStore settings) {
        this.workspace = workspace;
        this.executor = executor;
        this.sample = SampleFile.of(environment);
        this.keys = keys;
        this.settings = settings;
        workspace.snapshotProperty().subscribe(ignored -> notice.set(isOpen() ? said() : ""));
        keys.allProperty().subscribe(ignored -> sayAnew());
        tour = settings.settingsProperty().map(Settings::tour).subscribe(ignored -> sayAnew());
    }

    /** Whether it is the sample that is open. */
    public boolean isOpen() {
        return workspace.locations().equals(List.of(sample.file()));
    }

    private void sayAnew() {
        notice.set(notice.get().isEmpty() ? "" : said());
    }

    private String said() {
        String notice = TEXTS.get("notice", keys.how("step.stopped"), keys.how("close"), keys.how("open.directory"));
        return settings.settings().tour() ? notice : notice + " " + TEXTS.get("notice.tour", keys.how("tour"));
    }

    /** Opens the sample, in place of what is open; says so where its file cannot be written. */
    public void open() {
        executor.execute(BackgroundTask.of(TEXTS.get("task"), progress -> {
            sample.make();
            return sample.file();
        }).onSuccess(file -> workspace.open(List.of(file))).onFailure(error -> workspace.tell(TEXTS.get("unwritten", sample.file(), FailureText.reason(error)))));
    }

    /** Says that it is a sample that is open; empty where it is not, or was said. */
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** Drops the sentence. */
    public void dismissNotice() {
        notice.set("");
    }

    /** Follows the settings no longer, which other windows have too. */
    @Override
    public void close() {
        tour.unsubscribe();
    }
}
