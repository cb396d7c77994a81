package dev.pathwarden.workbench.overview;

import dev.pathwarden.model.search.FacetCounts;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFacet;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.filter.FilterTerm;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** State of the overview: counted anew in the background whenever the filter leaves other steps; until then the counts before stay. For the JavaFX thread. */
public final class OverviewViewModel {

    /**
     * What there is to see.
     *
     * @param counts steps that the filter leaves, by facet
     * @param histogram runs by when they began
     */
    record Overview(FacetCounts counts, RunHistogram histogram) {
    }

    /**
     * A value of a facet.
     *
     * @param value the value
     * @param name what it is called, for people
     * @param steps steps that have it
     */
    record Counted(String value, String name, long steps) {
    }

    static final int STRETCHES = 96;
    private static final Texts TEXTS = Texts.of(OverviewViewModel.class);

    private final Workspace workspace;
    private final Selection selection;
    private final FilterViewModel filter;
    private final Latest counting;
    private final ReadOnlyObjectWrapper<Overview> overview = new ReadOnlyObjectWrapper<>(this, "overview");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final Map<String, String> agents = new HashMap<>();
    private int counts;
    private int answered;

    public OverviewViewModel(Workspace workspace, Selection selection, FilterViewModel filter, TaskExecutor executor) {
        this.workspace = workspace;
        this.selection = selection;
        this.filter = filter;
        this.counting = new Latest(executor);
        workspace.snapshotProperty().subscribe(this::another);
        selection.matchesProperty().subscribe((before, now) -> count());
    }

    private void another(Snapshot snapshot) {
        overview.set(null);
        agents.clear();
        for (RunSummary run : workspace.runs()) {
            if (run.run().agent() != null) {
                agents.put(run.run().agent(), Wording.agent(run.run()));
            }
        }
        count();
    }

    private void count() {
        Snapshot in = workspace.snapshotProperty().get();
        problem.set("");
        counting.cancel();
        int number = ++counts;
        if (in == null) {
            return;
        }
        FoundPlaces among = selection.matchesProperty().get() == null ? null : selection.matchesProperty().get().places();
        List<RunSummary> runs = List.copyOf(workspace.runs());
        counting.execute(BackgroundTask.of(TEXTS.get("task"), progress -> new Overview(in.count(among, done -> {
            progress.checkCancelled();
            progress.update(done);
        }), RunHistogram.of(runs, among, STRETCHES)))
                .onSuccess(counted -> {
                    answered = number;
                    overview.set(counted);
                })
                .onFailure(error -> {
                    answered = number;
                    problem.set(TEXTS.get("problem", error.getMessage()));
                })
                .onFinished(() -> {
                    // Without an answer, and nothing asked since: whoever ended it did so in the status bar.
                    if (number == counts && number != answered) {
                        problem.set(TEXTS.get("ended"));
                    }
                }));
    }

    /** What there is to see; null where nothing is open, or it is not counted yet. */
    ReadOnlyObjectProperty<Overview> overviewProperty() {
        return overview.getReadOnlyProperty();
    }

    /** Why there is nothing to see, one sentence; empty where nothing went wrong. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The values of a facet, those of most steps first. */
    List<Counted> values(StepFacet facet) {
        return overview.get().counts().of(facet).entrySet().stream()
                .map(each -> new Counted(each.getKey(), name(facet, each.getKey()), each.getValue()))
                .sorted(Comparator.comparingLong(Counted::steps).reversed().thenComparing(Counted::value)).toList();
    }

    private String name(StepFacet facet, String value) {
        String name = Wording.line(facet == StepFacet.AGENT ? agents.getOrDefault(value, value) : value, 80);
        return name.isBlank() ? TEXTS.get("value.blank") : name;
    }

    /** The condition that the steps of a value meet. */
    static FilterTerm term(StepFacet facet, String value) {
        return switch (facet) {
            case OPERATION -> FilterTerm.equal("step.operation", value);
            case NAME -> FilterTerm.equal("step.name", value);
            case AGENT -> FilterTerm.equal("agent.id", value);
            case STATUS -> FilterTerm.equal("step.status", value);
            case LABEL -> FilterTerm.label(value);
            case GUARDRAIL -> FilterTerm.has("step.guardrails", value);
            case ACTION -> FilterTerm.has("step.actions", value);
        };
    }

    /** Asks for the steps of a value too. */
    void and(StepFacet facet, Counted counted) {
        filter.and(term(facet, counted.value()));
    }

    /** Asks for the runs that began in some stretches, the last one included. */
    void between(int first, int last) {
        RunHistogram shown = overview.get().histogram();
        between(Instant.ofEpochSecond(0, shown.start(first)), Instant.ofEpochSecond(0, shown.start(last + 1)));
    }

    /**
     * Asks for the runs that began in a time.
     *
     * @param from its begin; null for any
     * @param until its end, which is not of it; null for any
     */
    void between(Instant from, Instant until) {
        String begin = from == null ? "" : "run.start >= timestamp('" + from + "')";
        String end = until == null ? "" : "run.start < timestamp('" + until + "')";
        if (from != null || until != null) {
            filter.and(new FilterTerm(begin + (from == null || until == null ? "" : " && ") + end));
        }
    }
}
