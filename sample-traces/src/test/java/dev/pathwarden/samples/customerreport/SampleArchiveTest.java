package dev.pathwarden.samples.customerreport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.cause.Cause;
import dev.pathwarden.policies.cause.RootCause;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.pack.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The committed archive of both demo runs against the texts beside it: what is on the path, what the shipped guardrails say of it, where each
 * stopped step began. With {@code -Dpw.update=true} the texts are written anew, for review in the diff.
 */
class SampleArchiveTest {

    private static final Path SAMPLE = Path.of("customer-report");
    private static final Path EXPECTED = SAMPLE.resolve("expected");

    @Test
    void archive_pathsOfBothRuns_areAsExpected() throws IOException {
        StringBuilder text = new StringBuilder();
        forEachRun((number, run) -> {
            Map<StepId, Integer> depths = new HashMap<>();
            text.append("run ").append(number).append(' ').append(run.run().agentName()).append(' ').append(run.run().status().text()).append('\n');
            for (RecordedStep step : run.steps()) {
                int depth = step.step().parent() == null ? 0 : depths.get(step.step().parent()) + 1;
                depths.put(step.id(), depth);
                text.append("  ".repeat(depth + 1)).append(line(step)).append('\n');
            }
        });
        assertAsExpected("paths.txt", text);
    }

    @Test
    void archive_dryRunOfTheShippedGuardrails_isAsExpected() throws IOException {
        Bundle shipped = GuardrailCompiler.compile(Pack.standard()).bundle();
        StringBuilder text = new StringBuilder();
        forEachRun((number, run) -> {
            text.append("run ").append(number).append('\n');
            for (DryRunDecision decision : new DryRun(shipped, DryRunMode.WHOLE_PATH).dryRun(run).decisions()) {
                text.append("  ").append(decision.operation()).append(" #").append(decision.ordinal()).append(' ').append(decision.name()).append(": ")
                        .append(decision.verdict().action().text()).append(" by ").append(decision.verdict().guardrail()).append('\n');
            }
        });
        assertAsExpected("dry-run.txt", text);
    }

    @Test
    void archive_causesOfStoppedSteps_areAsExpected() throws IOException {
        StringBuilder text = new StringBuilder();
        forEachRun((number, run) -> {
            for (RecordedStep stopped : run.steps()) {
                if (stopped.status() == Status.BLOCKED) {
                    text.append("run ").append(number).append(": ").append(title(stopped)).append('\n');
                    for (Cause cause : RootCause.of(run, stopped.id())) {
                        RecordedStep step = run.steps().stream().filter(one -> one.id().equals(cause.step())).findFirst().orElseThrow();
                        text.append("  ").append(cause.rank()).append(' ').append(title(step)).append(" (").append(cause.certainty()).append(")\n");
                    }
                }
            }
        });
        assertAsExpected("causes.txt", text);
    }

    @Test
    void archive_isSmallEnoughToBeCommitted() throws IOException {
        assertThat(Files.size(SAMPLE.resolve("demo.pathwarden"))).isLessThan(200_000);
    }

    private static String line(RecordedStep step) {
        StringBuilder line = new StringBuilder(title(step)).append(": ").append(step.status().text());
        if (!step.step().labels().isEmpty()) {
            line.append(" labels ").append(step.step().labels());
        }
        step.decision().verdicts().forEach(verdict -> line.append(", ").append(verdict.action().text()).append(" by ").append(verdict.guardrail()));
        return line.toString();
    }

    private static String title(RecordedStep step) {
        // Ports differ from recording to recording.
        return step.operation() + " " + step.step().name().replaceAll(":\\d+$", "");
    }

    private static void assertAsExpected(String name, StringBuilder text) throws IOException {
        Path file = EXPECTED.resolve(name);
        if (Boolean.getBoolean("pw.update")) {
            Files.writeString(file, text);
        }
        assertThat(text).hasToString(Files.readString(file));
    }

    private static void forEachRun(RunVisitor visitor) throws IOException {
        try (Snapshot archive = Snapshots.open(SAMPLE.resolve("demo.pathwarden"))) {
            assertThat(archive.damages()).isEmpty();
            int number = 0;
            for (RunSummary summary : archive.runs()) {
                visitor.visit(++number, archive.run(summary.run().id()));
            }
            assertThat(number).isEqualTo(2);
        }
    }

    private interface RunVisitor {
        void visit(int number, RecordedRun run);
    }
}
