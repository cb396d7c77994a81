package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.evidence.Evidence;
import dev.pathwarden.model.evidence.Part;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judged steps of one recording or of several. Immutable. It holds the runs themselves: as many as have judged steps, which people judge one by one.
 *
 * @param runs the runs that have some
 * @param gone judged steps that are not in the recording beside whose case they stand, as run and step
 * @param contradicted steps that somebody calls right to stop and somebody else wrong; they are in no run's judged steps
 */
public record JudgedSet(List<JudgedRun> runs, List<Subject> gone, List<Subject> contradicted) {

    /** No step. */
    public static final JudgedSet EMPTY = new JudgedSet(List.of(), List.of());

    public JudgedSet {
        runs = List.copyOf(runs);
        gone = List.copyOf(gone);
        contradicted = List.copyOf(contradicted);
    }

    /** Steps that nobody contradicts each other on. */
    public JudgedSet(List<JudgedRun> runs, List<Subject> gone) {
        this(runs, gone, List.of());
    }

    /**
     * The judged steps of a recording. Reads their runs.
     *
     * @throws dev.pathwarden.model.snapshot.SnapshotException if what is stored of one of them is damaged
     */
    public static JudgedSet of(Snapshot recording, Case of) {
        Map<RunId, Map<StepId, Boolean>> judged = new LinkedHashMap<>();
        Set<Subject> contradicted = new LinkedHashSet<>();
        for (Mark mark : of.marks()) {
            if (mark.content() instanceof MarkContent.Judged content) {
                Boolean before = judged.computeIfAbsent(mark.subject().run(), run -> new LinkedHashMap<>()).put(mark.subject().step(), content.right());
                if (before != null && before != content.right()) {
                    contradicted.add(mark.subject());
                }
            }
        }
        Set<RunId> there = recording.runs().stream().map(summary -> summary.run().id()).collect(Collectors.toSet());
        List<JudgedRun> runs = new ArrayList<>();
        List<Subject> gone = new ArrayList<>();
        judged.forEach((id, steps) -> {
            Map<StepId, Boolean> left = new LinkedHashMap<>(steps);
            if (there.contains(id)) {
                RecordedRun run = recording.run(id);
                Map<StepId, Boolean> right = new LinkedHashMap<>();
                for (RecordedStep step : run.steps()) {
                    Boolean is = left.remove(step.id());
                    if (is != null && !contradicted.contains(new Subject(id, step.id()))) {
                        right.put(step.id(), is);
                    }
                }
                if (!right.isEmpty()) {
                    runs.add(new JudgedRun(run, right, takenOut(recording, run)));
                }
            }
            left.keySet().forEach(step -> gone.add(new Subject(id, step)));
        });
        contradicted.removeAll(gone);
        return new JudgedSet(runs, gone, List.copyOf(contradicted));
    }

    private static Set<StepId> takenOut(Snapshot recording, RecordedRun run) {
        Map<RunId, Evidence.KnownRun> known = recording.sealed().map(sealed -> sealed.evidence().runs()).orElse(Map.of());
        Evidence.KnownRun of = known.get(run.run().id());
        return of == null || of.redacted() == null ? Set.of()
                : of.redacted().tombstones().stream().filter(tombstone -> tombstone.part() == Part.INPUT && tombstone.step() >= 0 && tombstone.step() < run.steps().size())
                        .map(tombstone -> run.steps().get(tombstone.step()).id()).collect(Collectors.toSet());
    }

    /** The steps of both. A run that is in both is there once, with what is said of its steps in either. */
    public JudgedSet and(JudgedSet other) {
        Set<Subject> unsure = new LinkedHashSet<>(contradicted);
        unsure.addAll(other.contradicted);
        Map<RunId, JudgedRun> all = new LinkedHashMap<>();
        Stream.concat(runs.stream(), other.runs.stream()).forEach(run -> all.merge(run.run().run().id(), run, (one, same) -> one.and(same, unsure)));
        List<JudgedRun> kept = all.values().stream().map(run -> run.without(unsure)).filter(run -> !run.right().isEmpty()).toList();
        Set<Subject> known = kept.stream().flatMap(run -> run.right().keySet().stream().map(step -> new Subject(run.run().run().id(), step))).collect(Collectors.toSet());
        List<Subject> missing = Stream.concat(gone.stream(), other.gone.stream()).distinct().filter(subject -> !known.contains(subject) && !unsure.contains(subject)).toList();
        return new JudgedSet(kept, missing, List.copyOf(unsure));
    }

    /** Without the judged steps of some runs. */
    JudgedSet without(Set<RunId> left) {
        return new JudgedSet(runs.stream().filter(run -> !left.contains(run.run().run().id())).toList(), gone, contradicted);
    }

    /** Only the judged steps of some runs. */
    JudgedSet only(Set<RunId> kept) {
        return new JudgedSet(runs.stream().filter(run -> kept.contains(run.run().run().id())).toList(), List.of(), List.of());
    }

    /** Whether it has no step to measure on. */
    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Number of judged steps that should be stopped, or that are good work. */
    public int count(boolean right) {
        return (int) runs.stream().flatMap(run -> run.right().values().stream()).filter(is -> is == right).count();
    }
}
