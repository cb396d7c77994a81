package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judged steps of one recording or of several. Immutable. It holds the runs themselves: as many as have judged steps, which people judge one by one.
 *
 * @param runs the runs that have some
 * @param gone judged steps that are not in the recording beside whose case they stand, as run and step
 */
public record JudgedSet(List<JudgedRun> runs, List<Subject> gone) {

    /** No step. */
    public static final JudgedSet EMPTY = new JudgedSet(List.of(), List.of());

    public JudgedSet {
        runs = List.copyOf(runs);
        gone = List.copyOf(gone);
    }

    /**
     * The judged steps of a recording. Reads their runs.
     *
     * @throws dev.pathwarden.model.snapshot.SnapshotException if what is stored of one of them is damaged
     */
    public static JudgedSet of(Snapshot recording, Case of) {
        Map<RunId, Map<StepId, Boolean>> judged = new LinkedHashMap<>();
        for (Mark mark : of.marks()) {
            if (mark.content() instanceof MarkContent.Judged content) {
                judged.computeIfAbsent(mark.subject().run(), run -> new LinkedHashMap<>()).put(mark.subject().step(), content.right());
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
                    if (is != null) {
                        right.put(step.id(), is);
                    }
                }
                if (!right.isEmpty()) {
                    runs.add(new JudgedRun(run, right));
                }
            }
            left.keySet().forEach(step -> gone.add(new Subject(id, step)));
        });
        return new JudgedSet(runs, gone);
    }

    /** The steps of both. */
    public JudgedSet and(JudgedSet other) {
        List<JudgedRun> all = new ArrayList<>(runs);
        all.addAll(other.runs);
        List<Subject> missing = new ArrayList<>(gone);
        missing.addAll(other.gone);
        return new JudgedSet(all, missing);
    }

    /** Number of judged steps that should be stopped, or that are good work. */
    public int count(boolean right) {
        return (int) runs.stream().flatMap(run -> run.right().values().stream()).filter(is -> is == right).count();
    }
}
