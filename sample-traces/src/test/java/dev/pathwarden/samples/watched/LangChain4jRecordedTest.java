package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LangChain4j agents whose answers come in bit by bit, models that ask models, and systems of agents: one run each, from its question to its answer. */
class LangChain4jRecordedTest {

    private static final String GUARDRAILS = """
            id: no-refused-question
            title: Asks for what is refused
            on: [model.chat]
            when: step.args.messages.exists(message, message.text.contains('refused'))
            action: block
            mode: enforce
            ---
            id: no-last-word
            title: Answers what is refused
            on: [outcome]
            when: step.args.answer == 'The last word.'
            action: block
            mode: enforce
            """;

    @TempDir
    static Path directory;
    static WatchedJvm jvm;
    static List<Recording> runs;
    static List<String> asked;

    @BeforeAll
    static void runTheAgents() throws Exception {
        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("test.yaml", GUARDRAILS)));
        assertThat(compilation.problems()).isEmpty();
        Path bundle = Files.write(directory.resolve("test.bundle"), compilation.bundle().bytes());
        Path out = directory.resolve("record");
        try (ModelEndpoint endpoint = ModelEndpoint.start()) {
            jvm = WatchedJvm.run(directory, List.of(Recording.agent(out, "policies=" + bundle, "prices=" + AgentRecordedTest.PRICES, "agent=" + LangChain4jProgram.class.getName() + ".cancel")), LangChain4jProgram.class,
                    endpoint.baseUrl(), directory.toString());
            asked = List.copyOf(endpoint.asked());
        }
        assertThat(jvm.exitCode()).as(jvm.printed()).isZero();
        runs = Recording.allIn(out);
    }

    @Test
    void callers_getWhatTheyExpect() {
        assertThat(jvm.printed().lines().toList()).contains(
                "What is the weather in Rome? -> " + ModelEndpoint.SUNNY,
                "Say what is refused. -> thrown: This action was stopped by a security guardrail.",
                "Say the last word. -> failed: This action was stopped by a security guardrail.",
                "through -> " + ModelEndpoint.HELLO,
                "newsroom -> " + ModelEndpoint.HELLO);
        assertThat(asked).doesNotContain("Say what is refused.");
    }

    @Test
    void runOfAStream_endsWithTheStream() {
        Recording run = runs.get(0);

        assertThat(run.run().run().agentName()).isEqualTo("Streamer");
        assertThat(run.run().run().status()).isEqualTo(Status.OK);
        assertThat(run.run().steps()).extracting(RecordedStep::operation)
                .containsSubsequence(Operation.AGENT_INVOKE, Operation.MODEL_CHAT, Operation.TOOL_CALL, Operation.MODEL_CHAT, Operation.OUTCOME);
        assertThat(run.step(Operation.OUTCOME, "final answer").step().arguments()).containsEntry("answer", ModelEndpoint.SUNNY);
        RecordedStep root = run.steps(Operation.AGENT_INVOKE).get(0);
        assertThat(run.steps(Operation.MODEL_CHAT)).hasSize(2).allSatisfy(chat -> assertThat(run.parent(chat).id()).isEqualTo(root.id()));
        assertThat(root.outcome().durationNanos()).isGreaterThan(run.steps(Operation.MODEL_CHAT).get(1).outcome().durationNanos());
    }

    @Test
    void streamedCall_recordsAnswerTokensAndTimeToFirstToken() {
        RecordedStep chat = runs.get(0).steps(Operation.MODEL_CHAT).get(1);

        assertThat(chat.outcome().result()).isEqualTo(Map.of("text", ModelEndpoint.SUNNY));
        assertThat(chat.outcome().facts().asMap())
                .containsEntry(Field.MODEL_INPUT_TOKENS, ModelEndpoint.INPUT_TOKENS)
                .containsEntry(Field.MODEL_CACHED_INPUT_TOKENS, ModelEndpoint.CACHED_TOKENS)
                .containsEntry(Field.MODEL_OUTPUT_TOKENS, ModelEndpoint.OUTPUT_TOKENS)
                // 12 at 0.50, 8 at 0.05 and 5 at 1.50: 13.9 millionths of a dollar.
                .containsEntry(Field.MODEL_COST_MICRO_USD, 14L);
        assertThat((Long) Recording.outcomeFact(chat, Field.MODEL_FIRST_TOKEN_MILLIS)).isBetween(0L, chat.outcome().durationNanos() / 1_000_000);
        assertThat(chat.step().arguments()).containsEntry("parameters", Map.of("temperature", 0.2));
    }

    @Test
    void toolOfAStreamedAnswer_isLinkedToTheCallThatAskedForIt() {
        Recording run = runs.get(0);
        RecordedStep tool = run.step(Operation.TOOL_CALL, "weather");

        assertThat(tool.step().arguments()).isEqualTo(Map.of("city", "Rome"));
        assertThat(run.linked(tool, LinkKind.DECIDED_BY).orElseThrow().id()).isEqualTo(run.steps(Operation.MODEL_CHAT).get(0).id());
        assertThat(run.parent(tool).operation()).isEqualTo(Operation.AGENT_INVOKE);
    }

    @Test
    void httpRequestOfAModel_isWithinItsCall_andNoModelCallOfItsOwn() {
        assertThat(runs).allSatisfy(run -> assertThat(run.steps(Operation.DATA_HTTP)).allSatisfy(http -> assertThat(run.parent(http).operation()).isEqualTo(Operation.MODEL_CHAT)));
    }

    @Test
    void streamThatBreaksOff_endsTheRunWithTheError() {
        Recording run = runs.get(1);
        RecordedStep chat = run.steps(Operation.MODEL_CHAT).get(0);

        assertThat(run.run().run().status()).isEqualTo(Status.ERROR);
        assertThat(chat.outcome().status()).isEqualTo(Status.ERROR);
        assertThat(chat.outcome().result()).isEqualTo(Map.of("text", ModelEndpoint.HELLO.substring(0, 7), "incomplete", true));
    }

    @Test
    void refusedCall_andRefusedAnswer_blockTheRun() {
        assertThat(runs.get(2).run().run().status()).isEqualTo(Status.BLOCKED);
        assertThat(runs.get(2).steps(Operation.MODEL_CHAT)).singleElement().satisfies(chat -> assertThat(chat.status()).isEqualTo(Status.BLOCKED));
        assertThat(runs.get(3).run().run().status()).isEqualTo(Status.BLOCKED);
        assertThat(runs.get(3).step(Operation.OUTCOME, "final answer").status()).isEqualTo(Status.BLOCKED);
    }

    @Test
    void cancelledStream_isWhatHadComeIn_andKnownToWhatFollows() {
        Recording run = runs.get(4);
        RecordedStep chat = run.steps(Operation.MODEL_CHAT).get(0);
        RecordedStep write = run.steps(Operation.DATA_FILE_WRITE).get(0);

        assertThat(chat.outcome().result()).isEqualTo(Map.of("text", ModelEndpoint.HELLO.substring(0, 7), "incomplete", true));
        assertThat(run.parent(write).operation()).as("the program's own code is not within the model call").isEqualTo(Operation.AGENT_INVOKE);
    }

    @Test
    void modelThatAsksAnother_isOneStep_withThePriceOfTheOther() {
        Recording run = runs.get(5);

        assertThat(run.steps(Operation.MODEL_CHAT)).singleElement().satisfies(chat -> {
            assertThat(chat.step().name()).isEqualTo("RoutingModel");
            assertThat(Recording.outcomeFact(chat, Field.MODEL_COST_MICRO_USD)).isEqualTo(14L);
        });
    }

    @Test
    void systemOfAgents_isOneRun_andEachAgentAPartOfIt() {
        Recording run = runs.get(6);

        assertThat(runs).hasSize(7);
        assertThat(run.run().run().agentName()).isEqualTo("Newsroom");
        assertThat(run.steps(Operation.AGENT_INVOKE)).extracting(step -> step.step().name()).containsExactly("Newsroom", "Writer", "chief editor");
        RecordedStep editor = run.step(Operation.AGENT_INVOKE, "chief editor");
        assertThat(run.parent(editor).step().name()).isEqualTo("Newsroom");
        assertThat(editor.step().arguments()).isEqualTo(Map.of("draft", ModelEndpoint.HELLO));
        assertThat(run.steps(Operation.MODEL_CHAT)).extracting(chat -> run.parent(chat).step().name()).containsExactly("Writer", "chief editor");
        RecordedStep newsroom = run.step(Operation.AGENT_INVOKE, "Newsroom");
        assertThat(editor.step().agent()).as("an identity of its own").matches("[0-9a-f]{32}").isNotEqualTo(newsroom.step().agent());
        assertThat(Recording.fact(editor, Field.AGENT_CHAIN)).isEqualTo(List.of(newsroom.step().agent(), editor.step().agent()));
        assertThat(run.steps(Operation.AGENT_INVOKE)).extracting(step -> Recording.fact(step, Field.AGENT_VERSION)).doesNotHaveDuplicates().allSatisfy(version -> assertThat((String) version).matches("[0-9a-f]{16}"));
        assertThat(run.steps(Operation.MODEL_CHAT).get(1).step().agent()).isEqualTo(editor.step().agent());
    }
}
