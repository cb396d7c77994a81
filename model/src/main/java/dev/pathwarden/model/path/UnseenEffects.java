package dev.pathwarden.model.path;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which processes that a run started were no recorded JVM: that they were started is on record, what they did is not. A shell that starts a recorded JVM is one of them, for what it does
 * itself.
 */
public final class UnseenEffects {

    private static final long MOST_STEPS = 100_000;

    private UnseenEffects() {
    }

    /**
     * Steps that started a process whose effects nobody saw.
     *
     * @param processes all recorded processes, of this run and of others
     */
    public static Set<StepId> of(RecordedRun run, Collection<ProcessInfo> processes) {
        Set<StepId> unseen = new HashSet<>();
        for (RecordedStep step : run.steps()) {
            if (step.operation() == Operation.CODE_PROCESS && step.status() == Status.OK && processes.stream().noneMatch(process -> isOf(process, step))) {
                unseen.add(step.step().id());
            }
        }
        return unseen;
    }

    /** Whether a snapshot has so few steps that {@link #in} may be asked of it while somebody waits: it reads them all. */
    public static boolean canBeLookedFor(Snapshot snapshot) {
        return snapshot.runs().stream().mapToLong(RunSummary::steps).sum() <= MOST_STEPS;
    }

    /** Runs of a snapshot that started processes whose effects nobody saw, and how many each. A run that cannot be read is not among them. */
    public static Map<RunId, Integer> in(Snapshot snapshot) {
        Map<RunId, Integer> unseen = new HashMap<>();
        for (RunSummary summary : snapshot.runs()) {
            try {
                int processes = of(snapshot.run(summary.run().id()), snapshot.processes()).size();
                if (processes > 0) {
                    unseen.put(summary.run().id(), processes);
                }
            } catch (SnapshotException damaged) {
                // Whoever opens that run is told.
            }
        }
        return unseen;
    }

    private static boolean isOf(ProcessInfo process, RecordedStep step) {
        return step.step().id().equals(process.startedBy()) && step.ended().map(outcome -> outcome.result()).map(result -> result instanceof Map<?, ?> map ? map.get("pid") : null)
                .map(pid -> pid.equals(process.pid())).orElse(true);
    }
}
