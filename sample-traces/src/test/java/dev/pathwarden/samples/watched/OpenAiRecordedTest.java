package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** openai-java: chat completions and responses, blocking and asynchronous, whole and streamed, against a server on loopback. */
class OpenAiRecordedTest {

    private static final String GUARDRAIL = """
            id: no-refused-question
            title: Asks for what is refused
            on: [model.chat]
            when: step.args.messages.exists(message, message.text.contains('refused'))
            action: block
            mode: enforce
            """;

    @TempDir
    static Path directory;
    static WatchedJvm jvm;
    static List<Recording> runs;
    static List<String> asked;

    @BeforeAll
    static void askInEveryWay() throws Exception {
        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("test.yaml", GUARDRAIL)));
        assertThat(compilation.problems()).isEmpty();
        Path bundle = Files.write(directory.resolve("test.bundle"), compilation.bundle().bytes());
        Path out = directory.resolve("record");
        try (ModelEndpoint endpoint = ModelEndpoint.start()) {
            jvm = WatchedJvm.run(directory, List.of(Recording.agent(out, "policies=" + bundle, "prices=" + AgentRecordedTest.PRICES, "agent=" + OpenAiProgram.class.getName() + ".agent")),
                    OpenAiProgram.class, endpoint.baseUrl(), directory.toString());
            asked = List.copyOf(endpoint.asked());
        }
        assertThat(jvm.exitCode()).as(jvm.printed()).isZero();
        runs = Recording.allIn(out);
    }

    @Test
    void callers_getWhatTheyExpect() {
        assertThat(jvm.printed().lines().toList()).contains("chat -> " + ModelEndpoint.SUNNY, "chat stream -> " + ModelEndpoint.HELLO, "chat async -> " + ModelEndpoint.HELLO,
                "chat async stream -> " + ModelEndpoint.HELLO, "response -> weather", "response stream -> " + ModelEndpoint.HELLO, "response async -> " + ModelEndpoint.HELLO,
                "response async stream -> weather", "closed early -> " + ModelEndpoint.HELLO.substring(0, 7), "raw -> " + ModelEndpoint.HELLO, "raw async stream -> " + ModelEndpoint.HELLO,
                "refused -> thrown: This action was stopped by a security guardrail.", "refused async -> failed: This action was stopped by a security guardrail.");
        assertThat(asked).doesNotContain("This is refused.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat stream", "chat async", "chat async stream", "response stream", "response async", "raw", "raw async stream"})
    void call_recordsAnswerTokensAndCost(String way) {
        RecordedStep chat = chat(way);

        assertThat(chat.outcome().result()).isEqualTo(Map.of("text", ModelEndpoint.HELLO));
        assertThat(chat.outcome().status()).isEqualTo(Status.OK);
        assertThat(chat.step().facts().asMap()).containsEntry(Field.MODEL_NAME, "scripted-gpt").containsEntry(Field.MODEL_PROVIDER, "openai");
        assertThat(chat.outcome().facts().asMap())
                .containsEntry(Field.MODEL_INPUT_TOKENS, ModelEndpoint.INPUT_TOKENS)
                .containsEntry(Field.MODEL_CACHED_INPUT_TOKENS, ModelEndpoint.CACHED_TOKENS)
                .containsEntry(Field.MODEL_OUTPUT_TOKENS, ModelEndpoint.OUTPUT_TOKENS)
                .containsEntry(Field.MODEL_COST_MICRO_USD, 14L);
        if (way.endsWith("stream")) {
            assertThat((Long) Recording.outcomeFact(chat, Field.MODEL_FIRST_TOKEN_MILLIS)).isBetween(0L, chat.outcome().durationNanos() / 1_000_000);
        }
        assertThat(run(way).steps(Operation.OUTCOME)).singleElement()
                .satisfies(outcome -> assertThat(Recording.fact(outcome, Field.OUTCOME_INPUT_TOKENS)).as("counted once, though noted in between").isEqualTo(ModelEndpoint.INPUT_TOKENS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "chat stream", "chat async", "response async stream"})
    void requestBelowACall_isLookedAtWithItsBody(String way) {
        assertThat(run(way).steps(Operation.DATA_HTTP)).isNotEmpty().allSatisfy(http -> {
            assertThat(http.step().facts().asMap()).containsEntry(Field.HTTP_CONTENT_KNOWN, true);
            assertThat((String) http.step().arguments().get("body")).contains("\"model\":\"scripted-gpt\"");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"response", "response async stream"})
    void toolThatAModelAsksFor_isPartOfItsAnswer(String way) {
        assertThat(chat(way).outcome().result()).asString().contains("toolCalls=[{id=call_1, name=weather, arguments={\"city\":\"Rome\"}}]");
        assertThat(Recording.fact(chat(way), Field.MODEL_TOOLS)).isEqualTo(List.of("weather"));
    }

    @Test
    void conversation_isRecordedOnce() {
        List<RecordedStep> chats = run("chat").steps(Operation.MODEL_CHAT);

        assertThat(chats).hasSize(2);
        assertThat(chats.get(0).step().arguments()).containsEntry("messages", List.of(Map.of("role", "user", "text", "What is the weather in Rome?")));
        assertThat(chats.get(0).outcome().result()).asString().contains("name=weather");
        assertThat(chats.get(1).step().arguments()).containsEntry("earlierMessages", 1L);
        assertThat(chats.get(1).step().arguments().get("messages")).asString().contains("role=assistant", "name=weather", "role=tool", "text=sunny", "id=call_1").doesNotContain("Rome?");
    }

    @Test
    void parametersAndPrompt_arePartOfTheCall() {
        assertThat(chat("chat stream").step().arguments()).containsEntry("parameters", Map.of("temperature", 0.3, "maxTokens", 50L));
        assertThat(chat("response").step().facts().asMap()).containsEntry(Field.MODEL_PROMPT_NAME, "pmpt_report").containsEntry(Field.MODEL_PROMPT_VERSION, "7");
        assertThat(chat("response").step().arguments().get("messages")).asString().contains("role=system, text=Be brief.", "role=user, text=What is the weather in Rome?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat async", "chat async stream", "response async"})
    void programsOwnCode_runsWhereTheCallWasMade_andKnowsTheAnswer(String way) {
        Recording run = run(way);

        assertThat(run.steps(Operation.DATA_FILE_WRITE)).isNotEmpty().allSatisfy(write -> assertThat(run.parent(write).operation()).isEqualTo(Operation.AGENT_INVOKE));
        if (!way.endsWith("stream")) {
            assertThat(chat(way).outcome().ticket()).as("noted before the write is decided").isLessThan(run.steps(Operation.DATA_FILE_WRITE).get(0).decision().ticket());
        }
    }

    @Test
    void streamClosedEarly_isWhatHadComeIn() {
        assertThat(chat("closed early").outcome().result()).isEqualTo(Map.of("text", ModelEndpoint.HELLO.substring(0, 7), "incomplete", true));
    }

    @Test
    void refusedCall_isNotSent() {
        assertThat(chat("refused").status()).isEqualTo(Status.BLOCKED);
        assertThat(chat("refused async").status()).isEqualTo(Status.BLOCKED);
        assertThat(run("refused").run().run().status()).isEqualTo(Status.BLOCKED);
        assertThat(run("refused async").run().run().status()).as("the agent took it as an answer").isEqualTo(Status.OK);
    }

    @Test
    void requestsOfTheTransport_areNoModelCallsOfTheirOwn() {
        assertThat(OpenAiProgram.WAYS.stream().skip(1)).allSatisfy(way -> assertThat(run(way).steps(Operation.MODEL_CHAT)).hasSize(1));
    }

    private static Recording run(String way) {
        return runs.get(OpenAiProgram.WAYS.indexOf(way));
    }

    private static RecordedStep chat(String way) {
        return run(way).steps(Operation.MODEL_CHAT).get(0);
    }
}
