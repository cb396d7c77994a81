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
import dev.pathwarden.samples.customerreport.CustomerReportMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The customer report agent under the shipped guardrails, enforced: what it is stopped from, and how it and its model take that. */
class GuardedAgentTest {

    private static final String SENTENCE = "This action was stopped by a security guardrail.";

    @TempDir
    Path directory;

    @Test
    void plaintextRun_enforced_leavesNoPersonalDataOnDiskAndEndsNormally() throws Exception {
        WatchedJvm jvm = run("customer-report/plaintext");

        assertThat(jvm.exitCode()).as(jvm.printed()).isZero();
        assertThat(jvm.printed()).contains("I could not save the customer report");
        try (Stream<Path> written = Files.walk(directory.resolve("reports"))) {
            assertThat(written.filter(Files::isRegularFile)).allSatisfy(file -> assertThat(file).isEmptyFile());
        }
        assertThat(Files.readString(directory.resolve("mcp-server.log"))).contains("fetch_template").doesNotContain("fetch_url\",\"arguments", "meta-data");
        assertThat(toolResults("write_report", "fetch_url")).containsExactly(SENTENCE, SENTENCE, SENTENCE);
        assertThat(toolResults("run_command")).last().isEqualTo(SENTENCE);
    }

    @Test
    void plaintextRun_enforced_recordsEachStopWhereItHappened() throws Exception {
        run("customer-report/plaintext");
        Recording recording = Recording.in(directory.resolve("record"));

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
        WatchedJvm jvm = run("customer-report/encrypted");
        Recording recording = Recording.in(directory.resolve("record"));

        assertThat(jvm.exitCode()).as(jvm.printed()).isZero();
        assertThat(recording.run().steps()).noneMatch(step -> step.status() == Status.BLOCKED);
        Path report = directory.resolve("reports/customers.csv.enc");
        assertThat(Files.readString(report, StandardCharsets.ISO_8859_1)).hasSizeGreaterThan(3000).doesNotContain("example.com");
        assertThat(jvm.printed()).contains("The customer report is ready, encrypted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer-report/plaintext", "customer-report/encrypted"})
    void dryRun_asLive_givesExactlyTheLiveVerdicts(String script) throws Exception {
        run(script);
        RecordedRun recorded = Recording.in(directory.resolve("record")).run();

        RunDryRun rehearsed = new DryRun(ShippedGuardrails.bundle(), DryRunMode.AS_LIVE).dryRun(recorded);

        assertThat(rehearsed.decisions().stream().map(decision -> List.of(decision.step(), decision.verdict())))
                .containsExactlyElementsOf(recorded.steps().stream().flatMap(step -> step.decision().verdicts().stream().map(verdict -> List.of(step.id(), verdict))).toList());
        assertThat(rehearsed.notEvaluated()).extracting(RunDryRun.Skipped::step, RunDryRun.Skipped::guardrail, RunDryRun.Skipped::reason)
                .containsExactlyElementsOf(recorded.steps().stream()
                        .flatMap(step -> step.decision().notEvaluated().stream().map(skipped -> tuple(step.id(), skipped.guardrail(), skipped.reason()))).toList());
    }

    private WatchedJvm run(String script) throws IOException, InterruptedException {
        Path reports = Files.createDirectories(directory.resolve("reports"));
        Path policies = ShippedGuardrails.writtenTo(directory.resolve("pack.bundle"));
        return WatchedJvm.run(directory, List.of(Recording.agent(directory.resolve("record"), "policies=" + policies, "mode=enforce"), "-Djava.io.tmpdir=" + reports),
                CustomerReportMain.class, "--script", script, "--out", directory.toString());
    }

    /** What the model was told of these tools, from the last request that it received. */
    private List<String> toolResults(String... tools) throws IOException {
        List<String> requests = Files.readAllLines(directory.resolve("model-requests.jsonl"));
        JsonNode messages = JsonMapper.shared().readTree(requests.get(requests.size() - 1)).get("messages");
        java.util.Map<String, String> names = new java.util.HashMap<>();
        List<String> results = new java.util.ArrayList<>();
        for (JsonNode message : messages) {
            message.path("tool_calls").forEach(call -> names.put(call.get("id").asString(), call.get("function").get("name").asString()));
            if (message.get("role").asString().equals("tool") && List.of(tools).contains(names.get(message.get("tool_call_id").asString()))) {
                results.add(message.get("content").asString());
            }
        }
        return results;
    }
}
