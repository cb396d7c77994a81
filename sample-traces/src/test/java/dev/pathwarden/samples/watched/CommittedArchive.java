package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** The archive that lies beside a sample. With {@code -Dpw.update=true} it is made anew of what was just recorded. */
final class CommittedArchive {

    private static final long MOST_BYTES = 200_000;

    private final Path file;

    private CommittedArchive(Path file) {
        this.file = file;
    }

    static CommittedArchive of(String sample) {
        return new CommittedArchive(Path.of(sample, sample + ".pathwarden"));
    }

    /** Asserts that it tells the same paths as what was just recorded: steps, agents, labels, verdicts and what came of them, not ids, times and ports. */
    void assertTellsTheSameAs(Path recorded) throws IOException {
        String fresh = paths(recorded);
        if (Boolean.getBoolean("pw.update")) {
            Files.deleteIfExists(file);
            try (Snapshot snapshot = Snapshots.open(recorded)) {
                Archives.write(file, snapshot);
            }
        }
        assertThat(paths(file)).as("the archive is made anew by this test with -Dpw.update=true").isEqualTo(fresh);
        assertThat(Files.size(file)).isLessThan(MOST_BYTES);
    }

    private static String paths(Path location) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Snapshot snapshot = Snapshots.open(location)) {
            assertThat(snapshot.damages()).isEmpty();
            snapshot.runs().stream().map(RunSummary::run).sorted(Comparator.comparing(run -> run.startNanos())).forEach(run -> tell(snapshot.run(run.id()), text));
        }
        return text.toString();
    }

    private static void tell(RecordedRun run, StringBuilder text) {
        text.append("run of ").append(run.run().agentName()).append(": ").append(run.run().status().text()).append('\n');
        Map<StepId, Integer> depths = new HashMap<>();
        Map<String, String> agents = new HashMap<>(Map.of(run.run().agent(), run.run().agentName()));
        for (RecordedStep step : run.steps()) {
            if (step.operation() == Operation.AGENT_INVOKE) {
                agents.put(step.step().agent(), step.step().name());
            }
            int depth = step.step().parent() == null ? 0 : depths.get(step.step().parent()) + 1;
            depths.put(step.id(), depth);
            text.append("  ".repeat(depth + 1)).append(step.operation()).append(' ').append(step.step().name().replaceAll(":\\d+$", "")).append(" by ")
                    .append(agents.get(step.step().agent())).append(": ").append(step.status().text());
            step.decision().labels().stream().sorted().forEach(label -> text.append(' ').append(label));
            step.decision().verdicts().forEach(verdict -> text.append(", ").append(verdict.action().text()).append(" by ").append(verdict.guardrail()));
            text.append('\n');
        }
    }
}
