package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.CaseException;
import dev.pathwarden.model.casefile.CaseStore;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * The case of what is open. A change shows at once and is written in the background, into what the file holds by then; one that could not be written is kept, also when something else is opened, and tried again with the next one. For
 * the JavaFX thread.
 */
public final class CaseViewModel {

    private static final Texts TEXTS = Texts.of(CaseViewModel.class);
    private static final int LONGEST_NAME = 40;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Workspace workspace;
    private final Selection selection;
    private final Function<Snapshot, CaseFiles> files;
    private final InstantSource clock;
    private final Latest reading;
    private final ReadOnlyObjectWrapper<Case> value = new ReadOnlyObjectWrapper<>(this, "value", Case.EMPTY);
    private final ReadOnlyObjectWrapper<Subject> subject = new ReadOnlyObjectWrapper<>(this, "subject");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper(this, "said", "");
    private final ReadOnlyStringWrapper undoable = new ReadOnlyStringWrapper(this, "undoable", "");
    private final ReadOnlyStringWrapper redoable = new ReadOnlyStringWrapper(this, "redoable", "");
    private final CaseSaving saving;
    private final ReadOnlyObjectWrapper<Map<RunId, RunMarks>> runs = new ReadOnlyObjectWrapper<>(this, "runs", Map.of());
    private final ReadOnlyObjectWrapper<StepMarks> steps = new ReadOnlyObjectWrapper<>(this, "steps", StepMarks.NONE);
    private CaseSums sums = new CaseSums();
    private List<String> notes = List.of();
    private OpenCase open;

    /**
     * What was read of a case.
     *
     * @param sums of what was read; of nothing where there were some already
     */
    private record Read(CaseStore.Found found, CaseSums sums) {
    }

    /**
     * The case of a workspace.
     *
     * @param files where the case of a snapshot is
     * @param clock tells when a mark was made
     */
    public CaseViewModel(Workspace workspace, Selection selection, Function<Snapshot, CaseFiles> files, TaskExecutor executor, InstantSource clock) {
        this.workspace = workspace;
        this.selection = selection;
        this.files = files;
        this.clock = clock;
        this.reading = new Latest(executor);
        this.saving = new CaseSaving(executor, problem::set, this::saved);
        workspace.snapshotProperty().subscribe(this::exchange);
        selection.runProperty().subscribe(now -> {
            point();
            showSteps();
        });
        selection.stepProperty().subscribe(now -> point());
    }

    /** All marks; of nothing where nothing is open. */
    public ReadOnlyObjectProperty<Case> valueProperty() {
        return value.getReadOnlyProperty();
    }

    /** The marks of each run that has some, those of its steps among them. */
    public ReadOnlyObjectProperty<Map<RunId, RunMarks>> runsProperty() {
        return runs.getReadOnlyProperty();
    }

    /** The marks of the steps of the run that is looked at. */
    public ReadOnlyObjectProperty<StepMarks> stepsProperty() {
        return steps.getReadOnlyProperty();
    }

    /** What is looked at: the step, or the run where no step is selected; null where nothing is. */
    public ReadOnlyObjectProperty<Subject> subjectProperty() {
        return subject.getReadOnlyProperty();
    }

    /** What went wrong, in one sentence; empty where nothing did. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What is good to know of where the marks are; empty for nothing. */
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** What was done or undone last, in a few words. */
    public ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /** What would be undone, in a few words; empty for nothing. */
    public ReadOnlyStringProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    /** What would be made again, in a few words; empty for nothing. */
    public ReadOnlyStringProperty redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    /** Drops the sentence on what went wrong. What is not saved is kept. */
    public void dismissProblem() {
        problem.set("");
    }

    /** Drops what is good to know. */
    public void dismissNotice() {
        notice.set("");
    }

    /** The marks of a run or step, in the order in which they were made. */
    public List<Mark> marks(Subject on) {
        return on == null ? List.of() : sums.of(on);
    }

    /** All tags that are used, sorted. */
    public List<String> tags() {
        return sums.tags();
    }

    /** Sets a star, or removes the one that is there. */
    public void star(Subject on) {
        List<Mark> stars = marks(on).stream().filter(mark -> mark.content() instanceof MarkContent.Star).toList();
        if (stars.isEmpty()) {
            add(on, new MarkContent.Star());
        } else {
            remove(stars);
        }
    }

    /** Makes a mark on a run or step; a filter where that is null. What can be there once only takes the place of what is there. */
    public void add(Subject on, MarkContent content) {
        if (open != null) {
            make(CaseEdit.make(open.value(), on, content), TEXTS.get("did.add", named(content, on)));
        }
    }

    /** Says of steps whether stopping them is right, in one change; no effect where that stands there already. */
    public void judge(List<Subject> on, MarkContent.Judged content) {
        if (open != null && !on.isEmpty()) {
            CaseEdit edit = CaseEdit.NONE;
            for (Subject step : on) {
                edit = edit.and(CaseEdit.make(open.value(), step, content));
            }
            int steps = edit.changes().size();
            make(edit, steps == 1 ? TEXTS.get("did.add", named(content, edit.changes().getFirst().subject())) : TEXTS.get("did.judge.many." + content.text(), steps));
        }
    }

    /** Lets a mark say something else. */
    public void change(Mark mark, MarkContent content) {
        if (open != null) {
            make(CaseEdit.change(open.value(), mark, content), TEXTS.get("did.change", named(content, mark.subject())));
        }
    }

    /** Removes marks; no effect where there are none. */
    public void remove(List<Mark> marks) {
        if (open != null && !marks.isEmpty()) {
            make(CaseEdit.remove(marks), marks.size() == 1 ? TEXTS.get("did.remove", named(marks.getFirst().content(), marks.getFirst().subject())) : TEXTS.get("did.remove.many", marks.size()));
        }
    }

    private void make(CaseEdit edit, String what) {
        if (!edit.isEmpty()) {
            done(nanos -> {
                open.make(new OpenCase.Done(edit, what), nanos);
                return what;
            });
        }
    }

    /** Undoes what was done last; no effect where there is nothing. */
    public void undo() {
        done(nanos -> {
            OpenCase.Done last = open.undo(nanos);
            return last == null ? null : TEXTS.get("undone", last.what());
        });
    }

    /** Does again what was undone last; no effect where there is nothing. */
    public void redo() {
        done(nanos -> {
            OpenCase.Done last = open.redo(nanos);
            return last == null ? null : TEXTS.get("redone", last.what());
        });
    }

    /** @param change makes a change at a time and says what it was; null where there was none */
    private void done(LongFunction<String> change) {
        if (open == null) {
            return;
        }
        Instant now = clock.instant();
        try {
            String what = change.apply(now.getEpochSecond() * NANOS_PER_SECOND + now.getNano());
            if (what != null) {
                said.set(what);
                show();
                saving.save(open);
            }
        } catch (CaseException full) {
            problem.set(full.getMessage());
        }
    }

    /** Tries again to save what is not saved yet, of whatever was open. */
    public void save() {
        saving.saveAll(open);
    }

    /**
     * Saves on this thread what is not saved yet, before the window closes.
     *
     * @return whether all is saved; what went wrong is told otherwise
     */
    public boolean saveNow() {
        return saving.saveNow(open);
    }

    private void exchange(Snapshot now) {
        reading.cancel();
        if (!saving.leave(open)) {
            problem.set("");
        }
        notice.set("");
        said.set("");
        notes = List.of();
        open = now == null ? null : new OpenCase(files.apply(now), TEXTS.get("author.you"));
        show();
        look();
    }

    /** Reads again what others wrote. */
    public void look() {
        OpenCase looked = open;
        if (looked == null) {
            return;
        }
        int saves = looked.saves();
        boolean first = sums.isEmpty();
        reading.execute(BackgroundTask.of(TEXTS.get("task.read"), progress -> {
            CaseStore.Found found = looked.files().read();
            CaseSums read = new CaseSums();
            read.take(first ? found.value() : Case.EMPTY);
            return new Read(found, read);
        }).onSuccess(read -> seen(looked, saves, read)).onFailure(error -> problem.set(FailureText.of(error))));
    }

    private void seen(OpenCase looked, int saves, Read read) {
        if (looked != open) {
            return;
        }
        CaseStore.Found found = read.found();
        boolean first = sums.isEmpty() && !read.sums().isEmpty();
        sums = first ? read.sums() : sums;
        // What is or was saved meanwhile may be in there or not; the end of that tells all.
        if (!looked.isSaving() && looked.saves() == saves) {
            looked.see(found.value());
        }
        if (!found.notes().equals(notes)) {
            notes = found.notes();
            notice.set(String.join(" ", notes));
        }
        show(first ? sums.runs().keySet() : Set.of());
    }

    private void saved(OpenCase saved) {
        if (saved == open) {
            show();
        }
    }

    private void show() {
        show(Set.of());
    }

    /** @param summed runs whose marks were summed up beside this thread, and are not shown yet */
    private void show(Set<RunId> summed) {
        Case now = open == null ? Case.EMPTY : open.value();
        Set<RunId> changed = new HashSet<>(summed);
        changed.addAll(sums.take(now));
        undoable.set(open == null ? "" : open.undoable());
        redoable.set(open == null ? "" : open.redoable());
        value.set(now);
        if (!changed.isEmpty()) {
            runs.set(sums.runs());
        }
        if (selection.run() != null && changed.contains(selection.run().run().id())) {
            showSteps();
        }
    }

    private void showSteps() {
        steps.set(selection.run() == null ? StepMarks.NONE : StepMarks.of(selection.path(), sums.of(selection.run().run().id())));
    }

    private void point() {
        subject.set(selection.run() == null ? null : new Subject(selection.run().run().id(), selection.step()));
    }

    /** Goes to what a mark is on. */
    public void go(Subject to) {
        if (workspace.runs().stream().noneMatch(run -> run.run().id().equals(to.run()))) {
            problem.set(TEXTS.get("gone", to.run()));
        } else if (to.step() == null) {
            workspace.show(to.run());
        } else {
            workspace.show(to.run(), to.step());
        }
    }

    private String named(MarkContent content, Subject on) {
        String mark = MarkCells.inASentence(content);
        return on == null ? mark : TEXTS.get("mark.on", mark, name(on));
    }

    /** What a run or step is called, as far as it is known without reading its run. */
    String name(Subject on) {
        boolean shown = selection.run() != null && selection.run().run().id().equals(on.run());
        if (on.step() == null) {
            return TEXTS.get("run", Wording.shortId(on.run()));
        }
        return shown && selection.find(on.step()).isPresent() ? Wording.line(Wording.of(selection.find(on.step()).get()), LONGEST_NAME) : TEXTS.get("step", Wording.shortId(on.step()));
    }
}
