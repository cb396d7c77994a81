package dev.pathwarden.workbench.app;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.RunningTask;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;

/** State of the status bar: counts of the snapshot, and all that was not seen or not read. */
final class StatusViewModel {

    private static final Texts TEXTS = Texts.of(StatusViewModel.class);

    private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper(this, "counts", "");
    private final ReadOnlyObjectWrapper<Notes> notes = new ReadOnlyObjectWrapper<>(this, "notes", Notes.NONE);
    private final TaskExecutor executor;
    private final Latest reading;

    /**
     * What was not seen or not read.
     *
     * @param damages parts of the snapshot that could not be read
     * @param blind hooks that were not live and events that were lost
     */
    record Notes(List<String> damages, List<String> blind) {
        static final Notes NONE = new Notes(List.of(), List.of());
    }

    StatusViewModel(Workspace workspace, TaskExecutor executor) {
        this.executor = executor;
        this.reading = new Latest(executor);
        workspace.snapshotProperty().subscribe(snapshot -> {
            counts.set("");
            notes.set(Notes.NONE);
            read(snapshot);
        });
        workspace.growthsProperty().subscribe((before, now) -> read(workspace.snapshotProperty().get()));
    }

    ReadOnlyStringProperty countsProperty() {
        return counts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Notes> notesProperty() {
        return notes.getReadOnlyProperty();
    }

    /** Tasks under way. */
    ObservableList<RunningTask> running() {
        return executor.running();
    }

    private void read(Snapshot snapshot) {
        if (snapshot == null) {
            reading.cancel();
            return;
        }
        reading.execute(BackgroundTask.of(TEXTS.get("status.task"), progress -> new Described(counts(snapshot.runs()), notes(snapshot))).onSuccess(described -> {
            counts.set(described.counts());
            notes.set(described.notes());
        }));
    }

    private static String counts(List<RunSummary> runs) {
        long steps = 0;
        long blocked = 0;
        long verdicts = 0;
        for (RunSummary run : runs) {
            steps += run.steps();
            blocked += run.blocked();
            verdicts += run.verdicts();
        }
        return TEXTS.get("status.counts", runs.size(), steps, blocked, verdicts);
    }

    private static Notes notes(Snapshot snapshot) {
        List<String> blind = new ArrayList<>();
        for (ProcessInfo process : snapshot.processes()) {
            for (ProcessInfo.HookState hook : process.hooks()) {
                if (Boolean.FALSE.equals(hook.live())) {
                    blind.add(TEXTS.get("status.hook", hook.hook(), String.valueOf(process.pid()), hook.detail()));
                }
            }
            if (process.dropped() > 0) {
                blind.add(TEXTS.get("status.dropped", process.dropped(), String.valueOf(process.pid())));
            }
        }
        return new Notes(snapshot.damages(), blind);
    }

    private record Described(String counts, Notes notes) {
    }
}
