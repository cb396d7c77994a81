package dev.pathwarden.workbench.editor;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.authoring.LiveClauses;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.dryrun.SeenSteps;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Rest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** What the parts of the guardrail at the caret come to on the selected step, worked out in the background while one types. For the JavaFX thread. */
public final class LiveValuesViewModel {

    private static final Texts TEXTS = Texts.of(LiveValuesViewModel.class);

    private final Selection selection;
    private final Supplier<GuardrailSource> source;
    private final Latest asking;
    private final Rest rest;
    private final BooleanProperty wanted = new SimpleBooleanProperty(this, "wanted", true);
    private final ReadOnlyObjectWrapper<LiveValues> values = new ReadOnlyObjectWrapper<>(this, "values");
    private SeenStep seen;
    private int line = 1;

    /**
     * Values.
     *
     * @param source the file that is edited, as it is now; gives null where there is none
     * @param rest between what is typed and asking of it; of no other use
     */
    public LiveValuesViewModel(Selection selection, Supplier<GuardrailSource> source, TaskExecutor executor, Rest rest) {
        this.rest = rest;
        this.selection = selection;
        this.source = source;
        asking = new Latest(executor);
        selection.stepProperty().subscribe((before, now) -> look());
        wanted.subscribe((before, now) -> look());
    }

    /** Whether anybody looks at them. */
    public BooleanProperty wantedProperty() {
        return wanted;
    }

    /** What was found; null where no step is selected or nothing is edited. */
    public ReadOnlyObjectProperty<LiveValues> valuesProperty() {
        return values.getReadOnlyProperty();
    }

    /** Tells that the caret is in another line, from 1. */
    public void line(int now) {
        if (line != now) {
            line = now;
            rest.then(this::look);
        }
    }

    /**
     * Tells that the text, or the file that is edited, is another one: asked anew once typing rests. What was found of the text before is no longer shown, and nothing that comes of it is.
     */
    public void edited() {
        LiveValues before = values.get();
        GuardrailSource file = source.get();
        if (before != null && before.file() != null && before.file().equals(file)) {
            return;
        }
        asking.cancel();
        if (before != null) {
            values.set(before.file() == null ? before : new LiveValues(before.step(), before.seen(), null, null));
        }
        rest.then(this::look);
    }

    /** Asks anew. */
    private void look() {
        RecordedRun run = selection.run();
        RecordedStep step = selection.recordedStep().orElse(null);
        GuardrailSource file = source.get();
        if (run == null || step == null || file == null || !wanted.get()) {
            asking.cancel();
            values.set(null);
            return;
        }
        int at = line;
        SeenStep known = seen != null && seen.step().id().equals(step.id()) && seen.step().run().equals(run.run().id()) ? seen : null;
        asking.execute(BackgroundTask.of(TEXTS.get("task.live"), progress -> {
            SeenStep now = known == null ? SeenSteps.of(run, Set.of(step.id())).getFirst() : known;
            progress.checkCancelled();
            return new LiveValues(step, now, file, LiveClauses.of(file, at, run, step.id()));
        }).onSuccess(found -> {
            seen = found.seen();
            // Typed on between the end of the work and now.
            if (file.equals(source.get())) {
                values.set(found);
            }
        }).onFailure(error -> values.set(new LiveValues(step, known, file, new LiveClauses.Answer(null, false, List.of())))));
    }
}
