package dev.pathwarden.recorder.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An agent, or none, that a measured JVM is started with. Peers export nothing and call nobody. */
enum Peer {
    NONE("no agent"),
    PATHWARDEN("Pathwarden"),
    PATHWARDEN_RUN("Pathwarden, in a run"),
    OPENTELEMETRY("OpenTelemetry 2.33.1"),
    DATADOG("dd-java-agent 1.68.1");

    private final String title;

    Peer(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /**
     * The JVM's arguments.
     *
     * @param directory an empty directory for what the agent writes
     * @param bundle compiled guardrails for Pathwarden; null for none
     */
    List<String> arguments(Path directory, Path bundle) {
        return switch (this) {
            case NONE -> List.of();
            case PATHWARDEN -> pathwarden(directory, bundle, "agent");
            case PATHWARDEN_RUN -> pathwarden(directory, bundle, "process");
            case OPENTELEMETRY -> List.of(javaAgent(peers().resolve("opentelemetry-javaagent.jar")), "-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none");
            case DATADOG -> List.of(javaAgent(peers().resolve("dd-java-agent.jar")), "-Ddd.trace.agent.url=http://127.0.0.1:8126", "-Ddd.instrumentation.telemetry.enabled=false",
                    "-Ddd.remote_config.enabled=false", "-Ddd.jmxfetch.enabled=false", "-Ddd.crashtracking.enabled=false");
        };
    }

    private static List<String> pathwarden(Path directory, Path bundle, String scope) {
        List<String> options = new ArrayList<>(List.of("out=" + directory, "scope=" + scope));
        if (bundle != null) {
            options.add("policies=" + bundle);
        }
        return List.of(javaAgent(Path.of(System.getProperty("bench.target"), "pathwarden-agent.jar")) + "=" + String.join(",", options));
    }

    private static Path peers() {
        return Path.of(System.getProperty("bench.target"), "peers");
    }

    private static String javaAgent(Path jar) {
        return "-javaagent:" + jar.toAbsolutePath();
    }
}
