package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guardrail ends the run of a LangChain4j agent: its model is not told and not asked again. */
class AbortedAgentTest {

    private static final String ABORT = """
            id: ends-the-run
            title: Personal data in a file ends the run
            on: [data.file.write]
            when: step.labels.exists(l, l.startsWith('pii.'))
            action: block
            abort: true
            mode: enforce
            """;

    @Test
    void langChain4jAgent_stoppedInsideOfATool_endsAtOnce(@TempDir Path directory) throws Exception {
        Path policies = directory.resolve("abort.bundle");
        Files.write(policies, GuardrailCompiler.compile(List.of(new GuardrailSource("abort.yaml", ABORT))).bundle().bytes());

        GuardedRun ended = GuardedRun.of("customer-report/plaintext", policies, Files.createDirectory(directory.resolve("run")));

        assertThat(ended.jvm().exitCode()).isEqualTo(1);
        assertThat(ended.jvm().printed()).contains("java.lang.PathwardenAbort: This action was stopped by a security guardrail.").doesNotContain("The agent's answer");
        assertThat(ended.toolResults("write_report")).isEmpty();
        Recording recording = ended.recording();
        assertThat(recording.run().run().status()).isEqualTo(Status.BLOCKED);
        List<RecordedStep> steps = recording.run().steps();
        RecordedStep stopped = steps.stream().filter(step -> step.operation() == Operation.DATA_FILE_WRITE && step.status() == Status.BLOCKED).findFirst().orElseThrow();
        assertThat(recording.parent(stopped).step().name()).isEqualTo("write_report");
        assertThat(steps).noneMatch(step -> step.operation() == Operation.MODEL_CHAT && step.decidedAt() > stopped.decidedAt());
        RecordedStep outcome = recording.step(Operation.OUTCOME, "no answer");
        assertThat(outcome.status()).isEqualTo(Status.BLOCKED);
        assertThat(Recording.fact(outcome, Field.OUTCOME_STATUS)).isEqualTo("blocked");
    }
}
