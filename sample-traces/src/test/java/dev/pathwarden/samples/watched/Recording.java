package dev.pathwarden.samples.watched;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.agent.Premain;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One run that the agent recorded in a JVM that has ended, with words for what tests ask of it. */
public final class Recording {

    private final RecordedRun run;
    private final List<ProcessInfo> processes;

    private Recording(RecordedRun run, List<ProcessInfo> processes) {
        this.run = run;
        this.processes = processes;
    }

    /** The JVM option that attaches the agent; further options stand behind {@code out}. */
    public static String agent(Path out, String... options) {
        String more = options.length == 0 ? "" : "," + String.join(",", options);
        return "-javaagent:" + agentJar() + "=out=" + out + more;
    }

    /** The only run that was recorded in that directory. */
    public static Recording in(Path directory) throws IOException {
        Snapshot snapshot = Snapshots.open(directory);
        if (snapshot.runs().size() != 1 || !snapshot.damages().isEmpty()) {
            throw new IOException("expected one whole run in " + directory + ", found " + snapshot.runs() + " and damages " + snapshot.damages());
        }
        return new Recording(snapshot.run(snapshot.runs().get(0).run().id()), snapshot.processes());
    }

    /** Every run that was recorded in that directory, in the order in which they began. */
    public static List<Recording> allIn(Path directory) throws IOException {
        Snapshot snapshot = Snapshots.open(directory);
        if (!snapshot.damages().isEmpty()) {
            throw new IOException("damages in " + directory + ": " + snapshot.damages());
        }
        return snapshot.runs().stream().map(summary -> snapshot.run(summary.run().id())).sorted(Comparator.comparing(run -> run.run().startNanos()))
                .map(run -> new Recording(run, snapshot.processes())).toList();
    }

    /** The only run of that agent that was recorded in that directory. */
    public static Recording in(Path directory, String agentName) throws IOException {
        Snapshot snapshot = Snapshots.open(directory);
        var runs = snapshot.runs().stream().filter(summary -> agentName.equals(summary.run().agentName())).toList();
        if (runs.size() != 1 || !snapshot.damages().isEmpty()) {
            throw new IOException("expected one whole run of " + agentName + " in " + directory + ", found " + snapshot.runs() + " and damages " + snapshot.damages());
        }
        return new Recording(snapshot.run(runs.get(0).run().id()), snapshot.processes());
    }

    public RecordedRun run() {
        return run;
    }

    public List<ProcessInfo> processes() {
        return processes;
    }

    /** Steps of that operation, in path order. */
    public List<RecordedStep> steps(Operation operation) {
        return run.steps().stream().filter(step -> step.step().operation() == operation).toList();
    }

    /** The only step of that operation and name. */
    public RecordedStep step(Operation operation, String name) {
        List<RecordedStep> found = steps(operation).stream().filter(step -> step.step().name().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + operation + " " + name + ", found " + found);
        }
        return found.get(0);
    }

    public RecordedStep step(StepId id) {
        return run.steps().stream().filter(step -> step.step().id().equals(id)).findFirst().orElseThrow();
    }

    /** The step in which this one happened. */
    public RecordedStep parent(RecordedStep step) {
        return step(step.step().parent());
    }

    /** The first step it is linked to in that way. */
    public Optional<RecordedStep> linked(RecordedStep step, LinkKind kind) {
        return step.step().links().stream().filter(link -> link.kind() == kind).map(link -> step(link.step())).findFirst();
    }

    /** A fact known before the step. */
    public static Object fact(RecordedStep step, Field field) {
        return step.step().facts().get(field);
    }

    /** A fact known behind the step. */
    public static Object outcomeFact(RecordedStep step, Field field) {
        return step.outcome().facts().get(field);
    }

    private static Path agentJar() {
        try {
            Path classes = Path.of(Premain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path jar = classes.resolveSibling("pathwarden-agent.jar");
            if (!Files.exists(jar)) {
                throw new IllegalStateException("the agent jar is missing beside " + classes + "; the recorder module makes it");
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
