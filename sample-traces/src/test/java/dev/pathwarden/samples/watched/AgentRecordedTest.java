package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo.HookState;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.samples.customerreport.CustomerReportMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the recording of the customer report agent says: its LangChain4j calls, its tools and its MCP server. No guardrails. */
class AgentRecordedTest {

    static final Path PRICES = Path.of("customer-report", "prices.txt").toAbsolutePath();

    @TempDir
    static Path directory;
    static Recording recording;

    @BeforeAll
    static void runTheAgent() throws Exception {
        Path reports = Files.createDirectories(directory.resolve("reports"));
        Path out = directory.resolve("record");
        WatchedJvm jvm = WatchedJvm.run(directory, List.of(Recording.agent(out, "prices=" + PRICES), "-Djava.io.tmpdir=" + reports), CustomerReportMain.class,
                "--script", "customer-report/plaintext", "--out", directory.toString());
        assertThat(jvm.exitCode()).as(jvm.printed()).isZero();
        assertThat(out).as(jvm.printed()).exists();
        recording = Recording.in(out);
    }

    @Test
    void run_isNamedAfterTheServiceAndEndsWithItsAnswer() {
        assertThat(recording.run().run().agentName()).isEqualTo("CustomerReportAgent");
        assertThat(recording.run().run().agentVersion()).matches("[0-9a-f]{16}");
        assertThat(recording.run().run().status()).isEqualTo(Status.OK);
        RecordedStep first = recording.run().steps().get(0);
        assertThat(first.step().operation()).isEqualTo(Operation.AGENT_INVOKE);
        assertThat(first.step().arguments()).containsEntry("method", "answer").extractingByKey("prompt").asString().startsWith("Please make the customer report");
        assertThat(recording.step(Operation.OUTCOME, "final answer").step().arguments()).containsEntry("answer", "The customer report is ready in customers.csv.");
    }

    @Test
    void modelCall_recordsModelToolsMessagesAnswerAndTokens() {
        List<RecordedStep> chats = recording.steps(Operation.MODEL_CHAT);
        RecordedStep first = chats.get(0);

        assertThat(chats).hasSize(8).allSatisfy(chat -> assertThat(recording.parent(chat).step().operation()).isEqualTo(Operation.AGENT_INVOKE));
        assertThat(first.step().facts().asMap()).containsEntry(Field.MODEL_NAME, "scripted-gpt").containsEntry(Field.MODEL_PROVIDER, "openai");
        assertThat(Recording.fact(first, Field.MODEL_TOOLS)).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).contains("query_customers", "write_report", "fetch_url");
        assertThat(first.step().arguments().get("messages")).asString().contains("role=system", "role=user", "Please make the customer report");
        assertThat(first.outcome().result()).asString().contains("report_policy", "fetch_template");
        assertThat((Long) Recording.outcomeFact(first, Field.MODEL_INPUT_TOKENS)).isPositive();
        assertThat((Long) Recording.outcomeFact(first, Field.MODEL_OUTPUT_TOKENS)).isPositive();
    }

    @Test
    void modelCall_costsWhatThePriceTableSays() {
        assertThat(recording.steps(Operation.MODEL_CHAT)).allSatisfy(chat -> {
            long input = (Long) Recording.outcomeFact(chat, Field.MODEL_INPUT_TOKENS);
            long output = (Long) Recording.outcomeFact(chat, Field.MODEL_OUTPUT_TOKENS);
            // 0.50 and 1.50 US dollars per million tokens, so as many millionths of a dollar per token.
            assertThat(Recording.outcomeFact(chat, Field.MODEL_COST_MICRO_USD)).isEqualTo((input * 50 + output * 150 + 50) / 100);
        });
    }

    @Test
    void outcome_tellsHowTheRunEndsAndWhatItCameTo() {
        RecordedStep outcome = recording.step(Operation.OUTCOME, "final answer");
        List<RecordedStep> chats = recording.steps(Operation.MODEL_CHAT);

        assertThat(outcome.step().facts().asMap())
                .containsEntry(Field.OUTCOME_STATUS, "ok")
                .containsEntry(Field.OUTCOME_INPUT_TOKENS, sum(chats, Field.MODEL_INPUT_TOKENS))
                .containsEntry(Field.OUTCOME_OUTPUT_TOKENS, sum(chats, Field.MODEL_OUTPUT_TOKENS))
                .containsEntry(Field.OUTCOME_COST_MICRO_USD, sum(chats, Field.MODEL_COST_MICRO_USD))
                .containsEntry(Field.OUTCOME_ROWS_READ, 40L)
                .containsEntry(Field.OUTCOME_PROCESSES, recording.steps(Operation.CODE_PROCESS).stream().filter(step -> step.status() == Status.OK).count())
                .doesNotContainKey(Field.OUTCOME_CACHED_INPUT_TOKENS);
        assertThat((Long) Recording.fact(outcome, Field.OUTCOME_FILES_CHANGED)).isPositive();
        assertThat((Long) Recording.fact(outcome, Field.OUTCOME_BYTES_OUT)).isGreaterThan(10_000);
    }

    private static long sum(List<RecordedStep> steps, Field field) {
        return steps.stream().mapToLong(step -> (Long) Recording.outcomeFact(step, field)).sum();
    }

    @Test
    void modelCall_recordsEachMessageOnceInARun() {
        RecordedStep second = recording.steps(Operation.MODEL_CHAT).get(1);

        assertThat(second.step().arguments()).containsEntry("earlierMessages", 2L);
        assertThat(second.step().arguments().get("messages")).asString().contains("Report policy of the finance team").doesNotContain("Please make the customer report");
    }

    @Test
    void toolCall_isOneStepWithItsArgumentsResultAndTheModelCallThatAskedForIt() {
        RecordedStep tool = recording.step(Operation.TOOL_CALL, "query_customers");

        assertThat(recording.steps(Operation.TOOL_CALL)).hasSize(9);
        assertThat(Recording.fact(tool, Field.TOOL_NAME)).isEqualTo("query_customers");
        assertThat((String) tool.step().arguments().get("sql")).startsWith("SELECT id, name");
        assertThat((String) tool.outcome().result()).contains("ada.example1@example.com");
        RecordedStep asker = recording.linked(tool, LinkKind.DECIDED_BY).orElseThrow();
        assertThat(asker.step().operation()).isEqualTo(Operation.MODEL_CHAT);
        assertThat(asker.outcome().result()).asString().contains("call_2_1");
        assertThat(tool.step().links().stream().filter(link -> link.kind() == LinkKind.DECIDED_BY)).hasSize(1);
    }

    @Test
    void sqlInATool_isAStepWithinTheToolCall() {
        RecordedStep sql = recording.step(Operation.DATA_SQL, "SELECT customers");

        assertThat(recording.parent(sql).step().name()).isEqualTo("query_customers");
        assertThat(Recording.outcomeFact(sql, Field.SQL_ROWS)).isEqualTo(40L);
    }

    @Test
    void mcpTool_isAnMcpCallWithinTheToolCall() {
        RecordedStep mcp = recording.step(Operation.MCP_CALL, "fetch_template");

        assertThat(mcp.step().facts().asMap()).containsEntry(Field.MCP_SERVER, "report-services").containsEntry(Field.MCP_METHOD, "tools/call").containsEntry(Field.TOOL_NAME, "fetch_template");
        assertThat(mcp.step().arguments()).isEqualTo(Map.of("name", "customer-report"));
        assertThat((String) mcp.outcome().result()).startsWith("Template: customer-report");
        assertThat(recording.parent(mcp).step().operation()).isEqualTo(Operation.TOOL_CALL);
        assertThat(recording.parent(mcp).step().name()).isEqualTo("fetch_template");
    }

    @Test
    void toolThatFails_recordsWhatItSaid() {
        RecordedStep tool = recording.step(Operation.TOOL_CALL, "fetch_url");

        assertThat(tool.outcome().status()).isEqualTo(Status.ERROR);
        assertThat(tool.outcome().error()).startsWith("This sample server fetches from loopback only");
    }

    @Test
    void hooksOfTheLibraries_areLiveInTheRecord() {
        assertThat(recording.processes()).flatExtracting(process -> process.hooks())
                .contains(new HookState("langchain4j.agent", true, ""), new HookState("langchain4j.model", true, ""), new HookState("langchain4j.tool", true, ""),
                        new HookState("mcp.client", true, ""), new HookState("jdbc", true, ""));
    }
}
