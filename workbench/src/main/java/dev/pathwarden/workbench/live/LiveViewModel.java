package dev.pathwarden.workbench.live;

import dev.pathwarden.model.snapshot.GrowingSnapshot;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.nav.Address;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.SnapshotOpener;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;

/**
 * Follows what is open while it is written: looks for what came, in the background, and has the {@link Workspace} show it. What is looked at stays, unless the user stays at the newest step. For the JavaFX thread.
 */
public final class LiveViewModel implements AutoCloseable {

    /** How what is open is followed. */
    public enum State {
        /** Nothing is open that could grow. */
        NONE,
        /** What comes is shown. */
        LIVE,
        /** What comes is shown once the user goes on. */
        PAUSED,
        /** No process is there any more that writes; should one come, it is shown. */
        QUIET,
        /** The recording has ended and was sealed, and what is open now is that. */
        SEALED
    }

    private record Seen(GrowingSnapshot.Growth growth, List<RunSummary> runs, long steps, PathIndex shown, long took) {
    }

    private record Became(Snapshot snapshot, List<RunSummary> runs, long steps, PathIndex shown) {
    }

    private static final Texts TEXTS = Texts.of(LiveViewModel.class);
    /** Nothing was written for so long, and nobody is there who would: then it is over. A process in another container is not seen from here. */
    private static final long QUIET_BEHIND = 10_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Workspace workspace;
    private final Selection selection;
    private final TaskExecutor executor;
    private final TaskExecutor views;
    private final SnapshotOpener opener;
    private final InstantSource clock;
    private final Pace pace = new Pace();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.NONE);
    private final ReadOnlyLongWrapper looked = new ReadOnlyLongWrapper(this, "looked");
    private final ReadOnlyLongWrapper came = new ReadOnlyLongWrapper(this, "came");
    private final BooleanProperty newest = new SimpleBooleanProperty(this, "newest");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    /** What is followed; null where nothing is. */
    private GrowingSnapshot growing;
    private long openedAt;
    private boolean looking;
    private boolean sealing;
    private boolean moving;
    private long steps;
    /** When more came last; null where nothing has since it was opened. */
    private Long cameAt;
    private String told;
    /** A step that is to be selected as soon as it is there; null for none. */
    private Address awaited;

    /**
     * Follows whatever is opened in the workspace.
     *
     * @param executor looks for what is new; it does so all the time, which is no work that a status bar should tell
     * @param views work of the views, which is waited for before more is shown
     * @param opener opens what a recording was sealed into
     */
    public LiveViewModel(Workspace workspace, Selection selection, TaskExecutor executor, TaskExecutor views, SnapshotOpener opener, InstantSource clock) {
        this.workspace = workspace;
        this.selection = selection;
        this.executor = executor;
        this.views = views;
        this.opener = opener;
        this.clock = clock;
        workspace.snapshotProperty().subscribe(this::opened);
        selection.stepProperty().subscribe((before, now) -> {
            if (!moving && now != null) {
                newest.set(false);
                awaited = null;
            }
        });
        newest.subscribe((before, now) -> {
            if (now) {
                goToNewest();
            }
        });
        views.running().addListener((InvalidationListener) ignored -> {
            if (views.running().isEmpty()) {
                pace.drawn(now());
            }
        });
    }

    private long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    private void opened(Snapshot snapshot) {
        if (sealing) {
            return;
        }
        growing = snapshot instanceof GrowingSnapshot grows ? grows : null;
        looking = false;
        cameAt = null;
        told = null;
        steps = steps(workspace.runs());
        came.set(0);
        newest.set(false);
        problem.set("");
        openedAt = now();
        looked.set(openedAt);
        state.set(growing == null ? State.NONE : State.LIVE);
    }

    /** How what is open is followed. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** When it was looked at last, epoch nanoseconds. */
    ReadOnlyLongProperty lookedProperty() {
        return looked.getReadOnlyProperty();
    }

    /** How many steps came since it was opened. */
    ReadOnlyLongProperty cameProperty() {
        return came.getReadOnlyProperty();
    }

    /** Whether the newest step of the run is selected as it comes; ends when the user selects another one. */
    public BooleanProperty newestProperty() {
        return newest;
    }

    /** Selects the newest step of the run, and stays there. */
    public void stayAtNewest() {
        if (newest.get()) {
            goToNewest();
        }
        newest.set(true);
    }

    /** Whether what is open is followed, or would be if it were not paused. */
    public ObservableBooleanValue possible() {
        return Bindings.createBooleanBinding(() -> growing != null, state);
    }

    /** One sentence on what could not be read; empty where all could. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Drops the sentence on what could not be read; it does not come again unless it is another one. */
    public void dismissProblem() {
        problem.set("");
    }

    /** Pauses, or goes on. */
    public void toggle() {
        if (state.get() == State.PAUSED) {
            state.set(State.LIVE);
            look();
        } else if (growing != null) {
            state.set(State.PAUSED);
        }
    }

    /** Looks for what is new. To be called a few times a second; without effect while a look is under way, while paused, and for a while behind what took long to show. */
    public void look() {
        long now = now();
        if (growing == null || looking || state.get() == State.PAUSED || !pace.isReady(now) || isBeginning(now)) {
            return;
        }
        GrowingSnapshot asked = growing;
        RecordedRun current = selection.run();
        List<RunSummary> before = List.copyOf(workspace.runs());
        looking = true;
        executor.execute(BackgroundTask.of(TEXTS.get("task.look"), progress -> seen(asked, current, before)).onSuccess(seen -> {
            if (asked == growing) {
                show(seen);
            }
        }).onFailure(error -> {
            if (asked == growing) {
                tell(FailureText.of(error));
            }
        }).onFinished(() -> {
            if (asked == growing) {
                looking = false;
            }
        }));
    }

    /** What was opened is shown before more of it. */
    private boolean isBeginning(long now) {
        return cameAt == null && !views.running().isEmpty() && now - openedAt < QUIET_BEHIND;
    }

    private static Seen seen(GrowingSnapshot in, RecordedRun current, List<RunSummary> before) {
        long begin = System.nanoTime();
        GrowingSnapshot.Growth growth = in.look();
        List<RunSummary> runs = growth.runs().isEmpty() ? before : in.runs();
        boolean there = current != null && runs.stream().anyMatch(run -> run.run().id().equals(current.run().id()));
        // Not only where it grew: it may have been loaded before the last look and shown behind it.
        RecordedRun latest = there ? in.run(current.run().id()) : current;
        return new Seen(growth, runs, steps(runs), latest == current ? null : PathIndex.of(latest), System.nanoTime() - begin);
    }

    private static long steps(List<RunSummary> runs) {
        return runs.stream().mapToLong(RunSummary::steps).sum();
    }

    private void show(Seen seen) {
        long now = now();
        looked.set(now);
        tell(seen.growth().problem());
        if (seen.growth().sealed()) {
            seal();
            return;
        }
        if (!seen.growth().runs().isEmpty() || seen.shown() != null) {
            cameAt = seen.growth().runs().isEmpty() ? cameAt : (Long) now;
            came.set(came.get() + seen.steps() - steps);
            steps = seen.steps();
            pace.shown(now, seen.took());
            workspace.grow(seen.runs(), seen.growth().runs(), seen.shown());
            if (views.running().isEmpty()) {
                pace.drawn(now());
            }
            goToAwaited();
            if (newest.get()) {
                followNewest(seen);
            }
        }
        if (state.get() != State.PAUSED) {
            state.set(seen.growth().written() || cameAt != null && now - cameAt < QUIET_BEHIND ? State.LIVE : State.QUIET);
        }
    }

    /** Each sentence once, until all could be read again. */
    private void tell(String sentence) {
        if (!Objects.equals(sentence, told)) {
            told = sentence;
            problem.set(sentence == null ? "" : sentence);
        }
    }

    private void seal() {
        GrowingSnapshot ended = growing;
        RecordedRun current = selection.run();
        growing = null;
        state.set(State.SEALED);
        executor.execute(BackgroundTask.of(TEXTS.get("task.open"), progress -> {
            Snapshot sealed = opener.open(ended.location());
            List<RunSummary> runs = sealed.runs();
            boolean there = current != null && runs.stream().anyMatch(run -> run.run().id().equals(current.run().id()));
            return new Became(sealed, runs, steps(runs), there ? PathIndex.of(sealed.run(current.run().id())) : null);
        }).onSuccess(sealed -> became(ended, sealed)).onFailure(error -> {
            if (workspace.snapshotProperty().get() == ended) {
                tell(TEXTS.get("problem.sealed", FailureText.of(error)));
            }
        }));
    }

    private void became(GrowingSnapshot ended, Became sealed) {
        if (workspace.snapshotProperty().get() != ended) {
            executor.execute(BackgroundTask.of(TEXTS.get("task.open"), progress -> {
                sealed.snapshot().close();
                return null;
            }));
            return;
        }
        came.set(came.get() + sealed.steps() - steps);
        sealing = true;
        try {
            workspace.goOn(sealed.snapshot(), sealed.runs(), sealed.shown());
        } finally {
            sealing = false;
        }
        goToAwaited();
        if (newest.get()) {
            goToNewest();
        }
    }

    /** Goes to a step of what is open; as soon as it is recorded, where it is not there yet. */
    public void goTo(Address place) {
        awaited = null;
        if (workspace.runs().stream().anyMatch(run -> run.run().id().equals(place.run()))) {
            workspace.show(place.run(), place.step());
        }
        boolean there = selection.run() != null && selection.run().run().id().equals(place.run()) && Objects.equals(selection.step(), place.step());
        awaited = there || growing == null ? null : place;
        look();
    }

    private void goToAwaited() {
        Address place = awaited;
        if (place == null || workspace.runs().stream().noneMatch(run -> run.run().id().equals(place.run()))) {
            return;
        }
        if (selection.run() == null || !selection.run().run().id().equals(place.run())) {
            move(() -> workspace.show(place.run(), place.step()));
        } else if (selection.find(place.step()).isPresent()) {
            awaited = null;
            move(() -> selection.select(place.step()));
        }
    }

    private void followNewest(Seen seen) {
        RecordedRun current = selection.run();
        boolean over = current != null && current.run().status() != Status.UNFINISHED;
        Optional<RunSummary> next = !over ? Optional.empty() : seen.runs().stream().filter(run -> run.run().status() == Status.UNFINISHED && seen.growth().runs().contains(run.run().id()))
                .max(Comparator.comparing(run -> run.run().startNanos(), Comparator.nullsFirst(Comparator.naturalOrder())));
        if (next.isPresent()) {
            move(() -> workspace.show(next.get().run().id()));
        } else {
            goToNewest();
        }
    }

    private void goToNewest() {
        PathIndex path = selection.path();
        StepId last = path == null ? null : newest(path);
        if (last != null) {
            move(() -> selection.select(last));
        }
    }

    /** The step that was decided last, which need not be the last of the path. */
    private static StepId newest(PathIndex path) {
        RecordedStep newest = null;
        for (RecordedStep step : path.steps()) {
            newest = newest == null || step.decidedAt() > newest.decidedAt() ? step : newest;
        }
        return newest == null ? null : newest.id();
    }

    /** Selects something that the user did not select. */
    private void move(Runnable to) {
        moving = true;
        try {
            to.run();
        } finally {
            moving = false;
        }
    }

    /** Follows nothing from now on, so that nobody looks any more. */
    @Override
    public void close() {
        growing = null;
        awaited = null;
        state.set(State.NONE);
    }
}
