package dev.pathwarden.workbench.nav;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The open snapshot: opens it, lists its runs, and brings a run or a step of it into the {@link Selection}. For the JavaFX thread. */
public final class Workspace implements AutoCloseable {

    private static final Texts TEXTS = Texts.of(Workspace.class);

    private final SnapshotOpener opener;
    private final Selection selection;
    private final TaskExecutor executor;
    private final Latest opening;
    private final Latest loading;
    private final ReadOnlyObjectWrapper<Snapshot> snapshot = new ReadOnlyObjectWrapper<>(this, "snapshot");
    private final ObservableList<RunSummary> runs = FXCollections.observableArrayList();
    private final ObservableList<RunSummary> shownRuns = FXCollections.unmodifiableObservableList(runs);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyBooleanWrapper underWay = new ReadOnlyBooleanWrapper(this, "opening");
    private final ReadOnlyLongWrapper growths = new ReadOnlyLongWrapper(this, "growths");
    private Set<RunId> grown = Set.of();
    private boolean growing;
    /** Tasks that open something and have not ended, those among them that were cancelled for a newer one. */
    private int openings;
    private List<Path> locations = List.of();

    public Workspace(SnapshotOpener opener, Selection selection, TaskExecutor executor) {
        this.opener = opener;
        this.selection = selection;
        this.executor = executor;
        this.opening = new Latest(executor);
        this.loading = new Latest(executor);
    }

    /** The open snapshot; null where none is open. */
    public ReadOnlyObjectProperty<Snapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /** Whether something is being opened just now. */
    public ReadOnlyBooleanProperty openingProperty() {
        return underWay.getReadOnlyProperty();
    }

    /** The runs of the open snapshot, in its order; unmodifiable. */
    public ObservableList<RunSummary> runs() {
        return shownRuns;
    }

    /** Where what is open lies, as it was named; empty where nothing is open. */
    public List<Path> locations() {
        return locations;
    }

    /** One sentence on what went wrong last; empty where nothing did. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** How often more of what is open came; told behind each time, when all of it is there. */
    public ReadOnlyLongProperty growthsProperty() {
        return growths.getReadOnlyProperty();
    }

    /** The runs of which more came last. */
    public Set<RunId> grown() {
        return grown;
    }

    /** Whether the list of runs changes just now because more of what is open came, and not because something else was opened. */
    public boolean isGrowing() {
        return growing;
    }

    /**
     * Shows what came of what is open.
     *
     * @param now all runs, those that are shown among them
     * @param of the runs of which more came
     * @param shown the current run with what came of it; null for nothing, and without effect where another run is current by now
     */
    public void grow(List<RunSummary> now, Set<RunId> of, PathIndex shown) {
        growing = true;
        try {
            exchange(now);
        } finally {
            growing = false;
        }
        grown = Set.copyOf(of);
        growCurrent(shown);
        growths.set(growths.get() + 1);
    }

    /**
     * Shows in place of what is open what became of it, without leaving what is looked at.
     *
     * @param became closed together with the workspace from now on; what is open is closed
     * @param now its runs
     * @param shown the current run as it is there; null where it is not
     */
    public void goOn(Snapshot became, List<RunSummary> now, PathIndex shown) {
        Snapshot before = snapshot.get();
        loading.cancel();
        if (shown == null) {
            selection.show(null);
        }
        growing = true;
        try {
            exchange(now);
            snapshot.set(became);
        } finally {
            growing = false;
        }
        growCurrent(shown);
        growths.set(growths.get() + 1);
        closeLater(before);
    }

    private void growCurrent(PathIndex shown) {
        if (shown != null && Selection.isSame(selection.run(), shown.run())) {
            selection.grow(shown);
        }
    }

    /** Runs stay where they are in the list, so that whoever lists them keeps its place. */
    private void exchange(List<RunSummary> now) {
        boolean inOrder = now.size() >= runs.size();
        for (int i = 0; inOrder && i < runs.size(); i++) {
            inOrder = runs.get(i).run().id().equals(now.get(i).run().id());
        }
        if (!inOrder) {
            runs.setAll(now);
            return;
        }
        for (int i = 0; i < runs.size(); i++) {
            if (!runs.get(i).equals(now.get(i))) {
                runs.set(i, now.get(i));
            }
        }
        runs.addAll(now.subList(runs.size(), now.size()));
    }

    /** Says in one sentence what went wrong. */
    public void tell(String sentence) {
        problem.set(sentence);
    }

    /** Drops the sentence on what went wrong. */
    public void dismissProblem() {
        problem.set("");
    }

    /** Opens snapshots side by side as one, in place of what is open. Where that fails, what was open stays. */
    public void open(List<Path> locations) {
        open(locations, null);
    }

    /**
     * Opens snapshots side by side as one, and goes to a place in them.
     *
     * @param place where to begin; null for the first run, and also where there is no such run
     */
    public void open(List<Path> locations, Address place) {
        if (locations.isEmpty()) {
            return;
        }
        problem.set("");
        opening.execute(BackgroundTask.of(TEXTS.get("task.open", locations.getFirst().getFileName() == null ? locations.getFirst() : locations.getFirst().getFileName()),
                        progress -> {
                            Snapshot opened = JoinedSnapshot.open(opener, locations, progress);
                            if (progress.isCancelled()) {
                                opened.close();
                                progress.checkCancelled();
                            }
                            return new Opened(List.copyOf(locations), opened, opened.runs());
                        })
                .onSuccess(opened -> opened(opened, place))
                .onFailure(error -> problem.set(FailureText.of(error)))
                .onFinished(this::countDown));
        openings++;
        underWay.set(true);
    }

    private void countDown() {
        openings--;
        underWay.set(openings > 0);
    }

    private void opened(Opened opened, Address place) {
        exchange(opened);
        if (place != null && opened.runs().stream().anyMatch(run -> run.run().id().equals(place.run()))) {
            show(place.run(), place.step());
        } else if (!opened.runs().isEmpty()) {
            show(opened.runs().getFirst().run().id());
        }
    }

    private void exchange(Opened next) {
        Snapshot before = snapshot.get();
        loading.cancel();
        selection.show(null);
        locations = next.locations();
        runs.setAll(next.runs());
        snapshot.set(next.snapshot());
        closeLater(before);
    }

    private void closeLater(Snapshot before) {
        if (before != null) {
            executor.execute(BackgroundTask.of(TEXTS.get("task.close"), progress -> {
                before.close();
                return null;
            }));
        }
    }

    /** Closes what is open; nothing is open then. */
    public void leave() {
        opening.cancel();
        problem.set("");
        exchange(new Opened(List.of(), null, List.of()));
    }

    /** Loads a run of the open snapshot and shows it; no effect where it is shown already. */
    public void show(RunId run) {
        show(run, (StepId) null);
    }

    /**
     * Loads a run of the open snapshot, shows it and selects a step of it.
     *
     * @param place of the step among those of the run, from 0
     */
    public void show(RunId run, int place) {
        show(run, path -> place < path.size() ? path.step(place).id() : null);
    }

    /** Loads a run of the open snapshot, shows it and selects a step of it, or none where null. */
    public void show(RunId run, StepId step) {
        show(run, path -> step);
    }

    /**
     * Loads a run of the open snapshot, shows it and selects a step of it.
     *
     * @param choice chooses the step once the run is there; none where null
     */
    public void show(RunId run, Function<PathIndex, StepId> choice) {
        Snapshot from = snapshot.get();
        if (from == null) {
            return;
        }
        loading.cancel();
        if (selection.run() != null && selection.run().run().id().equals(run)) {
            StepId step = choice.apply(selection.path());
            if (step != null) {
                selection.select(step);
            }
            return;
        }
        problem.set("");
        loading.execute(BackgroundTask.of(TEXTS.get("task.load"), progress -> PathIndex.of(from.run(run)))
                .onSuccess(loaded -> {
                    selection.show(loaded);
                    selection.select(choice.apply(loaded));
                })
                .onFailure(error -> problem.set(FailureText.of(error))));
    }

    @Override
    public void close() {
        opening.cancel();
        loading.cancel();
        if (snapshot.get() != null) {
            snapshot.get().close();
        }
    }

    private record Opened(List<Path> locations, Snapshot snapshot, List<RunSummary> runs) {
    }
}
