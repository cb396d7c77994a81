package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo.HookState;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.samples.genai.GenAiProgram;
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

/** What the recording of an agent says whose functions the Google Gen AI client calls of itself. It may not delete a note. */
class GenAiRecordedTest {

    @TempDir
    static Path directory;
    static WatchedJvm jvm;
    static List<Recording> recordings;

    @BeforeAll
    static void runTheProgram() throws Exception {
        Path notes = Files.createDirectory(directory.resolve("notes"));
        Files.writeString(notes.resolve("shopping"), "bread and ink");
        Path policies = NoteGuardrail.writtenTo(directory.resolve("notes.bundle"));
        String agent = Recording.agent(directory.resolve("record"), "policies=" + policies, "mode=enforce", "agent=" + GenAiProgram.class.getName() + ".tidy");
        try (ScriptedModelServer model = ScriptedModelServer.start(ScriptReader.read("notes/tidy-functions"), directory.resolve("requests.jsonl"))) {
            jvm = WatchedJvm.runSample(directory, List.of(agent), GenAiProgram.class, model.rootUrl().toString(), notes.toString());
            assertThat(model.problem()).as(jvm.printed()).isEmpty();
        }
        assertThat(jvm.exitCode()).as(jvm.printed()).isZero();
        recordings = Recording.allIn(directory.resolve("record"));
    }

    @Test
    void program_goesOn_andTheRefusedFunctionLeftNoEffect() {
        assertThat(jvm.printed()).contains("functions: Deleting the note was refused.", "future: Deleting the note was refused.", "streamed: I look at the note first.");
        assertThat(directory.resolve("notes/shopping")).hasContent("bread and ink");
    }

    @Test
    void model_isToldTheOneSentence_asAnErrorOfTheFunction() throws Exception {
        assertThat(Files.readAllLines(directory.resolve("requests.jsonl")).get(2)).contains("\"error\":\"java.lang.PathwardenBlockedException: " + NoteGuardrail.SENTENCE + "\"");
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 3", "2, 1"})
    void modelCall_inEveryWay_recordsMessagesToolsAnswerAndTokens(int run, int calls) {
        Recording recording = recordings.get(run);
        List<RecordedStep> chats = recording.steps(Operation.MODEL_CHAT);
        RecordedStep first = chats.get(0);

        assertThat(chats).hasSize(calls).allSatisfy(chat -> {
            assertThat(chat.outcome().status()).isEqualTo(Status.OK);
            assertThat(recording.parent(chat).step().operation()).isEqualTo(Operation.AGENT_INVOKE);
        });
        assertThat(first.step().facts().asMap()).containsEntry(Field.MODEL_NAME, "scripted-gemini").containsEntry(Field.MODEL_PROVIDER, "gcp.gemini");
        assertThat(Recording.fact(first, Field.MODEL_TOOLS)).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).containsExactlyInAnyOrder("readNote", "deleteNote");
        assertThat(first.step().arguments().get("messages")).asString().contains("role=system, text=You keep notes.", "role=user, text=Tidy up my notes.");
        assertThat(first.step().arguments().get("parameters")).isEqualTo(Map.of("temperature", 0.5));
        assertThat(first.outcome().result()).asString().contains("text=I look at the note first.", "name=readNote, arguments={\"name\":\"shopping\"}").doesNotContain("incomplete");
        assertThat((Long) Recording.outcomeFact(first, Field.MODEL_INPUT_TOKENS)).isPositive();
        assertThat((Long) Recording.outcomeFact(first, Field.MODEL_OUTPUT_TOKENS)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void functionThatTheClientCalls_isAStepDecidedByTheModelCallThatAsked(int run) {
        Recording recording = recordings.get(run);
        List<RecordedStep> chats = recording.steps(Operation.MODEL_CHAT);
        RecordedStep read = recording.step(Operation.TOOL_CALL, "readNote");

        assertThat(recording.steps(Operation.TOOL_CALL)).extracting(tool -> tool.step().name()).containsExactly("readNote", "deleteNote");
        assertThat(read.step().arguments()).isEqualTo(Map.of("name", "shopping"));
        assertThat(read.outcome().result()).isEqualTo("bread and ink");
        assertThat(recording.linked(read, LinkKind.DECIDED_BY)).contains(chats.get(0));
        assertThat(recording.linked(recording.step(Operation.TOOL_CALL, "deleteNote"), LinkKind.DECIDED_BY)).contains(chats.get(1));
        assertThat(chats.get(1).step().arguments().get("messages")).asString().contains("role=tool", "bread and ink").doesNotContain("Tidy up");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void refusedFunction_isAStepThatWasBlocked_withNothingInIt(int run) {
        RecordedStep refused = recordings.get(run).step(Operation.TOOL_CALL, "deleteNote");

        assertThat(refused.outcome().status()).isEqualTo(Status.BLOCKED);
        assertThat(refused.decision().verdicts()).extracting(verdict -> verdict.guardrail()).containsExactly("no-note-deleted");
        assertThat(recordings.get(run).steps(Operation.DATA_FILE_DELETE)).isEmpty();
    }

    @Test
    void hooksOfTheLibrary_areLiveInTheRecord_andNoKeyIsInIt() {
        assertThat(recordings.get(0).processes()).flatExtracting(process -> process.hooks())
                .contains(new HookState("genai.model", true, ""), new HookState("genai.tool", true, ""));
        assertThat(recordings).allSatisfy(recording -> assertThat(recording.run().steps().stream().map(step -> step.step().arguments() + " " + step.outcome()))
                .noneMatch(text -> text.contains("not-a-real-key")));
    }
}
