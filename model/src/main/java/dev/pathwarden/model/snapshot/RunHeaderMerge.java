package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts a run's header together from what each of its processes said.
 *
 * <p>The process in which the run started first says who the agent is and how the run ended; it ends last where it ends as it should. The
 * others fill in what it left open.
 */
final class RunHeaderMerge {

    private final RunId id;
    private final Map<ProcessInfo, Run> starts = new LinkedHashMap<>();
    private final Map<ProcessInfo, JournalEvent.RunEnded> ends = new LinkedHashMap<>();

    RunHeaderMerge(RunId id) {
        this.id = id;
    }

    void started(ProcessInfo process, Run run) {
        starts.merge(process, run, RunHeaderMerge::over);
    }

    void ended(ProcessInfo process, JournalEvent.RunEnded ended) {
        ends.put(process, ended);
    }

    Run merge(Iterable<RecordedStep> steps) {
        ProcessInfo origin = null;
        Run merged = null;
        for (Map.Entry<ProcessInfo, Run> start : starts.entrySet()) {
            if (merged == null || isBefore(start.getValue(), merged)) {
                origin = start.getKey();
                merged = merged == null ? start.getValue() : over(merged, start.getValue());
            } else {
                merged = over(start.getValue(), merged);
            }
        }
        if (merged == null) {
            return new Run(id, null, null, null, Status.UNFINISHED, firstStart(steps), null, Map.of());
        }
        JournalEvent.RunEnded end = ends.get(origin);
        if (end == null) {
            return with(merged, Status.UNFINISHED, null);
        }
        long last = ends.values().stream().mapToLong(JournalEvent.RunEnded::endNanos).max().getAsLong();
        return with(merged, end.status(), last);
    }

    private static boolean isBefore(Run run, Run other) {
        return run.startNanos() != null && (other.startNanos() == null || run.startNanos() < other.startNanos());
    }

    /** The second header, with what it leaves open taken from the first. */
    private static Run over(Run under, Run over) {
        Map<String, Object> attributes = new LinkedHashMap<>(over.attributes());
        under.attributes().forEach(attributes::putIfAbsent);
        return new Run(over.id(), first(over.agent(), under.agent()), first(over.agentName(), under.agentName()),
                first(over.agentVersion(), under.agentVersion()), over.status(), over.startNanos() == null ? under.startNanos() : over.startNanos(), null, attributes);
    }

    private static String first(String one, String other) {
        return one != null ? one : other;
    }

    private static Run with(Run run, Status status, Long end) {
        return new Run(run.id(), run.agent(), run.agentName(), run.agentVersion(), status, run.startNanos(), end, run.attributes());
    }

    private static Long firstStart(Iterable<RecordedStep> steps) {
        Long first = null;
        for (RecordedStep step : steps) {
            Long start = step.step().startNanos();
            first = first == null || start != null && start < first ? start : first;
        }
        return first;
    }
}
