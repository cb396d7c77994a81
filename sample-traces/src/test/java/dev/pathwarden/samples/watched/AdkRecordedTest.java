package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo.HookState;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.samples.adk.AdkProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the recording of two Google ADK agents says, of which one hands its task over to the other, which may not delete a note. */
class AdkRecordedTest {

    @TempDir
    static Path directory;
    static WatchedJvm jvm;
    static Recording recording;

    @BeforeAll
    static void runTheProgram() throws Exception {
        Path notes = Files.createDirectory(directory.resolve("notes"));
        Files.writeString(notes.resolve("shopping"), "bread and ink");
        Path policies = NoteGuardrail.writtenTo(directory.resolve("notes.bundle"));
        jvm = WatchedJvm.runSample(directory, List.of(Recording.agent(directory.resolve("record"), "policies=" + policies, "mode=enforce")), AdkProgram.class,
                notes.toString(), directory.resolve("told.txt").toString());
        assertThat(jvm.exitCode()).as(jvm.printed()).isZero();
        recording = Recording.in(directory.resolve("record"));
    }

    @Test
    void program_goesOn_andTheRefusedToolLeftNoEffect() {
        assertThat(jvm.printed()).contains("answer: The note could not be deleted.");
        assertThat(directory.resolve("notes/shopping")).hasContent("bread and ink");
    }

    @Test
    void model_isToldTheOneSentence() throws Exception {
        assertThat(Files.readAllLines(directory.resolve("told.txt"))).contains("delete_note {error=" + NoteGuardrail.SENTENCE + "}")
                .anyMatch(line -> line.startsWith("read_note") && line.contains("bread and ink")).anyMatch(line -> line.startsWith("count_notes"));
    }

    @Test
    void run_isNamedAfterTheRootAgent_andEndsWithTheAnswer() {
        assertThat(recording.run().run().agentName()).isEqualTo("librarian");
        assertThat(recording.run().run().agentVersion()).matches("[0-9a-f]{16}");
        assertThat(recording.run().run().status()).isEqualTo(Status.OK);
        assertThat(recording.run().run().user()).isEqualTo("someone");
        assertThat(recording.run().steps().get(0).step().arguments()).isEqualTo(Map.of("prompt", "Tidy up my notes."));
        assertThat(recording.step(Operation.OUTCOME, "final answer").step().arguments()).containsEntry("answer", "The note could not be deleted.");
    }

    @Test
    void agents_haveIdsOfTheirOwn_andTheHandOffIsLinked() {
        List<RecordedStep> agents = recording.steps(Operation.AGENT_INVOKE);

        assertThat(agents).extracting(agent -> agent.step().name()).containsExactly("librarian", "keeper");
        String librarian = agents.get(0).step().agent();
        String keeper = agents.get(1).step().agent();
        assertThat(keeper).matches("[0-9a-f]{32}").isNotEqualTo(librarian);
        assertThat(Recording.fact(agents.get(1), Field.AGENT_CHAIN)).isEqualTo(List.of(librarian, keeper));
        assertThat(recording.linked(agents.get(1), LinkKind.HANDED_OVER)).contains(recording.step(Operation.TOOL_CALL, "transfer_to_agent"));
        assertThat(recording.step(Operation.TOOL_CALL, "transfer_to_agent").step().agent()).isEqualTo(librarian);
        assertThat(recording.step(Operation.TOOL_CALL, "read_note").step().agent()).isEqualTo(keeper);
    }

    @Test
    void modelCall_onAThreadOfItsOwn_recordsMessagesToolsAnswerAndTokens() {
        List<RecordedStep> chats = recording.steps(Operation.MODEL_CHAT);

        assertThat(chats).extracting(chat -> Recording.fact(chat, Field.MODEL_NAME)).containsExactly("scripted-librarian", "scripted-keeper", "scripted-keeper", "scripted-keeper");
        assertThat(chats).allSatisfy(chat -> assertThat(chat.outcome().status()).isEqualTo(Status.OK));
        RecordedStep first = chats.get(1);
        assertThat(recording.parent(first).step().name()).isEqualTo("keeper");
        assertThat(Recording.fact(first, Field.MODEL_TOOLS)).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).contains("read_note", "delete_note", "count_notes");
        assertThat(first.step().arguments().get("messages")).asString().contains("role=system, text=You keep notes.");
        assertThat(chats.get(0).step().arguments().get("messages")).asString().contains("role=user, text=Tidy up my notes.");
        assertThat(first.outcome().result()).asString().contains("text=I look at the notes first.", "name=read_note", "{\"name\":\"shopping\"}", "name=count_notes").doesNotContain("incomplete");
        assertThat(Recording.outcomeFact(first, Field.MODEL_INPUT_TOKENS)).isEqualTo(101L);
        assertThat(Recording.outcomeFact(first, Field.MODEL_OUTPUT_TOKENS)).isEqualTo(15L);
        assertThat(Recording.outcomeFact(first, Field.MODEL_CACHED_INPUT_TOKENS)).isEqualTo(40L);
        assertThat(chats.get(3).outcome().result()).asString().contains("text=The note could not be deleted.");
    }

    @Test
    void toolCall_ofAnyKind_isOneStepDecidedByTheModelCallThatAsked() {
        List<RecordedStep> chats = recording.steps(Operation.MODEL_CHAT);
        RecordedStep read = recording.step(Operation.TOOL_CALL, "read_note");

        assertThat(recording.steps(Operation.TOOL_CALL)).extracting(tool -> tool.step().name()).containsExactlyInAnyOrder("transfer_to_agent", "read_note", "count_notes", "delete_note");
        assertThat(read.step().arguments()).isEqualTo(Map.of("name", "shopping"));
        assertThat(read.outcome().result()).isEqualTo(Map.of("text", "bread and ink"));
        assertThat(recording.step(Operation.TOOL_CALL, "count_notes").outcome().result()).isEqualTo(Map.of("count", 1L));
        assertThat(recording.parent(read).step().name()).isEqualTo("keeper");
        assertThat(recording.linked(read, LinkKind.DECIDED_BY)).contains(chats.get(1));
        assertThat(recording.linked(recording.step(Operation.TOOL_CALL, "count_notes"), LinkKind.DECIDED_BY)).contains(chats.get(1));
        assertThat(recording.linked(recording.step(Operation.TOOL_CALL, "delete_note"), LinkKind.DECIDED_BY)).contains(chats.get(2));
        RecordedStep file = recording.steps(Operation.DATA_FILE_READ).stream().filter(step -> step.step().name().equals("shopping")).findFirst().orElseThrow();
        assertThat(recording.parent(file)).isEqualTo(read);
    }

    @Test
    void refusedTool_isAStepThatWasBlocked_withNothingInIt() {
        RecordedStep refused = recording.step(Operation.TOOL_CALL, "delete_note");

        assertThat(refused.outcome().status()).isEqualTo(Status.BLOCKED);
        assertThat(refused.decision().verdicts()).extracting(verdict -> verdict.guardrail()).containsExactly("no-note-deleted");
        assertThat(recording.steps(Operation.DATA_FILE_DELETE)).isEmpty();
    }

    @Test
    void hooksOfTheLibrary_areLiveInTheRecord() {
        assertThat(recording.processes()).flatExtracting(process -> process.hooks())
                .contains(new HookState("adk.agent", true, ""), new HookState("adk.model", true, ""), new HookState("adk.tool", true, ""));
    }
}
