package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.search.ConditionText;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.filter.FilterTerm;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.nav.WhenSeen;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * State of the tab of the case: what was found, and all other marks. A case may hold many: they are listed in the background, and only while somebody looks. What a step is called stands in its run, which is read for it there too. For the
 * JavaFX thread.
 */
public final class CaseTableViewModel {

    private static final Texts TEXTS = Texts.of(CaseTableViewModel.class);
    private static final int LONGEST_NAME = 120;
    private static final int MOST_RUNS = 200;
    private static final Comparator<CaseRow> WORST_FIRST = Comparator.comparing(row -> ((MarkContent.Finding) row.mark().content()).severity());

    private final CaseViewModel cases;
    private final Workspace workspace;
    private final FilterViewModel filter;
    private final Latest listing;
    private final Latest reading;
    private final ObservableList<CaseRow> findings = FXCollections.observableArrayList();
    private final ObservableList<CaseRow> others = FXCollections.observableArrayList();
    private final WhenSeen whenSeen = new WhenSeen(this::list);
    /** What steps are called, as far as it was read. */
    private Map<Subject, String> names = Map.of();

    /**
     * The marks as rows.
     *
     * @param unnamed by run the steps in it whose names are not read yet
     */
    private record Listed(List<CaseRow> findings, List<CaseRow> others, Map<RunId, Set<Subject>> unnamed) {
    }

    public CaseTableViewModel(CaseViewModel cases, Workspace workspace, FilterViewModel filter, TaskExecutor executor) {
        this.cases = cases;
        this.workspace = workspace;
        this.filter = filter;
        this.listing = new Latest(executor);
        this.reading = new Latest(executor);
        workspace.snapshotProperty().subscribe((before, now) -> {
            listing.cancel();
            reading.cancel();
            names = Map.of();
            findings.clear();
            others.clear();
            whenSeen.want();
        });
        workspace.growthsProperty().subscribe((before, now) -> {
            // A step that was not there may be by now.
            names = names.entrySet().stream().filter(each -> !each.getValue().equals(missing(each.getKey()))).collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
            whenSeen.want();
        });
        cases.valueProperty().subscribe(now -> whenSeen.want());
    }

    /** Whether somebody looks; while nobody does, nothing is listed. */
    public BooleanProperty seenProperty() {
        return whenSeen.seenProperty();
    }

    /** What was found, the worst first. */
    ObservableList<CaseRow> findings() {
        return findings;
    }

    /** Stars, tags and notes. */
    ObservableList<CaseRow> others() {
        return others;
    }

    CaseViewModel cases() {
        return cases;
    }

    /** Somebody looks: what others wrote is read. */
    void look() {
        cases.look();
    }

    private void list() {
        Case of = cases.valueProperty().get();
        List<RunSummary> runs = List.copyOf(workspace.runs());
        Map<Subject, String> known = names;
        listing.execute(BackgroundTask.of(TEXTS.get("task.list"), progress -> listed(of, runs, known)).onSuccess(now -> {
            show(findings, now.findings());
            show(others, now.others());
            Snapshot in = workspace.snapshotProperty().get();
            if (in != null && !now.unnamed().isEmpty()) {
                name(in, now.unnamed());
            }
        }));
    }

    private static void show(ObservableList<CaseRow> shown, List<CaseRow> now) {
        if (!shown.equals(now)) {
            shown.setAll(now);
        }
    }

    private static Listed listed(Case of, List<RunSummary> runs, Map<Subject, String> known) {
        Map<RunId, String> agents = runs.stream().collect(Collectors.toMap(run -> run.run().id(), run -> Wording.agent(run.run()), (one, other) -> one));
        List<CaseRow> found = new ArrayList<>();
        List<CaseRow> rest = new ArrayList<>();
        Map<RunId, Set<Subject>> unnamed = new HashMap<>();
        for (Mark mark : of.marks()) {
            Subject on = mark.subject();
            if (on == null) {
                continue;
            }
            boolean there = agents.containsKey(on.run());
            if (there && on.step() != null && !known.containsKey(on)) {
                unnamed.computeIfAbsent(on.run(), run -> new HashSet<>()).add(on);
            }
            String step = on.step() == null ? TEXTS.get("row.run", Wording.shortId(on.run())) : known.getOrDefault(on, TEXTS.get("step", Wording.shortId(on.step())));
            (mark.content() instanceof MarkContent.Finding ? found : rest).add(new CaseRow(mark, there ? agents.get(on.run()) : TEXTS.get("row.gone"), step));
        }
        // As the table has it at first, which then has little to sort.
        found.sort(WORST_FIRST);
        return new Listed(found, rest, unnamed);
    }

    private static String missing(Subject on) {
        return TEXTS.get("row.no.step", Wording.shortId(on.step()));
    }

    private void name(Snapshot in, Map<RunId, Set<Subject>> unnamed) {
        Map<Subject, String> known = names;
        reading.execute(BackgroundTask.of(TEXTS.get("task.names"), progress -> {
            Map<Subject, String> read = new HashMap<>(known);
            int done = 0;
            for (Map.Entry<RunId, Set<Subject>> each : unnamed.entrySet()) {
                progress.checkCancelled();
                each.getValue().forEach(on -> read.put(on, missing(on)));
                try {
                    in.run(each.getKey()).steps().forEach(step -> read.computeIfPresent(new Subject(each.getKey(), step.id()), (on, none) -> Wording.line(Wording.of(step), LONGEST_NAME)));
                } catch (SnapshotException unreadable) {
                    // Said where the run is opened; here its steps keep their numbers, and those of other runs get their names.
                    each.getValue().forEach(on -> read.put(on, TEXTS.get("step", Wording.shortId(on.step()))));
                }
                progress.update((double) ++done / unnamed.size());
            }
            return read;
        }).onSuccess(read -> {
            names = Map.copyOf(read);
            whenSeen.want();
        }));
    }

    /** Goes to what a row is on. */
    void go(CaseRow row) {
        cases.go(row.mark().subject());
    }

    /** Filters for the runs that have marks, the first of them where there are many. */
    void findRuns() {
        Set<RunId> marked = cases.runsProperty().get().keySet();
        String runs = workspace.runs().stream().map(RunSummary::run).filter(run -> marked.contains(run.id())).limit(MOST_RUNS).map(run -> ConditionText.literal(run.id().toString())).collect(Collectors.joining(", "));
        filter.apply(new FilterTerm("run.id in [" + runs + "]"));
    }
}
