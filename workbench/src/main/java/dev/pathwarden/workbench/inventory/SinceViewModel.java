package dev.pathwarden.workbench.inventory;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.inventory.Inventory;
import dev.pathwarden.policies.inventory.NewSince;
import dev.pathwarden.workbench.filter.FilterTerm;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.nav.SnapshotOpener;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.recent.RecentEntry;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Progress;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;

/** State of the comparison of an inventory with that of an earlier snapshot, which is read for it in the background. For the JavaFX thread. */
public final class SinceViewModel {

    /** More runs do not fit into a condition that anybody reads. */
    static final int MOST_RUNS = 200;
    private static final Texts TEXTS = Texts.of(SinceViewModel.class);

    private final Workspace workspace;
    private final FilterViewModel filter;
    private final SnapshotOpener opener;
    private final ObservableList<RecentEntry> recent;
    private final Latest work;
    private final ReadOnlyObjectWrapper<NewSince> found = new ReadOnlyObjectWrapper<>(this, "found");
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper(this, "state", "");
    private Inventory earlier;
    private Inventory later;
    private String name;
    private int asked;

    /**
     * A comparison, of nothing yet.
     *
     * @param recent what was opened before, to choose from
     */
    public SinceViewModel(Workspace workspace, FilterViewModel filter, SnapshotOpener opener, ObservableList<RecentEntry> recent, TaskExecutor executor) {
        this.workspace = workspace;
        this.filter = filter;
        this.opener = opener;
        this.recent = recent;
        this.work = new Latest(executor);
        workspace.snapshotProperty().subscribe((before, now) -> end());
    }

    /** What was opened before, without what is open and what is no longer there: first what lies beside what is open, each the last first. */
    List<RecentEntry> choices() {
        List<Path> open = workspace.locations().stream().map(location -> location.toAbsolutePath().normalize()).toList();
        Path place = open.isEmpty() ? null : open.getFirst().getParent();
        return recent.stream().filter(entry -> !entry.gone() && !entry.snapshot().locations().equals(open))
                .sorted(Comparator.comparing((RecentEntry entry) -> !Objects.equals(entry.snapshot().locations().getFirst().getParent(), place))
                        .thenComparing(Comparator.comparingLong((RecentEntry entry) -> entry.snapshot().openedMillis()).reversed())).toList();
    }

    /** Compares with what lies there. */
    void compare(List<Path> with) {
        end();
        int number = ++asked;
        name = String.valueOf(with.getFirst().getFileName() == null ? with.getFirst() : with.getFirst().getFileName());
        state.set(TEXTS.get("since.reading", name));
        work.execute(BackgroundTask.of(TEXTS.get("since.task"), progress -> take(with, progress)).onSuccess(taken -> {
            earlier = taken;
            state.set(TEXTS.get("since.waiting", name));
            combine();
        }).onFailure(error -> failed(error, number)).onFinished(() -> ended(number, "since.reading")));
    }

    private Inventory take(List<Path> with, Progress progress) {
        Inventory inventory = new Inventory();
        for (Path each : with) {
            progress.checkCancelled();
            try (Snapshot snapshot = opener.open(each)) {
                double runs = Math.max(1, snapshot.runs().size());
                int[] read = {0};
                snapshot.forEachRun(run -> {
                    progress.checkCancelled();
                    inventory.add(run);
                    progress.update(++read[0] / runs);
                });
            }
        }
        return inventory;
    }

    /** Takes the inventory of what is open; null where it is not known. */
    void later(Inventory inventory) {
        later = inventory;
        combine();
    }

    private void combine() {
        if (earlier == null || later == null) {
            return;
        }
        int number = ++asked;
        Inventory before = earlier;
        Inventory now = later;
        state.set(TEXTS.get("since.comparing", name));
        work.execute(BackgroundTask.of(TEXTS.get("since.task"), progress -> NewSince.of(before, now)).onSuccess(compared -> {
            state.set(sentence(compared));
            found.set(compared);
        }).onFailure(error -> failed(error, number)).onFinished(() -> ended(number, "since.comparing")));
    }

    private void failed(Exception error, int number) {
        if (number == asked) {
            state.set(TEXTS.get("since.problem", name, FailureText.of(error)));
        }
    }

    /** Where the state still says that something is done, somebody ended it in the status bar. */
    private void ended(int number, String doing) {
        if (number == asked && state.get().equals(TEXTS.get(doing, name))) {
            state.set(TEXTS.get("since.ended", name));
        }
    }

    private String sentence(NewSince compared) {
        if (compared.isNothing()) {
            return TEXTS.get("since.nothing", name);
        }
        String sentence = TEXTS.get("since.found", name, compared.runs().size(), compared.items().size(), compared.redefined().size());
        return compared.untold().isEmpty() ? sentence
                : sentence + " " + TEXTS.get("since.untold", compared.untold().stream().map(kind -> TEXTS.get("kind." + kind)).collect(Collectors.joining(", ")));
    }

    /** Compares with nothing any more. */
    void end() {
        asked++;
        work.cancel();
        earlier = null;
        state.set("");
        found.set(null);
    }

    /** What is new; null where nothing is compared, or it is not known yet. */
    ReadOnlyObjectProperty<NewSince> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** What was found, or why nothing is, a sentence; empty where nothing is compared. */
    ReadOnlyStringProperty stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Whether there are new runs, and few enough to filter for them. */
    boolean canFindRuns() {
        return found.get() != null && !found.get().runs().isEmpty() && found.get().runs().size() <= MOST_RUNS;
    }

    /** Filters for the new runs. */
    void findRuns() {
        filter.apply(new FilterTerm("run.id in [" + found.get().runs().stream().map(RunId::toString).map(id -> "'" + id + "'").collect(Collectors.joining(", ")) + "]"));
    }
}
