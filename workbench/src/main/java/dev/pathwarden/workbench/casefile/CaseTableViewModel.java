package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.search.ConditionText;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.filter.FilterTerm;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** State of the tab of the case: what was found, and all other marks. What a step is called stands in its run, which is read for it in the background once somebody looks. For the JavaFX thread. */
public final class CaseTableViewModel {

    private static final Texts TEXTS = Texts.of(CaseTableViewModel.class);
    private static final int LONGEST_NAME = 120;
    private static final int MOST_RUNS = 200;

    private final CaseViewModel cases;
    private final Workspace workspace;
    private final FilterViewModel filter;
    private final Latest reading;
    private final ObservableList<CaseRow> findings = FXCollections.observableArrayList();
    private final ObservableList<CaseRow> others = FXCollections.observableArrayList();
    private final Map<Subject, String> names = new HashMap<>();
    /** By run its agent, of what is open; null until a mark asks for one. */
    private Map<RunId, String> agents;
    private boolean looked;

    public CaseTableViewModel(CaseViewModel cases, Workspace workspace, FilterViewModel filter, TaskExecutor executor) {
        this.cases = cases;
        this.workspace = workspace;
        this.filter = filter;
        this.reading = new Latest(executor);
        workspace.snapshotProperty().subscribe((before, now) -> {
            reading.cancel();
            names.clear();
            agents = null;
            list();
        });
        cases.valueProperty().subscribe(now -> list());
    }

    /** What was found. */
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

    /** Somebody looks: what others wrote is read, and what steps are called. */
    void look() {
        looked = true;
        cases.look();
        list();
    }

    private void list() {
        List<CaseRow> found = new ArrayList<>();
        List<CaseRow> rest = new ArrayList<>();
        Map<RunId, Set<Subject>> unnamed = new HashMap<>();
        for (Mark mark : cases.valueProperty().get().marks()) {
            Subject on = mark.subject();
            if (on == null) {
                continue;
            }
            if (agents == null) {
                agents = workspace.runs().stream().collect(Collectors.toMap(run -> run.run().id(), run -> Wording.agent(run.run()), (one, other) -> one));
            }
            boolean there = agents.containsKey(on.run());
            if (there && on.step() != null && !names.containsKey(on)) {
                unnamed.computeIfAbsent(on.run(), run -> new HashSet<>()).add(on);
            }
            String step = on.step() == null ? TEXTS.get("row.run", Wording.shortId(on.run())) : names.getOrDefault(on, TEXTS.get("step", Wording.shortId(on.step())));
            (mark.content() instanceof MarkContent.Finding ? found : rest).add(new CaseRow(mark, there ? agents.get(on.run()) : TEXTS.get("row.gone"), step));
        }
        findings.setAll(found);
        others.setAll(rest);
        if (looked && !unnamed.isEmpty()) {
            name(workspace.snapshotProperty().get(), unnamed);
        }
    }

    private void name(Snapshot in, Map<RunId, Set<Subject>> unnamed) {
        reading.execute(BackgroundTask.of(TEXTS.get("task.names"), progress -> {
            Map<Subject, String> read = new HashMap<>();
            int done = 0;
            for (Map.Entry<RunId, Set<Subject>> each : unnamed.entrySet()) {
                progress.checkCancelled();
                each.getValue().forEach(on -> read.put(on, TEXTS.get("row.no.step", Wording.shortId(on.step()))));
                for (RecordedStep step : in.run(each.getKey()).steps()) {
                    read.computeIfPresent(new Subject(each.getKey(), step.id()), (on, none) -> Wording.line(Wording.of(step), LONGEST_NAME));
                }
                progress.update((double) ++done / unnamed.size());
            }
            return read;
        }).onSuccess(read -> {
            names.putAll(read);
            list();
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
