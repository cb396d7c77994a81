package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.List;
import java.util.Set;

/**
 * A place on the path of a run, as another process is told of it that is called from there.
 *
 * @param run the run
 * @param step the step that calls
 * @param agents durable ids of the agents that the task came through, the one that acts last; empty where none is known
 * @param labels labels on the path at that instant
 * @param user on whose behalf the run acts; null where nobody said
 */
public record CallerPlace(RunId run, StepId step, List<String> agents, Set<String> labels, String user) {

    public CallerPlace {
        agents = List.copyOf(agents);
        labels = Set.copyOf(labels);
    }

    /** A place in a run of which nobody said on whose behalf it acts. */
    public CallerPlace(RunId run, StepId step, List<String> agents, Set<String> labels) {
        this(run, step, agents, labels, null);
    }

    /** The agent that acts; null where none is known. */
    public String agent() {
        return agents.isEmpty() ? null : agents.get(agents.size() - 1);
    }

    /** The place in the form of W3C trace context. */
    public String traceparent() {
        return "00-" + run + "-" + step + "-01";
    }
}
