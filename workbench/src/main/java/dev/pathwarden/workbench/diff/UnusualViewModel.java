package dev.pathwarden.workbench.diff;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.unusual.OtherRuns;
import dev.pathwarden.policies.unusual.Unusual;
import dev.pathwarden.policies.unusual.UnusualThing;
import dev.pathwarden.workbench.nav.Matches;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Progress;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * What is unusual in the run that is looked at beside others, worked out in the background while it is looked at; as {@code pathwarden diff --against} tells it. For the JavaFX thread.
 *
 * <p>The others are read for it, so where they are many the user asks for it.
 */
public final class UnusualViewModel {

    private static final Texts TEXTS = Texts.of(UnusualViewModel.class);
    private static final long MOST_UNASKED = 50_000;

    private final Workspace workspace;
    private final Selection selection;
    private final Latest comparing;
    private final ObjectProperty<Against> against = new SimpleObjectProperty<>(this, "against", Against.FILTERED);
    private final ObservableList<UnusualRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private boolean looking;
    /** How often was compared, and for which of these there is an answer. */
    private int compared;
    private int answered;

    public UnusualViewModel(Workspace workspace, Selection selection, TaskExecutor executor) {
        this.workspace = workspace;
        this.selection = selection;
        this.comparing = new Latest(executor);
        against.subscribe((before, now) -> compareUnasked());
        selection.runProperty().subscribe((before, now) -> compareUnasked());
        selection.matchesProperty().subscribe((before, now) -> {
            if (against.get() == Against.FILTERED) {
                compareUnasked();
            }
        });
    }

    /** Which runs it is compared with. */
    ObjectProperty<Against> againstProperty() {
        return against;
    }

    /** What is unusual, steps first; changes on the JavaFX thread. */
    ObservableList<UnusualRow> rows() {
        return rows;
    }

    /** It in words, or why there is nothing. */
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Says whether somebody looks at it; nothing is read for nobody. */
    void look(boolean now) {
        if (looking != now) {
            looking = now;
            compareUnasked();
        }
    }

    private void compareUnasked() {
        comparing.cancel();
        rows.clear();
        if (!looking || selection.run() == null) {
            summary.set(TEXTS.get("unusual.choose"));
            return;
        }
        Set<RunId> others = others();
        long steps = workspace.runs().stream().filter(run -> others.contains(run.run().id())).mapToLong(RunSummary::steps).sum();
        if (steps > MOST_UNASKED) {
            summary.set(TEXTS.get("unusual.many", others.size(), steps));
        } else {
            compare();
        }
    }

    /** Compares the run now, however many the others are. */
    void compare() {
        Snapshot snapshot = workspace.snapshotProperty().get();
        RecordedRun run = selection.run();
        if (snapshot == null || run == null) {
            return;
        }
        rows.clear();
        Set<RunId> others = others();
        int asked = ++compared;
        summary.set(TEXTS.get("unusual.comparing", others.size()));
        comparing.execute(BackgroundTask.of(TEXTS.get("unusual.task"), progress -> read(snapshot, others, progress).in(run)).onSuccess(unusual -> {
            answered = asked;
            rows.setAll(rows(unusual));
            summary.set(unusual.summary());
        }).onFailure(error -> {
            answered = asked;
            summary.set(TEXTS.get("problem.compare", FailureText.of(error)));
        }).onFinished(() -> {
            // Without an answer, and nothing asked since: whoever ended it did so in the status bar.
            if (asked == compared && asked != answered && looking) {
                summary.set(TEXTS.get("unusual.ended"));
            }
        }));
    }

    private static OtherRuns read(Snapshot snapshot, Set<RunId> others, Progress progress) {
        OtherRuns read = new OtherRuns();
        snapshot.forEachRun(run -> {
            progress.checkCancelled();
            if (others.contains(run.run().id())) {
                read.add(run);
                progress.update(read.runs() / (double) others.size());
            }
        });
        return read;
    }

    private Set<RunId> others() {
        RunId self = selection.run().run().id();
        Matches matches = selection.matchesProperty().get();
        Set<RunId> others = new HashSet<>();
        for (RunSummary run : workspace.runs()) {
            boolean chosen = switch (against.get()) {
                case ALL -> true;
                case SAME_AGENT -> Objects.equals(run.run().agent(), selection.run().run().agent());
                case FILTERED -> matches == null || matches.places().runs().contains(run.run().id());
            };
            if (chosen && !run.run().id().equals(self)) {
                others.add(run.run().id());
            }
        }
        return others;
    }

    private static List<UnusualRow> rows(Unusual unusual) {
        List<UnusualRow> rows = new ArrayList<>();
        unusual.steps().forEach(step -> rows.add(new UnusualRow(UnusualRow.Kind.STEP, step.step(), step.place(), step.things().stream().map(UnusualThing::sentence).toList())));
        unusual.missing().forEach(missing -> rows.add(new UnusualRow(UnusualRow.Kind.MISSING, null, -1, List.of(missing.sentence()))));
        unusual.outliers().forEach(outlier -> rows.add(new UnusualRow(UnusualRow.Kind.OUTLIER, outlier.step(), -1, List.of(outlier.sentence()))));
        return rows;
    }

    /** Shows the row's step in all views; no effect where there is none. */
    void select(UnusualRow row) {
        if (row.step() != null) {
            selection.select(row.step().id());
        }
    }
}
