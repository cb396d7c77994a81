package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guardrails take personal data out of what a LangChain4j agent's tool gives its model, and out of what the model gives a tool. */
class RedactedAgentTest {

    private static final String RESULT = """
            id: no-people-for-the-model
            title: The model gets no personal data from the database
            on: [tool.call]
            when: step.tool.name == 'query_customers'
            action: redact
            redact: [pii.email, pii.us-ssn]
            mode: enforce
            """;
    private static final String ARGUMENTS = """
            id: no-people-in-reports
            title: Reports hold no personal data
            on: [tool.call]
            when: step.tool.name == 'write_report' && step.args.content.contains('@example.com')
            action: redact
            mode: enforce
            message: "The report was {step.args.content}"
            """;
    private static final Pattern MARK = Pattern.compile("\\[pii\\.email [0-9a-f]{6}]");

    @TempDir
    Path directory;

    private GuardedRun run(Compilation compiled) throws Exception {
        assertThat(compiled.hasErrors()).as("%s", compiled.problems()).isFalse();
        Path policies = Files.write(directory.resolve("redact.bundle"), compiled.bundle().bytes());
        GuardedRun run = GuardedRun.of("customer-report/plaintext", policies, Files.createDirectory(directory.resolve("run")));
        assertThat(run.jvm().exitCode()).as(run.jvm().printed()).isZero();
        return run;
    }

    @Test
    void result_ofARedactedTool_getsToTheModelAndTheRecordWithoutThoseWords() throws Exception {
        Compilation compiled = GuardrailCompiler.compile(List.of(new GuardrailSource("result.yaml", RESULT)));
        GuardedRun run = run(compiled);
        RecordedStep query = run.recording().step(Operation.TOOL_CALL, "query_customers");

        assertThat(run.toolResults("query_customers")).singleElement().satisfies(rows -> {
            assertThat(rows).doesNotContain("@example.com").contains("Ada Example");
            assertThat(MARK.matcher(rows).results().map(match -> match.group()).distinct().count()).as("different people have different marks").isGreaterThan(30);
        });
        assertThat(Files.readString(run.file("model-requests.jsonl"))).doesNotContain("@example.com");
        assertThat(query.status()).isEqualTo(Status.OK);
        assertThat(query.decision().enforced()).isEqualTo(Action.REDACT);
        assertThat(query.outcome().result()).isEqualTo(run.toolResults("query_customers").get(0));
        assertThat(query.outcome().labels()).doesNotContain("pii.email", "pii.us-ssn").contains("pii.payment-card");
    }

    @Test
    void arguments_ofARedactedTool_getToTheToolAndTheRecordWithoutThoseWords() throws Exception {
        Compilation compiled = GuardrailCompiler.compile(List.of(new GuardrailSource("arguments.yaml", ARGUMENTS)));
        GuardedRun run = run(compiled);
        List<RecordedStep> writes = run.recording().steps(Operation.TOOL_CALL).stream().filter(step -> step.step().name().equals("write_report")).toList();

        assertThat(run.file("reports")).isDirectoryRecursivelyContaining(file -> file.getFileName().toString().equals("customers.csv") && read(file).contains("Ada Example"));
        assertThat(run.file("reports")).isDirectoryNotContaining(file -> Files.isRegularFile(file) && read(file).contains("@example.com"));
        assertThat(writes).hasSize(2).allSatisfy(write -> {
            assertThat(write.status()).isEqualTo(Status.OK);
            assertThat((String) write.step().arguments().get("content")).containsPattern(MARK).doesNotContain("@example.com");
            assertThat(write.decision().verdicts()).singleElement().satisfies(verdict -> {
                assertThat(verdict.message()).startsWith("The report was id,name").doesNotContain("example.com");
                assertThat(verdict.clauses()).isNotEmpty().noneMatch(clause -> clause.value().contains("example.com"));
            });
        });
        assertThat(new DryRun(compiled.bundle(), DryRunMode.AS_LIVE).dryRun(run.recording().run()).decisions())
                .extracting(decision -> decision.verdict()).containsExactlyElementsOf(writes.stream().flatMap(write -> write.decision().verdicts().stream()).toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
