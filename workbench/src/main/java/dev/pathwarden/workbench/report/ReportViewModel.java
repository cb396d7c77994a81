package dev.pathwarden.workbench.report;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.policies.report.Report;
import dev.pathwarden.policies.report.ReportFormat;
import dev.pathwarden.policies.report.ReportMaker;
import dev.pathwarden.policies.report.ReportWriter;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/** Writes the report of the case that is open, in the background: all runs are verified for it. For the JavaFX thread. */
public final class ReportViewModel {

    private static final Texts TEXTS = Texts.of(ReportViewModel.class);
    private static final String HTML = ".html";

    private final Workspace workspace;
    private final ObservableValue<Case> of;
    private final TaskExecutor executor;
    private final InstantSource clock;
    private final ReadOnlyBooleanWrapper possible = new ReadOnlyBooleanWrapper(this, "possible");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");

    /**
     * Reports of a workspace.
     *
     * @param of the case of what is open
     */
    public ReportViewModel(Workspace workspace, ObservableValue<Case> of, TaskExecutor executor, InstantSource clock) {
        this.workspace = workspace;
        this.of = of;
        this.executor = executor;
        this.clock = clock;
        of.subscribe(now -> possible.set(ReportMaker.hasContent(now)));
    }

    /** Whether there is anything that a report could tell. */
    public ReadOnlyBooleanProperty possibleProperty() {
        return possible.getReadOnlyProperty();
    }

    /** Where the report is that was written last; empty before, and once that was read. */
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** Drops the sentence. */
    public void dismissNotice() {
        notice.set("");
    }

    /** A name for the file, after what is open. */
    public String suggestedName() {
        Snapshot open = workspace.snapshotProperty().get();
        Path name = open == null ? null : open.location().getFileName();
        return (name == null ? "report" : name + "-report") + HTML;
    }

    /**
     * Writes the report, in place of what is there: PDF where the name says so, else HTML. Says where it is, or why it could not be written.
     *
     * @param chosen where; gets an ending if it has none
     */
    public void write(Path chosen) {
        Snapshot snapshot = workspace.snapshotProperty().get();
        if (snapshot == null || !possible.get()) {
            return;
        }
        Optional<ReportFormat> named = ReportFormat.of(chosen);
        Path file = (named.isPresent() ? chosen : chosen.resolveSibling(chosen.getFileName() + HTML)).toAbsolutePath();
        ReportFormat format = named.orElse(ReportFormat.HTML);
        Case told = of.getValue();
        notice.set("");
        executor.execute(BackgroundTask.of(TEXTS.get("task"), progress -> {
            Report report = new ReportMaker(snapshot, told).make(String.valueOf(snapshot.location().getFileName()), System.getProperty("user.name", ""), clock.instant(), done -> {
                progress.update(done);
                progress.checkCancelled();
            });
            ReportWriter writer = new ReportWriter();
            OwnerFile.replace(file, to -> writer.write(report, format, to));
            return file;
        }).onSuccess(written -> notice.set(TEXTS.get("written", written))).onFailure(error -> workspace.tell(error instanceof IOException ? TEXTS.get("unwritten", file, FailureText.reason(error)) : FailureText.of(error))));
    }
}
