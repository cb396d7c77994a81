package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.StepId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How a run reaches the processes that are started in it: names and form of environment variables. */
public final class ChildEnvironment {

    /** Id of the run. */
    public static final String RUN = "PATHWARDEN_RUN";
    /** Id of the step that starts the process. */
    public static final String STEP = "PATHWARDEN_STEP";
    /** Durable agent id. */
    public static final String AGENT = "PATHWARDEN_AGENT";
    /** Labels on the path when the process was started, separated by commas. */
    public static final String LABELS = "PATHWARDEN_LABELS";

    private static final int MOST_LABELS = 200;
    private static final int LONGEST_LABEL = 100;

    private ChildEnvironment() {
    }

    /** The variables for a process that is started at that place by that step. */
    static Map<String, String> of(ActiveRun run, StepId step) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(RUN, run.id().toString());
        variables.put(STEP, step.toString());
        variables.put("TRACEPARENT", "00-" + run.id() + "-" + step + "-01");
        if (run.agent() != null) {
            variables.put(AGENT, run.agent());
            variables.put("BAGGAGE", "dev.pathwarden/agent-id=" + run.agent());
        }
        variables.put(LABELS, String.join(",", run.guard().labels()));
        return variables;
    }

    /** Reads labels back, as far as they look like labels. */
    public static Set<String> labels(String text) {
        Set<String> labels = new TreeSet<>();
        for (String label : text == null ? new String[0] : text.split(",")) {
            if (labels.size() < MOST_LABELS && !label.isEmpty() && label.length() <= LONGEST_LABEL && label.chars().allMatch(c -> c > ' ' && c < 127)) {
                labels.add(label);
            }
        }
        return labels;
    }
}
