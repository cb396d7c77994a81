package dev.pathwarden.workbench.aftermath;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.policies.rehearsal.RehearsedPath;
import dev.pathwarden.policies.rehearsal.Rehearser;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.nio.file.Path;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * Whether runs are shown as they would have gone under tried guardrails, and what these make of the one that is looked at. The run is rehearsed by itself, so that all of its steps are told, however many others were found. For the
 * JavaFX thread.
 */
public final class AftermathViewModel {

    private static final Texts TEXTS = Texts.of(AftermathViewModel.class);
    private static final int LONGEST = 400;

    private final Workspace workspace;
    private final Selection selection;
    private final Latest rehearsing;
    private final ReadOnlyObjectWrapper<RehearsedSteps> steps = new ReadOnlyObjectWrapper<>(this, "steps", RehearsedSteps.NONE);
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper(this, "sentence", "");
    private final BooleanProperty stale = new SimpleBooleanProperty(this, "stale");
    /** Tries the guardrails on a run; null while runs are shown as they were recorded. */
    private Rehearser rehearser;
    /** The run that is being tried on; null for none. */
    private PathIndex under;
    private boolean again;
    private String failure = "";

    public AftermathViewModel(Workspace workspace, Selection selection, TaskExecutor executor) {
        this.workspace = workspace;
        this.selection = selection;
        this.rehearsing = new Latest(executor);
        selection.runProperty().subscribe(this::show);
        selection.stepProperty().subscribe(this::tell);
        stale.subscribe((before, now) -> tell());
    }

    /** What the guardrails make of the steps of the run that is looked at; {@link RehearsedSteps#NONE} while runs are shown as they were recorded, and until it is known. */
    public ReadOnlyObjectProperty<RehearsedSteps> stepsProperty() {
        return steps.getReadOnlyProperty();
    }

    /** What they make of the selected step, or of the run; empty while runs are shown as they were recorded. */
    public ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    /** Whether the guardrails are others by now than those that were tried. */
    public BooleanProperty staleProperty() {
        return stale;
    }

    /** Whether runs are shown as they would have gone. */
    public boolean isOn() {
        return rehearser != null;
    }

    /** Shows runs from now on as they would have gone. */
    public void show(Rehearser tried) {
        if (tried != rehearser) {
            rehearser = tried;
            steps.set(RehearsedSteps.NONE);
            under = null;
            show(selection.run());
        }
    }

    /** Shows runs as they were recorded. */
    public void leave() {
        rehearser = null;
        show(selection.run());
    }

    private void show(RecordedRun run) {
        PathIndex path = selection.path();
        failure = "";
        if (rehearser == null || run == null || workspace.snapshotProperty().get() == null) {
            rehearsing.cancel();
            under = null;
            steps.set(RehearsedSteps.NONE);
        } else if (under != null && Selection.isSame(under.run(), run)) {
            // More of it comes faster than it may be tried.
            again = under != path;
            steps.set(steps.get().in(path));
        } else {
            steps.set(steps.get().in(path));
            rehearse(path);
        }
        tell();
    }

    private void rehearse(PathIndex path) {
        Rehearser tried = rehearser;
        Path recording = workspace.snapshotProperty().get().location();
        under = path;
        again = false;
        rehearsing.execute(BackgroundTask.of(TEXTS.get("task"), progress -> RehearsedSteps.of(path, RehearsedPath.of(path.run(), tried.rehearse(recording, path.run()))))
                .onSuccess(this::found)
                .onFailure(error -> {
                    under = null;
                    failure = TEXTS.get("problem", error.getMessage());
                    tell();
                }));
    }

    private void found(RehearsedSteps found) {
        under = null;
        steps.set(found.in(selection.path()));
        tell();
        if (again) {
            rehearse(selection.path());
        }
    }

    private void tell() {
        if (rehearser == null || selection.run() == null) {
            sentence.set("");
        } else if (!failure.isEmpty()) {
            sentence.set(failure);
        } else if (steps.get() == RehearsedSteps.NONE) {
            sentence.set(TEXTS.get("trying"));
        } else {
            String told = Wording.line(steps.get().rehearsed().sentence(selection.step()), LONGEST);
            sentence.set(stale.get() ? TEXTS.get("stale", told) : told);
        }
    }
}
