package dev.pathwarden.workbench.judge;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.policies.judge.Figures;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.policies.rehearsal.Rehearsal;
import dev.pathwarden.workbench.casefile.CaseViewModel;
import dev.pathwarden.workbench.nav.Workspace;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** State of judging: which steps of the open recording were judged. What is done is one change of the case, to be undone with it. For the JavaFX thread. */
public final class JudgeViewModel {

    private final CaseViewModel cases;
    private final Workspace workspace;
    private Set<Subject> contradicted = Set.of();
    private final ReadOnlyObjectWrapper<Map<Subject, Boolean>> judged = new ReadOnlyObjectWrapper<>(this, "judged", Map.of());

    public JudgeViewModel(CaseViewModel cases, Workspace workspace) {
        this.cases = cases;
        this.workspace = workspace;
        cases.valueProperty().subscribe(now -> {
            Said said = judged(now);
            contradicted = said.contradicted();
            judged.set(said.judged());
        });
    }

    /**
     * What is said of steps.
     *
     * @param judged for each judged step whether stopping it is right
     * @param contradicted steps that not everybody judges the same
     */
    private record Said(Map<Subject, Boolean> judged, Set<Subject> contradicted) {
    }

    private static Said judged(Case now) {
        Map<Subject, Boolean> judged = new HashMap<>();
        Set<Subject> contradicted = new HashSet<>();
        now.marks().forEach(mark -> {
            if (mark.content() instanceof MarkContent.Judged content) {
                Boolean before = judged.put(mark.subject(), content.right());
                if (before != null && before != content.right()) {
                    contradicted.add(mark.subject());
                }
            }
        });
        judged.keySet().removeAll(contradicted);
        return new Said(Map.copyOf(judged), Set.copyOf(contradicted));
    }

    /** Of how many steps somebody says that stopping them is right and somebody else that it is wrong; they are in no figure. */
    int contradictedSteps() {
        return contradicted.size();
    }

    /** For each judged step whether stopping it is right; without those of which not everybody says the same. */
    public ReadOnlyObjectProperty<Map<Subject, Boolean>> judgedProperty() {
        return judged.getReadOnlyProperty();
    }

    /** What was said of the step of a hit; empty for nothing. */
    public Optional<MarkContent.Judged> of(Hit hit) {
        return Optional.ofNullable(judged.get().get(subject(hit))).map(MarkContent.Judged::new);
    }

    /** Says of the steps of hits whether stopping them is right, all at once. Those of another recording than the open one are left out: their case is not open. */
    public void judge(Collection<Hit> hits, boolean right) {
        cases.judge(open(hits), new MarkContent.Judged(right));
    }

    /** Takes away what was said of the steps of hits. */
    public void forget(Collection<Hit> hits) {
        Set<Subject> subjects = Set.copyOf(open(hits));
        cases.remove(cases.valueProperty().get().marks().stream().filter(mark -> mark.content() instanceof MarkContent.Judged && subjects.contains(mark.subject())).toList());
    }

    private List<Subject> open(Collection<Hit> hits) {
        return workspace.snapshotProperty().get() == null ? List.of()
                : hits.stream().filter(hit -> hit.recording().equals(workspace.snapshotProperty().get().location())).map(JudgeViewModel::subject).distinct().toList();
    }

    private static Subject subject(Hit hit) {
        return new Subject(hit.run().id(), hit.step());
    }

    /**
     * How the rehearsed guardrails do on the judged steps.
     *
     * @return empty where nothing is judged, or the rehearsal has not seen or not listed all steps
     */
    public Optional<Figures> figures(Rehearsal rehearsal) {
        if (judged.get().isEmpty() || rehearsal == null || !rehearsal.whole() || rehearsal.more() > 0) {
            return Optional.empty();
        }
        Set<Subject> stopped = rehearsal.hits().stream().filter(Hit::isStopped).map(JudgeViewModel::subject).collect(Collectors.toCollection(HashSet::new));
        int[] counts = new int[4];
        judged.get().forEach((step, right) -> counts[(right ? 0 : 2) + (stopped.contains(step) ? 0 : 1)]++);
        return Optional.of(new Figures(counts[0], counts[1], counts[2], counts[3]));
    }
}
