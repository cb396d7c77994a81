package dev.pathwarden.recorder.context;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How a run reaches the processes that are started in it: names and form of environment variables. */
public final class ChildEnvironment {

    /** Id of the run. */
    public static final String RUN = "PATHWARDEN_RUN";
    /** Id of the step that starts the process. */
    public static final String STEP = "PATHWARDEN_STEP";
    /** Durable ids of the agents that the task came through, separated by commas; the last of them acts. */
    public static final String AGENT = "PATHWARDEN_AGENT";
    /** Labels on the path when the process was started, separated by commas. */
    public static final String LABELS = "PATHWARDEN_LABELS";

    private static final int LONGEST_LABELS = 16 * 1024;

    private ChildEnvironment() {
    }

    /** The variables for a process that is started from that place. */
    static Map<String, String> of(CallerPlace place) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(RUN, place.run().toString());
        variables.put(STEP, place.step().toString());
        variables.put("TRACEPARENT", place.traceparent());
        if (place.agent() != null) {
            variables.put(AGENT, String.join(",", place.agents()));
            variables.put("BAGGAGE", Propagation.BAGGAGE_AGENT + "=" + place.agent());
        }
        variables.put(LABELS, LabelText.of(place.labels(), LONGEST_LABELS));
        return variables;
    }

    /** Reads agents back, as far as they look like agent ids. */
    public static List<String> agents(String text) {
        return text == null ? List.of() : Stream.of(text.split(",")).filter(AgentIdentity::isId).toList();
    }

    /** Reads labels back, as far as they look like labels. */
    public static Set<String> labels(String text) {
        return LabelText.read(text);
    }
}
