package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.RunId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code -javaagent} option that a watched command gets through its environment.
 *
 * @param agentJar the agent
 * @param directory where journals go
 * @param bundle where the compiled guardrails lie
 * @param key file of the deployment key
 * @param mode the mode forced on all guardrails; null where each keeps its own
 * @param scope which actions are recorded and decided
 * @param run with {@link Scope#PROCESS}, the one run that every JVM of the command takes part in; null where each run gets an id of its own
 * @param further further options of the agent, by name
 */
public record AgentOption(Path agentJar, RecordingDirectory directory, Path bundle, Path key, Mode mode, Scope scope, RunId run, SortedMap<String, String> further) {

    /** Every JVM reads its options from here, whoever starts it. */
    public static final String VARIABLE = "JAVA_TOOL_OPTIONS";

    private static final String UNCHANGED = "/._-+:@~";

    /** An option without anything further, and with the guardrails in the recording's directory. */
    public AgentOption(Path agentJar, RecordingDirectory directory, Path key, Mode mode, Scope scope, RunId run) {
        this(agentJar, directory, directory.bundle(), key, mode, scope, run, Collections.emptySortedMap());
    }

    /** This option with one more of the agent's; null leaves it out. */
    public AgentOption with(String name, String value) {
        if (value == null) {
            return this;
        }
        SortedMap<String, String> more = new TreeMap<>(further);
        more.put(name, value);
        return new AgentOption(agentJar, directory, bundle, key, mode, scope, run, Collections.unmodifiableSortedMap(more));
    }

    /** This option with guardrails that lie elsewhere. */
    public AgentOption withBundle(Path elsewhere) {
        return new AgentOption(agentJar, directory, elsewhere, key, mode, scope, run, further);
    }

    /** Adds the option behind those the environment has already. */
    public void addTo(Map<String, String> environment) {
        environment.merge(VARIABLE, text(), (present, added) -> present.isBlank() ? added : present + " " + added);
    }

    private String text() {
        StringBuilder option = new StringBuilder("-javaagent:").append(agentJar)
                .append("=out=").append(encoded(directory.journal().toString()))
                .append(",policies=").append(encoded(bundle.toString()))
                .append(",key=").append(encoded(key.toString()));
        if (bundle.equals(directory.bundle())) {
            // Nobody has reason to replace what was compiled for this recording.
            option.append(",reload=off");
        }
        if (mode != null) {
            option.append(",mode=").append(mode.text());
        }
        option.append(",scope=").append(scope.text());
        if (run != null) {
            option.append(",run=").append(run);
        }
        further.forEach((name, value) -> option.append(',').append(name).append('=').append(encoded(value)));
        // The JVM splits the variable at blanks and takes quotes away; only the jar's own path can hold a blank here.
        return option.indexOf(" ") < 0 ? option.toString() : '"' + option.toString() + '"';
    }

    /** The agent reads {@code %2C} and the like in values, so that any value can be passed. */
    private static String encoded(String value) {
        StringBuilder text = new StringBuilder();
        for (byte unit : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNCHANGED.indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append(String.format("%%%02X", (int) c));
            }
        }
        return text.toString();
    }
}
