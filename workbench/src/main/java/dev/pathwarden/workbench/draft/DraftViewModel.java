package dev.pathwarden.workbench.draft;

import dev.pathwarden.model.search.FoundStep;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.draft.Draft;
import dev.pathwarden.policies.draft.DraftReach;
import dev.pathwarden.policies.draft.DraftText;
import dev.pathwarden.policies.draft.Drafting;
import dev.pathwarden.policies.draft.ReachCount;
import dev.pathwarden.policies.dryrun.SeenSteps;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Progress;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * State of the draft that is being made: what it asks for, and what it would hit of the open snapshot, which is counted while runs are still asked. For the JavaFX thread.
 */
public final class DraftViewModel {

    private static final Texts TEXTS = Texts.of(DraftViewModel.class);
    private static final int MOST_OTHERS = 50;
    private static final long NANOS_BETWEEN_COUNTS = TimeUnit.MILLISECONDS.toNanos(150);

    private final Workspace workspace;
    private final Selection selection;
    private final TaskExecutor executor;
    private final BiConsumer<String, String> edit;
    private final Latest drafting;
    private final Latest asking;
    private final Latest counting;
    private final ReadOnlyObjectWrapper<List<Draft>> drafts = new ReadOnlyObjectWrapper<>(this, "drafts", List.of());
    private final ReadOnlyObjectWrapper<Draft> draft = new ReadOnlyObjectWrapper<>(this, "draft");
    private final ReadOnlyObjectWrapper<Reached> reached = new ReadOnlyObjectWrapper<>(this, "reached");
    private final ReadOnlyBooleanWrapper underWay = new ReadOnlyBooleanWrapper(this, "underWay");
    private final ReadOnlyDoubleWrapper done = new ReadOnlyDoubleWrapper(this, "done");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private DraftReach reach;
    private boolean whole;
    private int begun;
    /** The draft as the thread that asks sees it: what it counts while runs come. */
    private volatile Draft counted;

    /**
     * No draft yet.
     *
     * @param edit takes the name and the text of a new guardrail file
     */
    public DraftViewModel(Workspace workspace, Selection selection, TaskExecutor executor, BiConsumer<String, String> edit) {
        this.workspace = workspace;
        this.selection = selection;
        this.executor = executor;
        this.edit = edit;
        drafting = new Latest(executor);
        asking = new Latest(executor);
        counting = new Latest(executor);
        workspace.snapshotProperty().subscribe((before, now) -> {
            if (!workspace.isGrowing()) {
                discard();
            }
        });
    }

    /** Whether a step is selected of which a guardrail can be drafted. */
    public BooleanExpression possibleProperty() {
        return selection.stepProperty().isNotNull();
    }

    /** One draft for each operation among the steps. */
    ReadOnlyObjectProperty<List<Draft>> draftsProperty() {
        return drafts.getReadOnlyProperty();
    }

    /** The draft that is looked at; null where there is none. */
    public ReadOnlyObjectProperty<Draft> draftProperty() {
        return draft.getReadOnlyProperty();
    }

    /** What it would hit; null before anything is known. */
    ReadOnlyObjectProperty<Reached> reachedProperty() {
        return reached.getReadOnlyProperty();
    }

    /** Whether runs are being asked. */
    ReadOnlyBooleanProperty underWayProperty() {
        return underWay.getReadOnlyProperty();
    }

    /** Which part of the runs was asked, from 0 to 1. */
    ReadOnlyDoubleProperty doneProperty() {
        return done.getReadOnlyProperty();
    }

    /** What could not be done, in a sentence; empty where nothing failed. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Drafts a guardrail from the selected step; no effect where there is none. */
    public void ofSelectedStep() {
        RecordedRun run = selection.run();
        StepId step = selection.step();
        if (run != null && step != null) {
            make(progress -> Drafting.of(SeenSteps.of(run, Set.of(step))));
        }
    }

    /**
     * Drafts guardrails from steps of a run.
     *
     * @param steps their ids; what the run does not have is left out
     */
    public void ofSteps(RunId run, Set<StepId> steps) {
        Snapshot snapshot = workspace.snapshotProperty().get();
        Set<StepId> chosen = new LinkedHashSet<>(steps);
        if (snapshot != null && !chosen.isEmpty()) {
            make(progress -> Drafting.of(SeenSteps.of(snapshot.run(run), chosen)));
        }
    }

    /** Drafts a guardrail for a value that went from one step of the current run to another. */
    public void ofFlow(StepId source, StepId sink) {
        RecordedRun run = selection.run();
        if (run != null) {
            make(progress -> List.of(Drafting.ofFlow(SeenSteps.of(run, Set.of(source)).getFirst(), SeenSteps.of(run, Set.of(sink)).getFirst())));
        }
    }

    private void make(Function<Progress, List<Draft>> work) {
        discard();
        drafting.execute(BackgroundTask.of(TEXTS.get("task.draft"), work::apply).onSuccess(made -> {
            drafts.set(made);
            show(made.isEmpty() ? null : made.getFirst());
        }).onFailure(error -> problem.set(FailureText.of(error))));
    }

    /** Looks at another of the drafts. */
    void choose(Draft other) {
        if (other != null && other != draft.get()) {
            show(other);
        }
    }

    /** Switches a clause on or off. */
    void turn(String clause, boolean on) {
        change(now -> now.with(clause, on));
    }

    /** Asks for a clause with another choice, from 0. */
    void choose(String clause, int choice) {
        change(now -> now.choosing(clause, choice));
    }

    /** Asks for another action. */
    void ask(Action action) {
        change(now -> now.asking(action));
    }

    private void change(UnaryOperator<Draft> how) {
        Draft before = draft.get();
        if (before == null) {
            return;
        }
        Draft after = how.apply(before);
        if (!after.equals(before)) {
            drafts.set(drafts.get().stream().map(each -> each == before ? after : each).toList());
            show(after);
        }
    }

    private void show(Draft next) {
        draft.set(next);
        counted = next;
        if (next == null) {
            return;
        }
        if (reach == null || !reach.knows(next)) {
            ask(next);
        } else {
            count(next, reach);
        }
    }

    private void ask(Draft of) {
        Snapshot snapshot = workspace.snapshotProperty().get();
        reach = null;
        whole = false;
        reached.set(null);
        counting.cancel();
        int own = ++begun;
        underWay.set(true);
        done.set(0);
        asking.execute(BackgroundTask.of(TEXTS.get("task.reach"), progress -> {
            DraftReach made = new DraftReach(of);
            executor.later(() -> begin(made, progress));
            long[] last = {System.nanoTime()};
            made.ask(snapshot, part -> {
                progress.checkCancelled();
                progress.update(part);
                executor.later(() -> told(made, part));
            }, () -> {
                if (System.nanoTime() - last[0] > NANOS_BETWEEN_COUNTS) {
                    Reached soFar = reached(snapshot, made, counted, false);
                    executor.later(() -> show(made, soFar));
                    last[0] = System.nanoTime();
                }
            });
            return made;
        }).onSuccess(made -> {
            if (made == reach) {
                whole = true;
                count(draft.get(), made);
            }
        }).onFailure(error -> problem.set(FailureText.of(error))).onFinished(() -> underWay.set(underWay.get() && own != begun)));
    }

    private void begin(DraftReach made, Progress progress) {
        if (!progress.isCancelled()) {
            reach = made;
        }
    }

    private void told(DraftReach of, double part) {
        if (of == reach) {
            done.set(part);
        }
    }

    private void count(Draft of, DraftReach in) {
        Snapshot snapshot = workspace.snapshotProperty().get();
        boolean all = whole;
        counting.execute(BackgroundTask.of(TEXTS.get("task.count"), progress -> reached(snapshot, in, of, all)).onSuccess(counts -> show(in, counts)).onFailure(error -> problem.set(FailureText.of(error))));
    }

    /** Counts that were taken for what is no longer asked are not shown. */
    private void show(DraftReach of, Reached counts) {
        if (of == reach && counts.draft().equals(draft.get()) && (counts.whole() || !whole)) {
            reached.set(counts);
        }
    }

    private static Reached reached(Snapshot snapshot, DraftReach reach, Draft of, boolean all) {
        ReachCount count = reach.count(of, MOST_OTHERS);
        List<OtherHit> others = new ArrayList<>();
        RecordedRun run = null;
        for (FoundStep found : count.first()) {
            run = run != null && run.run().id().equals(found.run()) ? run : snapshot.run(found.run());
            RecordedStep step = run.steps().get(found.place());
            others.add(new OtherHit(run.run(), step.id(), found.place() + 1, step.operation(), step.step().name()));
        }
        return new Reached(of, count, others, reach.unusable(), reach.unreadable(), all);
    }

    /** Ends asking; what was counted so far stays. */
    void cancel() {
        asking.cancel();
        underWay.set(false);
    }

    /** Shows a step that the draft would hit in all views. */
    void open(OtherHit hit) {
        workspace.show(hit.run().id(), hit.step());
    }

    /** Puts all drafts into the editor, as a new file with their tests. */
    void edit() {
        if (draft.get() != null) {
            String text = DraftText.of(drafts.get());
            String name = drafts.get().getFirst().id() + ".yaml";
            discard();
            edit.accept(name, text);
        }
    }

    /** Leaves the draft. */
    public void discard() {
        drafting.cancel();
        asking.cancel();
        counting.cancel();
        underWay.set(false);
        reach = null;
        problem.set("");
        reached.set(null);
        drafts.set(List.of());
        show(null);
    }
}
