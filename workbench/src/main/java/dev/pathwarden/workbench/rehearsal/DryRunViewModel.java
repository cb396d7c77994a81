package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.policies.rehearsal.Behind;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.policies.rehearsal.RecordingFolder;
import dev.pathwarden.policies.rehearsal.Rehearsal;
import dev.pathwarden.policies.rehearsal.Rehearser;
import dev.pathwarden.policies.rehearsal.Rehearsing;
import dev.pathwarden.policies.rehearsal.SeenRuns;
import dev.pathwarden.workbench.aftermath.AftermathViewModel;
import dev.pathwarden.workbench.nav.Address;
import dev.pathwarden.workbench.nav.SnapshotOpener;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Progress;
import dev.pathwarden.workbench.task.Rest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/**
 * State of the results half of the rehearsal view: what the guardrails are tried on and compared with, and what that came to so far. Files that are edited are tried again by themselves as soon as they are right; while they are
 * not, what was found before stands, and is said to be stale. For the JavaFX thread.
 */
public final class DryRunViewModel {

    private static final Texts TEXTS = Texts.of(DryRunViewModel.class);

    /** What a dry run hangs on besides the open snapshot. */
    private record Asked(RehearsedFiles files, DryRunMode mode, Compared compared, Path folder, Path deployed, DeployedSet.Check check) {
    }

    private record Found(Rehearsal rehearsal, Rehearser rehearser) {
    }

    private final Workspace workspace;
    private final SnapshotOpener opener;
    private final TaskExecutor executor;
    private final Rest rest;
    private final DeployedSet deployed;
    private final Consumer<String> failure;
    private final AftermathViewModel aftermath;
    private final Latest rehearsing;
    private final ObjectProperty<DryRunMode> mode = new SimpleObjectProperty<>(this, "mode", DryRunMode.WHOLE_PATH);
    private final ObjectProperty<Compared> compared = new SimpleObjectProperty<>(this, "compared", Compared.RECORD);
    private final ObjectProperty<Path> folder = new SimpleObjectProperty<>(this, "folder");
    private final ReadOnlyObjectWrapper<Rehearsal> result = new ReadOnlyObjectWrapper<>(this, "result");
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(this, "stale");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyDoubleWrapper done = new ReadOnlyDoubleWrapper(this, "done");
    private RehearsedFiles files = RehearsedFiles.NONE;
    /** What the result was found with; null where there is none. */
    private Rehearser tried;
    /** What the result is the answer to; null where there is none. */
    private Asked answered;
    private int begun;
    /** What was found in the runs of the open snapshot. */
    private SeenRuns kept = new SeenRuns();

    /**
     * @param opener opens the snapshots of a folder
     * @param rest between a change and a dry run that nobody asked for
     * @param deployed what is said to be deployed
     * @param failure is told in a sentence what could not be done, and nothing where something is done again
     * @param aftermath shows the run of a step that is opened as it would have gone
     */
    DryRunViewModel(Workspace workspace, SnapshotOpener opener, TaskExecutor executor, Rest rest, DeployedSet deployed, Consumer<String> failure, AftermathViewModel aftermath) {
        this.workspace = workspace;
        this.opener = opener;
        this.executor = executor;
        this.rest = rest;
        this.deployed = deployed;
        this.failure = failure;
        this.aftermath = aftermath;
        aftermath.staleProperty().bind(stale);
        rehearsing = new Latest(executor);
        workspace.snapshotProperty().subscribe((before, now) -> {
            kept = new SeenRuns();
            if (folder.get() == null) {
                forget();
            }
        });
        mode.subscribe((before, now) -> changed());
        compared.subscribe((before, now) -> changed());
        deployed.placeProperty().subscribe((before, now) -> changed());
        deployed.rememberedProperty().subscribe((before, now) -> changed());
        folder.subscribe((before, now) -> {
            forget();
            if (now != null) {
                rehearse();
            }
        });
    }

    /** Which facts the dry run decides on. */
    ObjectProperty<DryRunMode> modeProperty() {
        return mode;
    }

    /** What the set is compared with. */
    ObjectProperty<Compared> comparedProperty() {
        return compared;
    }

    /** What is said to be deployed. */
    DeployedSet deployed() {
        return deployed;
    }

    /** The folder on whose snapshots, archives and journals it is tried; null for the open snapshot. */
    public ObjectProperty<Path> folderProperty() {
        return folder;
    }

    /** What the dry run came to, or came to so far; null where there was none. */
    ReadOnlyObjectProperty<Rehearsal> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** Whether the result is the answer to something else than what is asked now. */
    ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /** Whether a dry run is under way. */
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** How far the dry run under way is, from 0 to 1; negative where that cannot be told. */
    ReadOnlyDoubleProperty doneProperty() {
        return done.getReadOnlyProperty();
    }

    /** The files are others now; whether they can be used is not known yet. */
    void edited(RehearsedFiles now) {
        files = now;
        tellStale();
    }

    /** The files that were {@link #edited} last are right: they are tried once no more is typed, where anything is asked for at all. */
    void right(boolean typed) {
        if (hasRuns() && (typed || result.get() != null) && !asked().equals(answered)) {
            rest.then(this::tryAgain);
        }
    }

    private void changed() {
        tellStale();
        if (result.get() != null && !asked().equals(answered)) {
            rest.then(this::tryAgain);
        }
    }

    private void tryAgain() {
        if (hasRuns() && !asked().equals(answered)) {
            rehearse();
        }
    }

    private boolean hasRuns() {
        return folder.get() != null || workspace.snapshotProperty().get() != null;
    }

    private Asked asked() {
        boolean isDeployed = compared.get() == Compared.DEPLOYED;
        return new Asked(files, mode.get(), compared.get(), folder.get(), isDeployed ? deployed.placeProperty().get() : null, isDeployed ? deployed.check() : DeployedSet.Check.NONE);
    }

    private void tellStale() {
        stale.set(result.get() != null && !asked().equals(answered));
    }

    private void forget() {
        rehearsing.cancel();
        running.set(false);
        answered = null;
        tried = null;
        result.set(null);
        stale.set(false);
    }

    /** Ends a dry run that is under way; what it found stays. */
    void cancel() {
        rehearsing.cancel();
        running.set(false);
    }

    /** Tries the files on the folder or the open snapshot; those with mistakes are left out. */
    public void rehearse() {
        Snapshot snapshot = workspace.snapshotProperty().get();
        if (!hasRuns()) {
            failure.accept(TEXTS.get("no.snapshot"));
            return;
        }
        Asked asks = asked();
        failure.accept("");
        SeenRuns seen = kept;
        int own = ++begun;
        running.set(true);
        done.set(-1);
        rehearsing.execute(BackgroundTask.of(TEXTS.get("task.rehearse"), progress -> rehearse(asks, snapshot, seen, progress))
                .onSuccess(found -> {
                    show(asks, found.rehearsal(), found.rehearser());
                    if (aftermath.isOn()) {
                        aftermath.show(found.rehearser());
                    }
                })
                .onFailure(error -> failure.accept(FailureText.of(error)))
                .onFinished(() -> running.set(running.get() && own != begun)));
    }

    private Found rehearse(Asked asks, Snapshot snapshot, SeenRuns seen, Progress progress) throws IOException {
        Rehearser rehearser = rehearser(asks);
        Rehearsing rehearsing = Rehearsing.measuring(rehearser, part -> {
            progress.checkCancelled();
            progress.update(part);
        }, (soFar, part) -> executor.later(() -> {
            if (!progress.isCancelled()) {
                done.set(part);
                show(asks, soFar, rehearser);
            }
        }));
        return new Found(asks.folder() == null ? rehearsing.over(snapshot, seen) : rehearsing.over(RecordingFolder.of(asks.folder()), opener::open), rehearser);
    }

    private static Rehearser rehearser(Asked asks) throws IOException {
        Bundle bundle = GuardrailCompiler.compile(asks.files().now()).bundle();
        return switch (asks.compared()) {
            case RECORD -> Rehearser.besideRecord(bundle, asks.mode());
            case PACK -> Rehearser.beside(GuardrailCompiler.compile(Pack.standard()).bundle(), bundle, asks.mode());
            case UNCHANGED -> Rehearser.beside(GuardrailCompiler.compile(asks.files().read()).bundle(), bundle, asks.mode());
            case DEPLOYED -> Rehearser.beside(DeployedSet.read(asks.deployed(), asks.check()), bundle, asks.mode());
        };
    }

    private void show(Asked asks, Rehearsal rehearsal, Rehearser by) {
        answered = asks;
        tried = by;
        result.set(rehearsal);
        tellStale();
    }

    /** Shows a step that would not have happened as recorded in all views, and its run as it would have gone. */
    void open(Behind step) {
        open(step.recording(), step.run().id(), step.hanging().step());
    }

    /** Shows the step of a hit in all views, and its run as it would have gone. */
    void open(Hit hit) {
        open(hit.recording(), hit.run().id(), hit.step());
    }

    private void open(Path recording, RunId run, StepId step) {
        if (tried != null) {
            aftermath.show(tried);
        }
        boolean elsewhere = folder.get() != null && !workspace.locations().equals(List.of(recording));
        if (elsewhere) {
            workspace.open(List.of(recording), new Address(run, step));
        } else {
            workspace.show(run, step);
        }
    }
}
