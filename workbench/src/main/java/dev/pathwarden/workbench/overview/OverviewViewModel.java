package dev.pathwarden.workbench.overview;

import dev.pathwarden.model.search.FacetCounts;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFacet;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.policies.inventory.InventoryKind;
import dev.pathwarden.policies.inventory.KindSteps;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.filter.FilterTerm;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.WhenSeen;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** State of the overview: counted anew in the background whenever the filter leaves other steps; until then the counts before stay. For the JavaFX thread. */
public final class OverviewViewModel {

    /**
     * What there is to see.
     *
     * @param counts steps that the filter leaves, by what the columns of a snapshot tell
     * @param hosts such steps by host; empty where the hosts are not known yet
     * @param histogram runs by when they began
     */
    record Overview(FacetCounts counts, Map<String, Long> hosts, RunHistogram histogram) {
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

    /** How far the hosts of steps are known. */
    enum HostState {
        KNOWN,
        READING,
        /** There is much to read, and nobody asked for it yet. */
        NOT_ASKED,
        /** Somebody ended the reading. */
        ENDED,
        FAILED
    }

    static final int STRETCHES = 96;
    /** In a snapshot of more steps, runs are read for their hosts when somebody asks for it. */
    static final long MOST_READ = 250_000;
    private static final Texts TEXTS = Texts.of(OverviewViewModel.class);

    private final Workspace workspace;
    private final Selection selection;
    private final FilterViewModel filter;
    private final Latest counting;
    private final Latest readingHosts;
    private final ReadOnlyObjectWrapper<Overview> overview = new ReadOnlyObjectWrapper<>(this, "overview");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyObjectWrapper<HostState> hostState = new ReadOnlyObjectWrapper<>(this, "hostState", HostState.KNOWN);
    private final Map<String, String> agents = new HashMap<>();
    private KindSteps hosts;
    private int readings;
    private final WhenSeen growing = new WhenSeen(this::count);
    private int counts;
    private int answered;

    public OverviewViewModel(Workspace workspace, Selection selection, FilterViewModel filter, TaskExecutor executor) {
        this.workspace = workspace;
        this.selection = selection;
        this.filter = filter;
        this.counting = new Latest(executor);
        this.readingHosts = new Latest(executor);
        workspace.snapshotProperty().subscribe(this::another);
        selection.matchesProperty().subscribe((before, now) -> count());
        workspace.growthsProperty().subscribe((before, now) -> {
            name();
            growing.want();
        });
    }

    /** Whether somebody looks; while nobody does, what comes of the recording is not counted. */
    public BooleanProperty seenProperty() {
        return growing.seenProperty();
    }

    private void another(Snapshot snapshot) {
        overview.set(null);
        agents.clear();
        name();
        readingHosts.cancel();
        readings++;
        hosts = null;
        hostState.set(HostState.KNOWN);
        count();
        if (workspace.runs().stream().mapToLong(RunSummary::steps).sum() > MOST_READ) {
            hostState.set(HostState.NOT_ASKED);
        } else if (snapshot != null) {
            readHosts();
        }
    }

    /** Reads the runs with steps that reach hosts, in the background. */
    void readHosts() {
        Snapshot in = workspace.snapshotProperty().get();
        int number = ++readings;
        hostState.set(HostState.READING);
        readingHosts.execute(BackgroundTask.of(TEXTS.get("hosts.task"), progress -> KindSteps.read(in, InventoryKind.HOST, done -> {
            progress.checkCancelled();
            progress.update(done);
        })).onSuccess(read -> {
            hosts = read;
            hostState.set(HostState.KNOWN);
            count();
        }).onFailure(error -> hostState.set(HostState.FAILED)).onFinished(() -> {
            if (number == readings && hostState.get() == HostState.READING) {
                hostState.set(HostState.ENDED);
            }
        }));
    }

    private void name() {
        for (RunSummary run : workspace.runs()) {
            if (run.run().agent() != null) {
                agents.put(run.run().agent(), Wording.agent(run.run()));
            }
        }
    }

    private void count() {
        growing.done();
        Snapshot in = workspace.snapshotProperty().get();
        problem.set("");
        counting.cancel();
        int number = ++counts;
        if (in == null) {
            return;
        }
        FoundPlaces among = selection.matchesProperty().get() == null ? null : selection.matchesProperty().get().places();
        List<RunSummary> runs = List.copyOf(workspace.runs());
        KindSteps known = hosts;
        counting.execute(BackgroundTask.of(TEXTS.get("task"), progress -> new Overview(in.count(among, done -> {
            progress.checkCancelled();
            progress.update(done);
        }), known == null ? Map.of() : known.count(among), RunHistogram.of(runs, among, STRETCHES)))
                .onSuccess(counted -> {
                    answered = number;
                    overview.set(counted);
                })
                .onFailure(error -> {
                    answered = number;
                    problem.set(TEXTS.get("problem", FailureText.of(error)));
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

    /** How far the hosts of steps are known. */
    ReadOnlyObjectProperty<HostState> hostStateProperty() {
        return hostState.getReadOnlyProperty();
    }

    /** Whether any step that the filter leaves can have reached a host. */
    boolean canReachHosts() {
        return overview.get() != null && InventoryKind.HOST.operations().stream().anyMatch(operation -> overview.get().counts().of(StepFacet.OPERATION).containsKey(operation.text()));
    }

    /** How often hosts were reached that are not told apart, because there are too many. */
    long hostsLeftOut() {
        return hosts == null ? 0 : hosts.leftOut();
    }

    /** The values of a facet, the gravest first where some are graver than others, and then those of most steps. */
    List<Counted> values(Facet facet) {
        return facet.counts(overview.get()).entrySet().stream()
                .map(each -> new Counted(each.getKey(), name(facet, each.getKey()), each.getValue()))
                .sorted(Comparator.comparingInt((Counted each) -> facet.severity(each.value())).thenComparingLong(Counted::steps).reversed().thenComparing(Counted::value)).toList();
    }

    private String name(Facet facet, String value) {
        String name = Wording.line(facet == Facet.AGENT ? agents.getOrDefault(value, value) : value, 80);
        return name.isBlank() ? TEXTS.get("value.blank") : name;
    }

    /** Asks for the steps of a value too. */
    void and(Facet facet, Counted counted) {
        filter.and(facet.term(counted.value()));
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
