package dev.pathwarden.workbench.cause;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.cause.Cause;
import dev.pathwarden.policies.cause.RootCause;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What led to the selected step, worked out in the background each time another one is selected; as {@code pathwarden why} tells it. For the JavaFX thread. */
public final class CausesViewModel {

    private static final Texts TEXTS = Texts.of(CausesViewModel.class);

    private final Selection selection;
    private final Latest latest;
    private final ReadOnlyObjectWrapper<List<ShownCause>> causes = new ReadOnlyObjectWrapper<>(this, "causes", List.of());
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper(this, "looking");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private boolean goingOn;
    /** How often was looked, and for which of these there is an answer. */
    private int looks;
    private int answered;

    /** Follows a selection. */
    public CausesViewModel(Selection selection, TaskExecutor executor) {
        this.selection = selection;
        this.latest = new Latest(executor);
        selection.stepProperty().subscribe(this::look);
    }

    /** What led there, the surest first; empty where nothing did, and until it is known. */
    public ReadOnlyObjectProperty<List<ShownCause>> causesProperty() {
        return causes.getReadOnlyProperty();
    }

    /** Whether it is being worked out. */
    public ReadOnlyBooleanProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }

    /** Why it could not be worked out, in a sentence; empty where it could. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Selects the surest cause of the selected step; once it is known, where it is still being looked for. No effect where there is none. */
    public void goToRootCause() {
        if (looking.get()) {
            goingOn = true;
        } else if (!causes.get().isEmpty()) {
            select(causes.get().getFirst());
        }
    }

    void select(ShownCause cause) {
        selection.select(cause.step().id());
    }

    private void look(StepId step) {
        latest.cancel();
        int look = ++looks;
        goingOn = false;
        causes.set(List.of());
        problem.set("");
        looking.set(step != null);
        if (step == null) {
            return;
        }
        PathIndex path = selection.path();
        RecordedRun run = selection.run();
        latest.execute(BackgroundTask.of(TEXTS.get("task"), progress -> shown(path, RootCause.of(run, step))).onSuccess(found -> {
            answered = look;
            show(found);
        }).onFailure(error -> {
            answered = look;
            without(TEXTS.get("failed", FailureText.of(error)));
        }).onFinished(() -> {
            // Without an answer, and nothing asked since: whoever ended it did so in the status bar.
            if (look == looks && look != answered) {
                without(TEXTS.get("ended"));
            }
        }));
    }

    private void without(String why) {
        looking.set(false);
        problem.set(why);
    }

    private void show(List<ShownCause> found) {
        looking.set(false);
        causes.set(found);
        if (goingOn) {
            goingOn = false;
            goToRootCause();
        }
    }

    private static List<ShownCause> shown(PathIndex path, List<Cause> causes) {
        List<ShownCause> shown = new ArrayList<>();
        for (Cause cause : causes) {
            int place = path.placeOf(cause.step());
            if (place >= 0) {
                shown.add(new ShownCause(cause.rank(), path.step(place), place, cause.certainty(), cause.spans().stream().map(Cause.Span::text).distinct().toList()));
            }
        }
        return shown;
    }
}
