package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.api.Pathwarden;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.recorder.attached.program.Redacting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Words are taken out of what MCP clients and servers, a home-made loop and LangChain4j's tools are given and give back. What has {@code openly} in its name is under no guardrail and shows that the words would
 * arrive.
 */
class RedactedAttachedTest {

    private static final String ASKED = """
            id: no-people-over-mcp
            title: No people over MCP
            on: [mcp.call]
            when: "step.tool.name == 'mail' || step.tool.name == 'failing' || step.mcp.method != 'tools/call'"
            action: redact
            mode: enforce
            """;
    private static final String SERVED = """
            id: no-people-for-tools
            title: No people for tools
            on: [tool.call]
            when: "step.tool.name in ['served', 'servedObject', 'servedFailing'] || step.tool.name.startsWith('home_') && step.tool.name != 'home_Openly' || step.tool.name.startsWith('chain_')
              && !step.tool.name.endsWith('Openly')"
            action: redact
            mode: enforce
            """;
    private static final String EMAIL = "\\[pii\\.email [0-9a-f]{6}]";
    private static final String SENTENCE = "This action was stopped by a security guardrail.";

    @TempDir
    static Path directory;
    static WatchedJvm.Ended ended;
    static List<String> given;

    @BeforeAll
    static void run() throws Exception {
        ended = new WatchedJvm(directory).libraries().library(Pathwarden.class).guardrails(ASKED, SERVED).option("agent", Redacting.class.getName() + ".agent").childrenToo().run(Redacting.class, directory);
        assertThat(ended.code()).as(ended.err() + ended.out()).isZero();
        given = Files.readAllLines(directory.resolve("given.txt"));
    }

    private static String line(String what) {
        return ended.lines().stream().filter(line -> line.startsWith(what + ": ")).findFirst().map(line -> line.substring(what.length() + 2)).orElseThrow();
    }

    private static String given(String tool) {
        return given.stream().filter(line -> line.startsWith(tool + " ")).findFirst().orElse("");
    }

    private static Step step(Operation operation, String name) {
        return ended.steps().stream().filter(step -> step.operation() == operation && step.name().equals(name)).findFirst().orElseThrow();
    }

    private static Verdict last(Step step) {
        JournalEvent.StepDecided decided = ended.decided().stream().filter(one -> one.step().id().equals(step.id())).findFirst().orElseThrow();
        return decided.decision().verdicts().get(decided.decision().verdicts().size() - 1);
    }

    @Test
    void withoutTheGuardrail_theWordsArrive() {
        assertThat(given("openly")).contains("ann@example.com");
        assertThat(line("mcp openly")).contains("openly\\u0040example.org", "structured-openly@example.org");
        assertThat(given("servedOpenly")).contains("ann@example.com");
        assertThat(line("mcp servedOpenly")).contains("servedOpenly\\u0040example.org");
        assertThat(line("mcp failingOpenly")).contains("failingOpenly@example.org");
        assertThat(line("home openly")).isEqualTo("of openly@example.org");
        assertThat(line("chain letterOpenly")).isEqualTo("letter to ann@example.com");
        assertThat(line("chain failOpenly")).contains("chain@example.org");
    }

    @Test
    void mcpClient_sendsMarksAndHandsThemOn_blockingOrNot() {
        assertThat(given.stream().filter(line -> line.startsWith("mail "))).hasSize(2).allSatisfy(line -> assertThat(line).containsPattern(EMAIL).doesNotContain("example.com"));
        assertThat(given("mail")).contains("times=2");
        assertThat(List.of(line("mcp mail"), line("mcp async"))).allSatisfy(line -> assertThat(line).matches("\\{\"copy\":\"" + EMAIL + "\"} \\{copy=" + EMAIL + "}"));
        Step mail = step(Operation.MCP_CALL, "mail");
        assertThat(mail.arguments().get("to")).asString().matches(EMAIL);
        assertThat(ended.outcome(mail).status()).isEqualTo(Status.OK);
        assertThat(ended.outcome(mail).result()).asString().containsPattern(EMAIL).doesNotContain("example");
    }

    @Test
    void mcpClient_rewritesArgumentsOfPromptsAndWhatPromptsAndResourcesSay() {
        assertThat(given("write")).containsPattern(EMAIL).doesNotContain("example.com");
        assertThat(line("mcp prompt")).matches("write to " + EMAIL);
        assertThat(line("mcp resource")).matches("a letter of " + EMAIL);
    }

    @Test
    void mcpServer_givesItsToolMarksAndAnswersWithThem() {
        assertThat(given("served")).containsPattern(EMAIL).doesNotContain("example.com");
        assertThat(line("mcp served")).containsPattern(EMAIL).doesNotContain("example.org");
        Step served = step(Operation.TOOL_CALL, "served");
        assertThat(served.arguments().get("to")).asString().matches(EMAIL);
        assertThat(ended.outcome(served).result()).asString().containsPattern(EMAIL).doesNotContain("example");
    }

    @Test
    void mcpAnswerThatCannotBeLookedInto_isReplacedByTheRefusal() {
        assertThat(line("mcp servedObject")).startsWith(SENTENCE).doesNotContain("example.org");
        assertThat(ended.outcome(step(Operation.TOOL_CALL, "servedObject")).status()).isEqualTo(Status.ERROR);
    }

    @Test
    void errorWithSuchWords_isReplaced() {
        assertThat(line("mcp failing")).doesNotContain("example.org");
        assertThat(line("mcp servedFailing")).doesNotContain("example.org");
        assertThat(line("home fails")).isEqualTo("failed [" + SENTENCE + "]");
        assertThat(line("chain fail")).isEqualTo("failed [" + SENTENCE + "]");
        for (Step step : List.of(step(Operation.MCP_CALL, "failing"), step(Operation.TOOL_CALL, "servedFailing"), step(Operation.TOOL_CALL, "home_fails"), step(Operation.TOOL_CALL, "chain_fail"))) {
            assertThat(ended.outcome(step).status()).as(step.name()).isEqualTo(Status.ERROR);
            assertThat(ended.outcome(step).error()).as(step.name()).containsPattern(EMAIL).doesNotContain("example.org");
        }
    }

    @Test
    void resultOfAHomeMadeTool_losesTheWordsInTextsMapsAndLists() {
        assertThat(line("home text")).matches("of " + EMAIL);
        assertThat(line("home map")).matches("\\{rows=\\[of " + EMAIL + "]}");
        assertThat(line("home nothing")).isEqualTo("null");
        assertThat(ended.outcome(step(Operation.TOOL_CALL, "home_text")).result()).asString().matches("of " + EMAIL);
    }

    @Test
    void resultOfAHomeMadeTool_ofWhichTheProgramMayKnowTheType_isRefusedAndTheRecordSaysWhy() {
        assertThat(line("home number")).isEqualTo("failed [" + SENTENCE + "]");
        assertThat(line("home object")).isEqualTo("failed [" + SENTENCE + "]");
        assertThat(ended.outcome(step(Operation.TOOL_CALL, "home_number")).error()).isEqualTo(
                "words cannot be taken out of the result: the value is a number, and a mark is a text, which is not known to be taken there");
        assertThat(ended.outcome(step(Operation.TOOL_CALL, "home_object")).error()).endsWith("Redacting$Person, which cannot be looked into");
    }

    @Test
    void callWhoseArgumentsCannotBeRewritten_isStoppedAndTheVerdictSaysWhatToDo() {
        assertThat(line("home arguments")).isEqualTo("failed [" + SENTENCE + "]");
        assertThat(last(step(Operation.TOOL_CALL, "home_arguments")).message()).isEqualTo("Nothing can be taken out of this step, so it is stopped: the task that is the tool has these arguments already, and not from the "
                + "call that says them; let the guardrail ask for block or hold.");
        assertThat(line("chain charge")).isEqualTo("failed [" + SENTENCE + "]");
        assertThat(line("chain number")).startsWith("letter to [pii.payment-card ");
        assertThat(line("chain letter")).matches("letter to " + EMAIL);
        assertThat(line("mcp number")).isEqualTo("failed [" + SENTENCE + "]");
    }

    @Test
    void noHookHadAFault() {
        assertThat(ended.events(JournalEvent.ProcessSeen.class)).allSatisfy(seen -> assertThat(seen.process().hooks()).allSatisfy(hook -> assertThat(hook.detail()).as(hook.hook()).isEmpty()));
    }
}
