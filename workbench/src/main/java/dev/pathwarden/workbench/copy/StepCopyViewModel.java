package dev.pathwarden.workbench.copy;

import dev.pathwarden.model.json.StepJson;
import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.draft.Draft;
import dev.pathwarden.policies.draft.DraftText;
import dev.pathwarden.policies.draft.Drafting;
import dev.pathwarden.policies.dryrun.SeenSteps;
import dev.pathwarden.policies.search.ConditionText;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Copies the selected step. Whatever takes a look at its whole path is worked out in the background. For the JavaFX thread. */
public final class StepCopyViewModel {

    private static final Texts TEXTS = Texts.of(StepCopyViewModel.class);
    /** Of version 00, sampled: what is on record was. */
    private static final String TRACE = "00-%s-%s-01";

    private final Selection selection;
    private final Latest latest;
    private final Consumer<String> clipboard;
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper(this, "said", "");

    /**
     * Copies of what is selected.
     *
     * @param clipboard takes what is copied
     */
    public StepCopyViewModel(Selection selection, TaskExecutor executor, Consumer<String> clipboard) {
        this.selection = selection;
        this.latest = new Latest(executor);
        this.clipboard = clipboard;
    }

    /** Whether a step is selected. */
    public BooleanExpression possibleProperty() {
        return selection.stepProperty().isNotNull();
    }

    /** What was copied last, or why it could not be, in a sentence; empty before. */
    public ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /** Puts the selected step on the clipboard; no effect where there is none. */
    public void copy(CopyForm form) {
        RecordedStep step = selection.recordedStep().orElse(null);
        if (step == null) {
            return;
        }
        RecordedRun run = selection.run();
        said.set("");
        latest.execute(BackgroundTask.of(TEXTS.get("task"), progress -> text(form, run, step)).onSuccess(text -> {
            clipboard.accept(text);
            said.set(TEXTS.get("copied." + form.id()));
        }).onFailure(error -> said.set(TEXTS.get("failed", FailureText.reason(error)))));
    }

    private static String text(CopyForm form, RecordedRun run, RecordedStep step) {
        return switch (form) {
            case JSON -> JsonText.write(StepJson.of(step));
            case FILTER -> "step.operation == " + ConditionText.literal(step.operation().text()) + " && step.name == " + ConditionText.literal(step.step().name());
            case DRAFT -> DraftText.of(drafts(run, step));
            case TEST -> DraftText.tests(drafts(run, step));
            case TRACE -> TRACE.formatted(run.run().id(), step.id());
        };
    }

    private static List<Draft> drafts(RecordedRun run, RecordedStep step) {
        return Drafting.of(SeenSteps.of(run, Set.of(step.id())));
    }
}
