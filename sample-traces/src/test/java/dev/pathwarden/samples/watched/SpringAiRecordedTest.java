package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo.HookState;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.samples.script.ScriptReader;
import dev.pathwarden.samples.script.ScriptedModelServer;
import dev.pathwarden.samples.springai.SpringAiProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recording of three Spring AI agents says, none of which may delete a note. */
class SpringAiRecordedTest {

    private static final String BEAN = "notesAgent";
    private static final String CLASS = "Archivist";
    private static final String PARAMETER = "streaming-agent";
    private static final String NOTE = "bread and ink for ann@example.com";
    private static final String ANSWER = "I archived the note; deleting it was refused.";

    @TempDir
    static Path directory;
    static WatchedJvm jvm;

    @BeforeAll
    static void runTheProgram() throws Exception {
        Path notes = Files.createDirectory(directory.resolve("notes"));
        Files.writeString(notes.resolve("shopping"), NOTE);
        Path policies = NoteGuardrail.withoutAddressesWrittenTo(directory.resolve("notes.bundle"));
        try (ScriptedModelServer model = ScriptedModelServer.start(ScriptReader.read("notes/tidy"), directory.resolve("requests.jsonl"))) {
            jvm = WatchedJvm.runSample(directory, List.of(Recording.agent(directory.resolve("record"), "policies=" + policies, "mode=enforce")), SpringAiProgram.class,
                    model.baseUrl().toString(), notes.toString());
            assertThat(model.problem()).as(jvm.printed()).isEmpty();
        }
        assertThat(jvm.exitCode()).as(jvm.printed()).isZero();
    }

    private static Recording recording(String agent) throws IOException {
        return Recording.in(directory.resolve("record"), agent);
    }

    @Test
    void program_goesOn_andTheRefusedToolLeftNoEffect() {
        assertThat(jvm.printed()).contains("bean: " + ANSWER, "class: " + ANSWER, "stream: I look at the notes first.I archive this one, and delete it." + ANSWER);
        assertThat(directory.resolve("notes/shopping")).hasContent(NOTE);
        assertThat(directory.resolve("notes/shopping.archived")).exists();
    }

    @Test
    void model_getsTheNoteWithoutTheAddress() throws IOException {
        assertThat(Files.readString(directory.resolve("requests.jsonl"))).contains("bread and ink for [pii.email ").doesNotContain("ann@example.com");
    }

    @Test
    void model_isToldTheOneSentence() throws IOException {
        assertThat(Files.readAllLines(directory.resolve("requests.jsonl"))).hasSize(9).filteredOn(request -> request.contains("\"" + NoteGuardrail.SENTENCE + "\"")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {BEAN, CLASS, PARAMETER})
    void run_isNamedAsDeclared_andEndsWithItsAnswer(String agent) throws IOException {
        Recording recording = recording(agent);

        assertThat(recording.run().run().agentVersion()).matches("[0-9a-f]{16}").isEqualTo(recording(BEAN).run().run().agentVersion());
        assertThat(recording.run().run().status()).isEqualTo(Status.OK);
        assertThat(recording.run().steps().get(0).step().arguments()).isEqualTo(Map.of("prompt", "Tidy up my notes."));
        assertThat((String) recording.step(Operation.OUTCOME, "final answer").step().arguments().get("answer")).endsWith(ANSWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {BEAN, CLASS, PARAMETER})
    void modelCall_recordsMessagesToolsAnswerAndTokens(String agent) throws IOException {
        Recording recording = recording(agent);
        List<RecordedStep> chats = recording.steps(Operation.MODEL_CHAT);

        assertThat(chats).hasSize(3).allSatisfy(chat -> {
            assertThat(recording.parent(chat).step().operation()).isEqualTo(Operation.AGENT_INVOKE);
            assertThat(chat.step().facts().asMap()).containsEntry(Field.MODEL_NAME, "scripted-gpt").containsEntry(Field.MODEL_PROVIDER, "openai");
            assertThat(Recording.fact(chat, Field.MODEL_TOOLS)).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .containsExactlyInAnyOrder("read_note", "delete_note", "archive_note", "count_notes");
            assertThat(chat.outcome().status()).isEqualTo(Status.OK);
        });
        assertThat(chats.get(0).step().arguments().get("messages")).asString().contains("role=system, text=You keep notes.", "role=user, text=Tidy up my notes.");
        assertThat(chats.get(0).step().arguments().get("parameters")).isEqualTo(Map.of("temperature", 0.5));
        assertThat(chats.get(0).outcome().result()).asString().contains("text=I look at the notes first.", "name=read_note", "{\"name\":\"shopping\"}", "name=count_notes")
                .doesNotContain("incomplete");
        assertThat(chats.get(1).step().arguments()).containsEntry("earlierMessages", 2L);
        assertThat(chats.get(2).step().arguments().get("messages")).asString().contains(NoteGuardrail.SENTENCE);
        assertThat(chats.get(2).outcome().result()).asString().contains("text=" + ANSWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {BEAN, CLASS})
    void modelCall_recordsTokens(String agent) throws IOException {
        assertThat(recording(agent).steps(Operation.MODEL_CHAT)).allSatisfy(chat -> {
            assertThat((Long) Recording.outcomeFact(chat, Field.MODEL_INPUT_TOKENS)).isPositive();
            assertThat((Long) Recording.outcomeFact(chat, Field.MODEL_OUTPUT_TOKENS)).isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {BEAN, CLASS, PARAMETER})
    void toolCall_ofAnyKind_isOneStepDecidedByTheModelCallThatAsked(String agent) throws IOException {
        Recording recording = recording(agent);
        List<RecordedStep> tools = recording.steps(Operation.TOOL_CALL);
        List<RecordedStep> chats = recording.steps(Operation.MODEL_CHAT);

        assertThat(tools).extracting(tool -> tool.step().name()).containsExactlyInAnyOrder("read_note", "count_notes", "archive_note", "delete_note");
        assertThat(tools).allSatisfy(tool -> assertThat(tool.step().links().stream().filter(link -> link.kind() == LinkKind.DECIDED_BY)).hasSize(1));
        assertThat(recording.linked(recording.step(Operation.TOOL_CALL, "count_notes"), LinkKind.DECIDED_BY)).contains(chats.get(0));
        assertThat(recording.linked(recording.step(Operation.TOOL_CALL, "archive_note"), LinkKind.DECIDED_BY)).contains(chats.get(1));
        RecordedStep read = recording.step(Operation.TOOL_CALL, "read_note");
        assertThat(read.step().arguments()).isEqualTo(Map.of("name", "shopping"));
        assertThat((String) read.outcome().result()).containsPattern("bread and ink for \\[pii\\.email [0-9a-f]{6}]").doesNotContain("ann@example.com");
        RecordedStep file = recording.steps(Operation.DATA_FILE_READ).stream().filter(step -> step.step().name().equals("shopping")).findFirst().orElseThrow();
        assertThat(recording.parent(file).step().operation()).isEqualTo(Operation.TOOL_CALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {BEAN, CLASS, PARAMETER})
    void refusedTool_isAStepThatWasBlocked_withNothingInIt(String agent) throws IOException {
        Recording recording = recording(agent);
        RecordedStep refused = recording.step(Operation.TOOL_CALL, "delete_note");

        assertThat(refused.outcome().status()).isEqualTo(Status.BLOCKED);
        assertThat(refused.decision().verdicts()).extracting(verdict -> verdict.guardrail()).containsExactly("no-note-deleted");
        assertThat(recording.steps(Operation.DATA_FILE_DELETE)).isEmpty();
    }

    @Test
    void toolThatFails_recordsWhatWentWrong() throws IOException {
        RecordedStep again = recording(CLASS).step(Operation.TOOL_CALL, "archive_note");

        assertThat(again.outcome().status()).isEqualTo(Status.ERROR);
        assertThat(again.outcome().error()).contains("there is no note shopping");
    }

    @Test
    void hooksOfTheLibrary_areLiveInTheRecord() throws IOException {
        assertThat(recording(BEAN).processes()).flatExtracting(process -> process.hooks())
                .contains(new HookState("spring-ai.agent", true, ""), new HookState("spring-ai.model", true, ""), new HookState("spring-ai.tool", true, ""));
    }
}
