package dev.pathwarden.workbench.runs;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.workbench.casefile.RunMarks;
import dev.pathwarden.workbench.nav.Matches;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** State of the run table: the runs that the filter leaves, and which of them is shown. */
public final class RunTableViewModel {

    /** More columns than this of one kind help nobody. */
    private static final int MOST_ATTRIBUTES = 24;
    private static final Texts TEXTS = Texts.of(RunTableViewModel.class);

    private final Workspace workspace;
    private final ObservableValue<Matches> matches;
    private final FilteredList<RunSummary> shown;
    private final ObservableValue<Map<RunId, RunMarks>> marks;
    private final ObservableValue<String> count;
    private final ObjectBinding<RunId> current;

    /** @param marks what was said of runs and of their steps */
    public RunTableViewModel(Workspace workspace, Selection selection, ObservableValue<Map<RunId, RunMarks>> marks) {
        this.workspace = workspace;
        this.marks = marks;
        shown = new FilteredList<>(workspace.runs());
        matches = selection.matchesProperty();
        matches.subscribe(left -> shown.setPredicate(left == null ? null : summary -> left.places().count(summary.run().id()) > 0));
        count = Bindings.createStringBinding(() -> shown.size() == workspace.runs().size()
                ? TEXTS.get("count.all", shown.size()) : TEXTS.get("count.some", shown.size(), workspace.runs().size()), shown, workspace.runs());
        current = Bindings.createObjectBinding(() -> selection.run() == null ? null : selection.run().run().id(), selection.runProperty());
    }

    /** The steps that the filter leaves; null where there is none. */
    ObservableValue<Matches> matchesProperty() {
        return matches;
    }

    /** How many steps of a run the filter leaves; all where there is none. */
    int matched(RunSummary summary) {
        return matches.getValue() == null ? summary.steps() : matches.getValue().places().count(summary.run().id());
    }

    /** The marks of each run that has some. */
    ObservableValue<Map<RunId, RunMarks>> marksProperty() {
        return marks;
    }

    /** The marks of a run and of its steps. */
    RunMarks marks(RunSummary summary) {
        return marks.getValue().getOrDefault(summary.run().id(), RunMarks.NONE);
    }

    /** The runs the filter leaves. */
    public ObservableList<RunSummary> shown() {
        return shown;
    }

    /** How many runs are left of how many, for people. */
    public ObservableValue<String> countProperty() {
        return count;
    }

    /** Id of the run that is shown; null where none is. */
    public ObservableValue<RunId> currentProperty() {
        return current;
    }

    /** Names of the attributes that the runs carry, sorted, the first few where there are many. */
    public List<String> attributes() {
        TreeSet<String> names = new TreeSet<>();
        workspace.runs().forEach(summary -> names.addAll(summary.run().attributes().keySet()));
        return names.stream().limit(MOST_ATTRIBUTES).toList();
    }

    /** Calls an action whenever the snapshot brings other runs; not where more of it came. */
    public void onRunsChanged(Runnable action) {
        workspace.runs().addListener((ListChangeListener<RunSummary>) change -> {
            if (!workspace.isGrowing()) {
                action.run();
            }
        });
    }

    /** Calls an action whenever more of what is open came. */
    void onGrown(Runnable action) {
        workspace.growthsProperty().subscribe((before, now) -> action.run());
    }

    /** Whether the runs change because more came of them, so that no change of what is chosen is the user's. */
    boolean isGrowing() {
        return workspace.isGrowing();
    }

    /** Whether a snapshot is open. */
    public boolean isOpen() {
        return workspace.snapshotProperty().get() != null;
    }

    /** Shows a run in all views. */
    public void show(RunSummary summary) {
        workspace.show(summary.run().id());
    }
}
