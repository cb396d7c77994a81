package dev.pathwarden.workbench.diff;

import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.WhenSeen;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/**
 * State of the diff: the two runs chosen, the rows, and what differs in words.
 *
 * <p>When a snapshot is opened its first two runs are compared, once somebody looks, unless they are so long that nobody should wait for what was not asked for.
 */
public final class RunDiffViewModel {

    private static final Texts TEXTS = Texts.of(RunDiffViewModel.class);
    private static final int LONGEST_UNASKED = 20_000;

    private final Workspace workspace;
    private final Selection selection;
    private final BiFunction<RecordedRun, RecordedRun, List<DiffRow>> differ;
    private final Latest comparing;
    private final ObjectProperty<RunSummary> left = new SimpleObjectProperty<>(this, "left");
    private final ObjectProperty<RunSummary> right = new SimpleObjectProperty<>(this, "right");
    private final BooleanProperty onlyChanges = new SimpleBooleanProperty(this, "onlyChanges", true);
    private final ObservableList<DiffRow> rows = FXCollections.observableArrayList();
    private final FilteredList<DiffRow> shown = new FilteredList<>(rows);
    private final ReadOnlyObjectWrapper<DiffRow> current = new ReadOnlyObjectWrapper<>(this, "current");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private final WhenSeen comparison = new WhenSeen(this::compareNow);
    private boolean choosing;

    /**
     * Makes the model.
     *
     * @param differ aligns two runs; runs in the background
     */
    public RunDiffViewModel(Workspace workspace, Selection selection, TaskExecutor executor, BiFunction<RecordedRun, RecordedRun, List<DiffRow>> differ) {
        this.workspace = workspace;
        this.selection = selection;
        this.differ = differ;
        this.comparing = new Latest(executor);
        onlyChanges.subscribe(only -> shown.setPredicate(row -> !only || row.kind() != DiffRow.Kind.SAME));
        left.subscribe((before, now) -> compare());
        right.subscribe((before, now) -> compare());
        workspace.snapshotProperty().subscribe(this::choose);
        selection.stepProperty().subscribe(this::follow);
    }

    /** Two runs as they were when they were compared stay, also where more of them came. */
    private void choose() {
        if (workspace.isGrowing()) {
            return;
        }
        List<RunSummary> runs = workspace.runs();
        boolean brief = runs.size() >= 2 && runs.get(0).steps() <= LONGEST_UNASKED && runs.get(1).steps() <= LONGEST_UNASKED;
        choosing = true;
        left.set(brief ? runs.get(0) : null);
        right.set(brief ? runs.get(1) : null);
        choosing = false;
        compare();
    }

    /** Exchanges the two runs. */
    void swap() {
        RunSummary before = left.get();
        choosing = true;
        left.set(right.get());
        right.set(before);
        choosing = false;
        compare();
    }

    private void compare() {
        if (choosing) {
            return;
        }
        comparing.cancel();
        rows.clear();
        current.set(null);
        summary.set("");
        comparison.want();
    }

    private void compareNow() {
        Snapshot snapshot = workspace.snapshotProperty().get();
        if (snapshot == null || left.get() == null || right.get() == null) {
            summary.set(TEXTS.get(snapshot == null ? "empty.snapshot" : workspace.runs().size() < 2 ? "empty.one" : "empty.choose"));
            return;
        }
        RunId one = left.get().run().id();
        RunId other = right.get().run().id();
        RecordedRun known = selection.run();
        summary.set(TEXTS.get("comparing"));
        comparing.execute(BackgroundTask.of(TEXTS.get("task.compare"), progress -> {
            RecordedRun first = load(snapshot, one, known);
            progress.checkCancelled();
            RecordedRun second = load(snapshot, other, known);
            progress.checkCancelled();
            return differ.apply(first, second);
        }).onSuccess(result -> {
            rows.setAll(result);
            summary.set(DiffSummary.of(result));
            follow();
        }).onFailure(error -> summary.set(TEXTS.get("problem.compare", FailureText.of(error)))));
    }

    private static RecordedRun load(Snapshot snapshot, RunId id, RecordedRun known) {
        return known != null && known.run().id().equals(id) ? known : snapshot.run(id);
    }

    /** Whether somebody looks; runs are compared for nobody else. */
    public BooleanProperty seenProperty() {
        return comparison.seenProperty();
    }

    /** Whether the runs that can be chosen change because more came of them. */
    boolean isGrowing() {
        return workspace.isGrowing();
    }

    /** Calls an action whenever more of what is open came. */
    void onGrown(Runnable action) {
        workspace.growthsProperty().subscribe((before, now) -> action.run());
    }

    /** The runs that can be chosen. */
    ObservableList<RunSummary> runs() {
        return workspace.runs();
    }

    /** The run on the left; null where none is chosen. */
    public ObjectProperty<RunSummary> leftProperty() {
        return left;
    }

    /** The run on the right; null where none is chosen. */
    public ObjectProperty<RunSummary> rightProperty() {
        return right;
    }

    /** Whether rows in which nothing differs are left out. */
    public BooleanProperty onlyChangesProperty() {
        return onlyChanges;
    }

    /** The rows to show. */
    ObservableList<DiffRow> shown() {
        return shown;
    }

    /** Number of rows, shown or not. */
    int size() {
        return rows.size();
    }

    /** The row of the current step; null where it is in none. */
    ReadOnlyObjectProperty<DiffRow> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** What differs, in words; or why nothing is compared. */
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Ids of the steps that only the run on that side has. */
    Set<StepId> only(Side side) {
        return rows.stream().filter(row -> side.other().of(row) == null).map(row -> side.of(row).id()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Shows the row's step on the side whose run is current already, else on the right, else on the left. */
    void select(DiffRow row) {
        Side side = isCurrent(Side.LEFT) ? Side.LEFT : Side.RIGHT;
        select(row, side.of(row) == null ? side.other() : side);
    }

    /** Shows the row's step on that side in all views; no effect where there is none. */
    void select(DiffRow row, Side side) {
        RecordedStep step = side.of(row);
        if (step != null) {
            current.set(row);
            workspace.show(step.step().run(), step.id());
        }
    }

    private boolean isCurrent(Side side) {
        RunSummary summary = (side == Side.LEFT ? left : right).get();
        return selection.run() != null && summary != null && selection.run().run().id().equals(summary.run().id());
    }

    private void follow() {
        StepId step = selection.step();
        if (step == null || selection.run() == null) {
            return;
        }
        RunId run = selection.run().run().id();
        // Where neither run is the current one there is nothing to look for, and of long runs there are many rows.
        boolean compared = isCurrent(Side.LEFT) || isCurrent(Side.RIGHT);
        current.set(!compared ? null : rows.stream().filter(row -> holds(row.left(), run, step) || holds(row.right(), run, step)).findFirst().orElse(null));
    }

    private static boolean holds(RecordedStep row, RunId run, StepId step) {
        return row != null && row.id().equals(step) && row.step().run().equals(run);
    }
}
