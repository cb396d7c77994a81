package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo.HookState;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.samples.anthropic.AnthropicProgram;
import dev.pathwarden.samples.script.ScriptReader;
import dev.pathwarden.samples.script.ScriptedModelServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recording of an agent says that asks through Anthropic's client in each of its ways, and whose tools its tool runner runs. It may not delete a note. */
class AnthropicRecordedTest {

    private static final List<String> TOOLS = List.of("read_note", "count_notes", "archive_note", "delete_note");

    @TempDir
    static Path directory;
    static WatchedJvm jvm;
    static List<Recording> recordings;

    @BeforeAll
    static void runTheProgram() throws Exception {
        Path notes = Files.createDirectory(directory.resolve("notes"));
        Files.writeString(notes.resolve("shopping"), "bread and ink");
        Path policies = NoteGuardrail.writtenTo(directory.resolve("notes.bundle"));
        String agent = Recording.agent(directory.resolve("record"), "policies=" + policies, "mode=enforce", "agent=" + AnthropicProgram.class.getName() + ".tidy");
        try (ScriptedModelServer model = ScriptedModelServer.start(ScriptReader.read("notes/tidy"), directory.resolve("requests.jsonl"))) {
            jvm = WatchedJvm.runSample(directory, List.of(agent), AnthropicProgram.class, model.rootUrl().toString(), notes.toString());
            assertThat(model.problem()).as(jvm.printed()).isEmpty();
        }
        assertThat(jvm.exitCode()).as(jvm.printed()).isZero();
        recordings = Recording.allIn(directory.resolve("record"));
    }

    @Test
    void program_goesOn_andTheRefusedToolLeftNoEffect() {
        assertThat(jvm.printed()).contains("runner: I archived the note; deleting it was refused.", "blocking: I look at the notes first.", "streamed: I look at the notes first.",
                "future: I look at the notes first.", "pushed: I look at the notes first.");
        assertThat(directory.resolve("notes/shopping")).hasContent("bread and ink");
        assertThat(directory.resolve("notes/shopping.archived")).exists();
    }

    @Test
    void model_isToldTheOneSentence_asAnErrorOfTheTool() throws Exception {
        assertThat(Files.readAllLines(directory.resolve("requests.jsonl")).get(2)).contains("Error: " + NoteGuardrail.SENTENCE, "\"is_error\":true");
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 1", "2, 1", "3, 1", "4, 1"})
    void modelCall_inEveryWay_recordsMessagesToolsAnswerAndTokens(int run, int calls) {
        Recording recording = recordings.get(run);
        List<RecordedStep> chats = recording.steps(Operation.MODEL_CHAT);
        RecordedStep first = chats.get(0);

        assertThat(chats).hasSize(calls).allSatisfy(chat -> assertThat(chat.outcome().status()).isEqualTo(Status.OK));
        assertThat(recording.parent(first).step().operation()).isEqualTo(Operation.AGENT_INVOKE);
        assertThat(first.step().facts().asMap()).containsEntry(Field.MODEL_NAME, "scripted-claude").containsEntry(Field.MODEL_PROVIDER, "anthropic").containsEntry(Field.MODEL_TOOLS, TOOLS);
        assertThat(first.step().arguments().get("messages")).asString().contains("role=system, text=You keep notes.", "role=user, text=Tidy up my notes.");
        assertThat(first.step().arguments().get("parameters")).asString().contains("maxTokens=1000");
        assertThat(first.outcome().result()).asString().contains("text=I look at the notes first.", "name=read_note, arguments={\"name\":\"shopping\"}", "name=count_notes, arguments={}")
                .doesNotContain("incomplete");
        assertThat((Long) Recording.outcomeFact(first, Field.MODEL_INPUT_TOKENS)).isGreaterThan(7);
        assertThat((Long) Recording.outcomeFact(first, Field.MODEL_OUTPUT_TOKENS)).isGreaterThan(1);
        assertThat(Recording.outcomeFact(first, Field.MODEL_CACHED_INPUT_TOKENS)).isEqualTo(7L);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void streamedCall_recordsWhenItsFirstPartCame(int run) {
        assertThat((Long) Recording.outcomeFact(recordings.get(run).steps(Operation.MODEL_CHAT).get(0), Field.MODEL_FIRST_TOKEN_MILLIS)).isNotNegative();
    }

    @Test
    void toolOfTheRunner_isAStepDecidedByTheModelCallThatAsked() {
        Recording recording = recordings.get(0);
        List<RecordedStep> chats = recording.steps(Operation.MODEL_CHAT);
        RecordedStep read = recording.step(Operation.TOOL_CALL, "read_note");

        assertThat(recording.steps(Operation.TOOL_CALL)).extracting(tool -> tool.step().name()).containsExactlyElementsOf(TOOLS);
        assertThat(read.step().arguments()).isEqualTo(Map.of("name", "shopping"));
        assertThat(read.outcome().result()).isEqualTo("bread and ink");
        assertThat(recording.linked(read, LinkKind.DECIDED_BY)).contains(chats.get(0));
        assertThat(recording.linked(recording.step(Operation.TOOL_CALL, "archive_note"), LinkKind.DECIDED_BY)).contains(chats.get(1));
        assertThat(chats.get(1).step().arguments().get("messages")).asString().contains("role=tool, text=bread and ink").doesNotContain("Tidy up");
        RecordedStep file = recording.steps(Operation.DATA_FILE_READ).stream().filter(step -> step.step().name().equals("shopping")).findFirst().orElseThrow();
        assertThat(recording.parent(file)).isEqualTo(read);
    }

    @Test
    void refusedTool_isAStepThatWasBlocked_withNothingInIt() {
        RecordedStep refused = recordings.get(0).step(Operation.TOOL_CALL, "delete_note");

        assertThat(refused.outcome().status()).isEqualTo(Status.BLOCKED);
        assertThat(refused.decision().verdicts()).extracting(verdict -> verdict.guardrail()).containsExactly("no-note-deleted");
        assertThat(recordings.get(0).steps(Operation.DATA_FILE_DELETE)).isEmpty();
    }

    @Test
    void hooksOfTheLibrary_areLiveInTheRecord_andNoKeyIsInIt() {
        assertThat(recordings.get(0).processes()).flatExtracting(process -> process.hooks())
                .contains(new HookState("anthropic.model", true, ""), new HookState("anthropic.tool", true, ""));
        assertThat(recordings).allSatisfy(recording -> assertThat(recording.run().steps().stream().map(step -> step.step().arguments() + " " + step.outcome()))
                .noneMatch(text -> text.contains("not-a-real-key")));
    }
}
