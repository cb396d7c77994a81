package dev.pathwarden.workbench.held;

import dev.pathwarden.model.hold.Approver;
import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** State of what is on hold: the recording that is watched, its held steps, the one that is looked at, and the answer to it in the making. For the JavaFX thread. */
public final class HeldViewModel implements AutoCloseable {

    private static final Texts TEXTS = Texts.of(HeldViewModel.class);
    private static final int MOST_ENDED = 200;
    private static final Comparator<HeldStep> BY_WAIT = Comparator.comparingLong(held -> held.hold().askedNanos());

    /** How the recording stands. */
    public enum State {
        /** None was chosen. */
        NONE,
        /** It was not looked at yet. */
        OPENING,
        /** Nothing is recorded there yet. */
        EMPTY,
        /** It goes on. */
        GOING_ON,
        /** It has ended, and nothing waits any more. */
        ENDED
    }

    private final TaskExecutor executor;
    private final Function<Path, HeldRecording> opener;
    private final LongSupplier clock;
    private final ReadOnlyObjectWrapper<Path> location = new ReadOnlyObjectWrapper<>(this, "location");
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.NONE);
    private final ObservableList<HeldStep> steps = FXCollections.observableArrayList();
    private final ObservableList<HeldStep> shownSteps = FXCollections.unmodifiableObservableList(steps);
    private final ReadOnlyObjectWrapper<HeldStep> selected = new ReadOnlyObjectWrapper<>(this, "selected");
    private final ReadOnlyLongWrapper now = new ReadOnlyLongWrapper(this, "now");
    private final ReadOnlyBooleanWrapper confirming = new ReadOnlyBooleanWrapper(this, "confirming");
    private final ReadOnlyBooleanWrapper answering = new ReadOnlyBooleanWrapper(this, "answering");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private final StringProperty reason = new SimpleStringProperty(this, "reason", "");
    private HeldRecording recording;
    private List<HeldStep> found = List.of();
    private boolean looking;
    private boolean unreadable;

    /**
     * State without a recording.
     *
     * @param executor runs what reads and writes files
     * @param opener makes the recording at a place; does not touch it yet
     * @param clock the time, epoch nanoseconds
     */
    public HeldViewModel(TaskExecutor executor, Function<Path, HeldRecording> opener, LongSupplier clock) {
        this.executor = executor;
        this.opener = opener;
        this.clock = clock;
        now.set(clock.getAsLong());
    }

    /** Where the watched recording lies; null where none is watched. */
    public ReadOnlyObjectProperty<Path> locationProperty() {
        return location.getReadOnlyProperty();
    }

    /** How the recording stands. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The held steps: those that wait in the order they began to, then those that do not any more, the last first. Unmodifiable. */
    public ObservableList<HeldStep> steps() {
        return shownSteps;
    }

    /** The step that is looked at; null where there is none. */
    public ReadOnlyObjectProperty<HeldStep> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** The time as it was last looked at, epoch nanoseconds. */
    ReadOnlyLongProperty nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** Whether the user was asked to confirm an approval and has not said yet. */
    public ReadOnlyBooleanProperty confirmingProperty() {
        return confirming.getReadOnlyProperty();
    }

    /** Whether an answer is on its way. */
    public ReadOnlyBooleanProperty answeringProperty() {
        return answering.getReadOnlyProperty();
    }

    /** One sentence on what went wrong; empty where nothing did. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** One sentence on what came of the last answer; empty where none was given. */
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** Why the user answers so, as typed. */
    StringProperty reasonProperty() {
        return reason;
    }

    /** Watches the recording at that place, in place of another one. */
    public void watch(Path place) {
        drop();
        recording = opener.apply(place);
        location.set(place);
        state.set(State.OPENING);
        look();
    }

    /** Watches what lies there if it may still grow, unless a recording is watched already. */
    public void offer(Path place) {
        if (recording == null) {
            executor.execute(BackgroundTask.of(TEXTS.get("task.look"), progress -> Snapshots.canGrow(place)).onSuccess(grows -> {
                if (grows && recording == null) {
                    watch(place);
                }
            }));
        }
    }

    /** Looks for what is new. To be called a few times a second; without effect while a look or an answer is under way. */
    public void look() {
        now.set(clock.getAsLong());
        if (recording == null || looking || answering.get() || state.get() == State.ENDED) {
            return;
        }
        HeldRecording asked = recording;
        looking = true;
        executor.execute(BackgroundTask.of(TEXTS.get("task.look"), progress -> asked.look())
                .onSuccess(seen -> {
                    if (asked == recording) {
                        seen(seen);
                    }
                })
                .onFailure(error -> {
                    if (asked == recording) {
                        unreadable = true;
                        problem.set(sentence(error));
                    }
                })
                .onFinished(() -> {
                    if (asked == recording) {
                        looking = false;
                    }
                }));
    }

    private void seen(HeldRecording.Look seen) {
        if (unreadable) {
            unreadable = false;
            problem.set("");
        }
        state.set(!seen.grows() ? State.ENDED : seen.begun() ? State.GOING_ON : State.EMPTY);
        if (found.equals(seen.steps())) {
            return;
        }
        found = List.copyOf(seen.steps());
        List<HeldStep> ordered = new ArrayList<>(found.stream().filter(HeldViewModel::isOpen).sorted(BY_WAIT).toList());
        found.stream().filter(held -> !isOpen(held)).sorted(BY_WAIT.reversed()).limit(MOST_ENDED).forEach(ordered::add);
        HeldStep before = selected.get();
        steps.setAll(ordered);
        select(before == null ? ordered.stream().filter(HeldViewModel::isOpen).findFirst().orElse(null)
                : ordered.stream().filter(before::isSame).findFirst().orElse(null));
    }

    private static boolean isOpen(HeldStep held) {
        return held.hold().pending() && held.step().outcome() == null;
    }

    /** Looks at another step. */
    public void select(HeldStep step) {
        HeldStep before = selected.get();
        boolean other = before == null || step == null || !before.isSame(step);
        if (other || !waits(step)) {
            confirming.set(false);
        }
        if (other) {
            reason.set("");
        }
        selected.set(step);
    }

    /** Whether an answer to that step can still count. */
    boolean waits(HeldStep step) {
        return step != null && step.waits(now.get());
    }

    /** Asks the user to confirm that the step that is looked at may happen. */
    public void askToApprove() {
        if (waits(selected.get()) && !answering.get()) {
            notice.set("");
            confirming.set(true);
        }
    }

    /** The user does not approve after all. */
    public void cancelApproval() {
        confirming.set(false);
    }

    /** Approves, if the user was asked to confirm it. */
    public void approve() {
        if (confirming.get()) {
            answer(true);
        }
    }

    /** Denies the step that is looked at. */
    public void deny() {
        answer(false);
    }

    private void answer(boolean approved) {
        HeldStep shown = selected.get();
        if (shown == null || answering.get()) {
            return;
        }
        HeldRecording asked = recording;
        String why = reason.get();
        confirming.set(false);
        answering.set(true);
        problem.set("");
        notice.set("");
        executor.execute(BackgroundTask.of(TEXTS.get("task.answer"), progress -> asked.answer(shown, approved, why))
                .onSuccess(ended -> {
                    reason.set("");
                    notice.set(told(ended, approved));
                })
                .onFailure(error -> problem.set(sentence(error)))
                .onFinished(() -> {
                    answering.set(false);
                    look();
                }));
    }

    private static String told(HeldStep ended, boolean approved) {
        boolean asAnswered = ended.hold().answer() == (approved ? Hold.Answer.APPROVED : Hold.Answer.DENIED);
        String what = Wording.of(ended.step());
        return asAnswered ? TEXTS.get(approved ? "told.approved" : "told.denied", what) : TEXTS.get("told.other", what, Wording.line(Approver.told(ended.hold()), 300));
    }

    /** Drops the sentence on what went wrong. */
    void dismissProblem() {
        problem.set("");
    }

    private static String sentence(Exception error) {
        return error instanceof IOException ? TEXTS.get("problem.write", FailureText.reason(error)) : FailureText.of(error);
    }

    private void drop() {
        HeldRecording before = recording;
        recording = null;
        looking = false;
        unreadable = false;
        found = List.of();
        select(null);
        steps.clear();
        location.set(null);
        state.set(State.NONE);
        problem.set("");
        notice.set("");
        if (before != null) {
            executor.execute(BackgroundTask.of(TEXTS.get("task.look"), progress -> {
                before.close();
                return null;
            }));
        }
    }

    /** Watches nothing any more. */
    @Override
    public void close() {
        drop();
    }
}
