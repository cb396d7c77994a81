package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts a run together of which several parts of a recording have a piece. A step that had not ended is in each of them until it has; it counts once, as decided where it comes first and ended where it has
 * ended first. For one thread and one use.
 */
final class JoinedRun {

    private static final class Joined {
        private final Step step;
        private final Decision decision;
        private final long decidedAt;
        private Hold hold;
        private Outcome outcome;
        private long endedAt = -1;

        Joined(RecordedStep first, long decidedAt) {
            this.step = first.step();
            this.decision = first.decision();
            this.decidedAt = decidedAt;
        }
    }

    private final Map<StepId, Joined> steps = new LinkedHashMap<>();
    private final Set<RecordedRun.LabelsImported> imports = new LinkedHashSet<>();
    private Run run;
    private long places;

    /** Adds the piece of the next part. */
    void add(RecordedRun piece) {
        run = run == null ? piece.run() : over(run, piece.run());
        imports.addAll(piece.imports());
        long last = -1;
        for (RecordedStep step : piece.steps()) {
            last = Math.max(last, Math.max(step.decidedAt(), step.endedAt()));
            Joined joined = steps.computeIfAbsent(step.id(), id -> new Joined(step, places + step.decidedAt()));
            if (step.hold() != null && (joined.hold == null || joined.hold.pending())) {
                joined.hold = step.hold();
            }
            if (joined.outcome == null && step.outcome() != null) {
                joined.outcome = step.outcome();
                joined.endedAt = places + step.endedAt();
            }
        }
        places += last + 1;
    }

    /** The first header with what it leaves open taken from the next, and the end of whichever has one. */
    private static Run over(Run first, Run next) {
        Map<String, Object> attributes = new LinkedHashMap<>(next.attributes());
        attributes.putAll(first.attributes());
        Run end = first.status() == Status.UNFINISHED ? next : first;
        return new Run(first.id(), first.agent() != null ? first.agent() : next.agent(), first.agentName() != null ? first.agentName() : next.agentName(),
                first.agentVersion() != null ? first.agentVersion() : next.agentVersion(), end.status(), first.startNanos() != null ? first.startNanos() : next.startNanos(), end.endNanos(), attributes);
    }

    RecordedRun join() {
        Map<Long, Integer> order = order();
        List<RecordedStep> all = new ArrayList<>(steps.size());
        steps.values().forEach(joined -> all.add(new RecordedStep(joined.step, joined.decision, joined.hold, joined.outcome, order.get(joined.decidedAt), joined.outcome == null ? -1 : order.get(joined.endedAt))));
        // What did not fit together within a piece was told when it was made.
        return new RecordedRun(run, PathOrder.of(all, run.id(), new ArrayList<>()), List.copyOf(imports));
    }

    /** The places that are left, without gaps: those of steps that were there before fall away. */
    private Map<Long, Integer> order() {
        TreeMap<Long, Integer> taken = new TreeMap<>();
        steps.values().forEach(joined -> {
            taken.put(joined.decidedAt, 0);
            if (joined.outcome != null) {
                taken.put(joined.endedAt, 0);
            }
        });
        Map<Long, Integer> order = new HashMap<>();
        taken.keySet().forEach(place -> order.put(place, order.size()));
        return order;
    }
}
