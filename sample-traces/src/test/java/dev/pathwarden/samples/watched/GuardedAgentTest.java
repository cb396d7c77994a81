package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.RunDryRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The customer report agent under the shipped guardrails, enforced: what it is stopped from, and how it and its model take that. */
class GuardedAgentTest {

    private static final String SENTENCE = "This action was stopped by a security guardrail.";

    @TempDir
    static Path directory;
    static GuardedRun plaintext;
    static GuardedRun encrypted;

    @BeforeAll
    static void runBoth() throws Exception {
        Path policies = ShippedGuardrails.writtenTo(directory.resolve("pack.bundle"));
        plaintext = GuardedRun.of("customer-report/plaintext", policies, Files.createDirectory(directory.resolve("plaintext")));
        encrypted = GuardedRun.of("customer-report/encrypted", policies, Files.createDirectory(directory.resolve("encrypted")));
    }

    @Test
    void plaintextRun_enforced_leavesNoPersonalDataOnDiskAndEndsNormally() throws Exception {
        WatchedJvm jvm = plaintext.jvm();

        assertThat(jvm.exitCode()).as(jvm.printed()).isZero();
        assertThat(jvm.printed()).contains("I could not save the customer report");
        try (Stream<Path> written = Files.walk(plaintext.file("reports"))) {
            assertThat(written.filter(Files::isRegularFile)).allSatisfy(file -> assertThat(file).isEmptyFile());
        }
        assertThat(Files.readString(plaintext.file("mcp-server.log"))).contains("fetch_template").doesNotContain("fetch_url\",\"arguments", "meta-data");
        assertThat(plaintext.toolResults("write_report", "fetch_url")).containsExactly(SENTENCE, SENTENCE, SENTENCE);
        assertThat(plaintext.toolResults("run_command")).last().isEqualTo(SENTENCE);
    }

    @Test
    void plaintextRun_enforced_recordsEachStopWhereItHappened() throws Exception {
        Recording recording = plaintext.recording();

        List<RecordedStep> stopped = recording.run().steps().stream().filter(step -> step.status() == Status.BLOCKED).toList();
        assertThat(stopped).extracting(RecordedStep::operation)
                .containsExactly(Operation.DATA_FILE_WRITE, Operation.DATA_FILE_WRITE, Operation.MCP_CALL, Operation.CODE_PROCESS);
        assertThat(stopped).extracting(step -> step.decision().verdicts().stream().map(Verdict::guardrail).toList())
                .containsExactly(List.of("personal-data-to-plaintext-file"), List.of("personal-data-to-plaintext-file"), List.of("cloud-metadata-access"), List.of("privilege-escalation"));
        assertThat(stopped).extracting(step -> recording.parent(step).step().name()).containsExactly("write_report", "write_report", "fetch_url", "run_command");
        assertThat(stopped.get(0).step().labels()).contains("pii.email", "pii.payment-card", "pii.us-ssn");
        assertThat(recording.run().run().status()).isEqualTo(Status.OK);
    }

    @Test
    void encryptedRun_enforced_isLetThrough() throws Exception {
        WatchedJvm jvm = encrypted.jvm();
        Recording recording = encrypted.recording();

        assertThat(jvm.exitCode()).as(jvm.printed()).isZero();
        assertThat(recording.run().steps()).noneMatch(step -> step.status() == Status.BLOCKED);
        Path report = encrypted.file("reports/customers.csv.enc");
        assertThat(Files.readString(report, StandardCharsets.ISO_8859_1)).hasSizeGreaterThan(3000).doesNotContain("example.com");
        assertThat(jvm.printed()).contains("The customer report is ready, encrypted");
    }

    @Test
    void dryRun_asLive_givesExactlyTheLiveVerdicts() throws Exception {
        assertRehearsedAsLive(plaintext.recording().run());
        assertRehearsedAsLive(encrypted.recording().run());
    }

    private static void assertRehearsedAsLive(RecordedRun recorded) {
        RunDryRun rehearsed = new DryRun(ShippedGuardrails.bundle(), DryRunMode.AS_LIVE).dryRun(recorded);

        assertThat(rehearsed.decisions().stream().map(decision -> List.of(decision.step(), decision.verdict())))
                .containsExactlyElementsOf(recorded.steps().stream().flatMap(step -> step.decision().verdicts().stream().map(verdict -> List.of(step.id(), verdict))).toList());
        assertThat(rehearsed.notEvaluated()).extracting(RunDryRun.Skipped::step, RunDryRun.Skipped::guardrail, RunDryRun.Skipped::reason)
                .containsExactlyElementsOf(recorded.steps().stream()
                        .flatMap(step -> step.decision().notEvaluated().stream().map(skipped -> tuple(step.id(), skipped.guardrail(), skipped.reason()))).toList());
    }
}
