package dev.pathwarden.recorder.hooks.process;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts into a child's environment the run it belongs to, and what makes a child JVM load the agent.
 */
public final class ChildProcesses {

    private static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";

    private final String agentJar;
    private final String agentOption;
    private final Method inherited;
    private final Bubblewrap sandbox;

    /**
     * For children of this JVM.
     *
     * @param agentJar path of the agent jar
     * @param agentOptions the agent's options for a child
     * @param sandbox what children are started in where a guardrail asks for it
     * @throws ReflectiveOperationException if the JDK keeps the inherited environment elsewhere than it is known to
     */
    public ChildProcesses(String agentJar, String agentOptions, Bubblewrap sandbox) throws ReflectiveOperationException {
        this.agentJar = agentJar;
        this.sandbox = sandbox;
        String option = "-javaagent:" + agentJar + "=" + agentOptions;
        agentOption = option.chars().anyMatch(Character::isWhitespace) ? '"' + option + '"' : option;
        // A copy of the environment in the only class that ProcessImpl takes, byte for byte.
        inherited = Class.forName("java.lang.ProcessEnvironment").getDeclaredMethod("environment");
        inherited.setAccessible(true);
    }

    /**
     * Adds variables to the environment a child is going to get.
     *
     * @param given the environment that the program made; null where the child inherits
     */
    @SuppressWarnings("unchecked")
    Added add(Map<String, String> given, Map<String, String> variables) throws ReflectiveOperationException {
        Map<String, String> environment = given == null ? (Map<String, String>) inherited.invoke(null) : given;
        Map<String, String> before = new HashMap<>();
        variables.forEach((name, value) -> before.put(name, environment.put(name, value)));
        String options = environment.get(TOOL_OPTIONS);
        if (options == null || !options.contains(agentJar)) {
            before.put(TOOL_OPTIONS, environment.put(TOOL_OPTIONS, options == null || options.isBlank() ? agentOption : options + " " + agentOption));
        }
        return new Added(environment, given == null ? Map.of() : before, Map.of());
    }

    /**
     * As {@link #add}, for a child in a sandbox, in which the agent could not write its journal: a JVM there is not recorded. What tells the dynamic linker what to load is
     * taken out, because it would tell it outside of the sandbox already.
     */
    @SuppressWarnings("unchecked")
    Added confine(Map<String, String> given, Map<String, String> variables) throws ReflectiveOperationException {
        Map<String, String> environment = given == null ? (Map<String, String>) inherited.invoke(null) : given;
        Map<String, String> before = new HashMap<>();
        variables.forEach((name, value) -> before.put(name, environment.put(name, value)));
        Map<String, String> inside = new TreeMap<>();
        for (String name : List.copyOf(environment.keySet())) {
            if (name.equals(TOOL_OPTIONS) || name.startsWith("LD_") || name.equals("GLIBC_TUNABLES")) {
                String value = environment.remove(name);
                before.put(name, value);
                if (!name.equals(TOOL_OPTIONS)) {
                    inside.put(name, value);
                }
            }
        }
        return new Added(environment, given == null ? Map.of() : before, inside);
    }

    /** What children are started in where a guardrail asks for it. */
    Bubblewrap sandbox() {
        return sandbox;
    }

    /**
     * An environment with our variables in it.
     *
     * @param before what the program's own map held in their place, null for nothing
     * @param inside variables that the child gets within its sandbox only
     */
    record Added(Map<String, String> environment, Map<String, String> before, Map<String, String> inside) {

        /** Puts the program's map back as it was. */
        void takeBack() {
            before.forEach((name, value) -> {
                if (value == null) {
                    environment.remove(name);
                } else {
                    environment.put(name, value);
                }
            });
        }
    }
}
