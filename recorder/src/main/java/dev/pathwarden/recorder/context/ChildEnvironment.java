package dev.pathwarden.recorder.context;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a run reaches the processes that are started in it: names of environment variables.
 *
 * <p>What a child goes on from is the sealed place, {@link #CONTEXT}; run and step are there besides for people and for tools that look at a process from outside. The seal has no age: a
 * process may be started long after its starter was.
 */
public final class ChildEnvironment {

    /** Id of the run. */
    public static final String RUN = "PATHWARDEN_RUN";
    /** Id of the step that starts the process. */
    public static final String STEP = "PATHWARDEN_STEP";
    /** The sealed place: run, step, the agents that the task came through, and the labels on the path. */
    public static final String CONTEXT = "PATHWARDEN_CONTEXT";

    private ChildEnvironment() {
    }

    /** The variables for a process that is started from that place. */
    static Map<String, String> of(CallerPlace place, String sealed) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(RUN, place.run().toString());
        variables.put(STEP, place.step().toString());
        variables.put(CONTEXT, sealed);
        variables.put("TRACEPARENT", place.traceparent());
        if (place.agent() != null) {
            variables.put("BAGGAGE", Propagation.BAGGAGE_AGENT + "=" + place.agent());
        }
        return variables;
    }
}
