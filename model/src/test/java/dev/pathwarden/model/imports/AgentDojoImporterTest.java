package dev.pathwarden.model.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentDojoImporterTest {

    private static final String HEADER = "{\"metadata\":{\"benchmark\":\"b\",\"accuracy\":0.5,\"name\":\"pipe\"}}";

    @TempDir
    Path directory;

    @Test
    void read_ofARun_makesItsPath() throws IOException {
        RecordedRun run = one("""
                {"messages":[{"role":"system","content":"Help."},{"role":"user","content":"Pay the bill."},\
                {"role":"assistant","content":null,"tool_calls":[{"id":"","type":"function","function":{"name":"read_file","arguments":{"path":"bill.txt"}}},\
                {"id":"","type":"function","function":{"name":"get_iban","arguments":"{\\"of\\": 3}"}}]},\
                {"role":"tool","content":"IBAN DE1","tool_call_id":null,"error":null},\
                {"role":"tool","content":"","tool_call_id":null,"error":"ValueError: none"},\
                {"role":"assistant","content":"Done.","tool_calls":null}],\
                "metadata":{"suite_name":"banking","model":"gpt","success":true,"security":false,"attack_type":null}}""");
        assertThat(run.run().status()).isEqualTo(Status.OK);
        assertThat(run.run().agentName()).isEqualTo("pipe");
        assertThat(run.run().startNanos()).isNull();
        assertThat(run.steps()).flatExtracting(step -> step.step().facts().asMap().keySet()).isNotEmpty().allMatch(Field::isInConversations);
        assertThat(run.run().attributes()).containsEntry("suite_name", "banking").containsEntry("success", true).containsEntry("security", false)
                .containsEntry("attack_type", null).containsEntry("pipeline", "pipe");

        List<RecordedStep> steps = run.steps();
        assertThat(steps).extracting(step -> step.operation() + " " + step.step().name())
                .containsExactly("agent.invoke pipe", "model.chat gpt", "tool.call read_file", "tool.call get_iban", "model.chat gpt");
        assertThat(steps).extracting(RecordedStep::decidedAt).containsExactly(0, 1, 3, 5, 7);
        assertThat(steps).extracting(RecordedStep::endedAt).containsExactly(9, 2, 4, 6, 8);
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.step().startNanos()).isNull();
            assertThat(step.outcome().durationNanos()).isNull();
            assertThat(step.decision()).isNull();
        });
        assertThat(steps.get(0).step().arguments()).isEqualTo(Map.of("prompt", "Pay the bill."));
        assertThat(steps.get(2).step().arguments()).isEqualTo(Map.of("path", "bill.txt"));
        assertThat(steps.get(2).step().facts().text(Field.TOOL_NAME)).isEqualTo("read_file");
        assertThat(steps.get(2).step().parent()).isEqualTo(steps.get(0).id());
        assertThat(steps.get(2).step().links()).containsExactly(Link.to(steps.get(1).id(), LinkKind.DECIDED_BY));
        assertThat(steps.get(2).outcome().result()).isEqualTo("IBAN DE1");
        assertThat(steps.get(3).step().arguments()).isEqualTo(Map.of("of", 3L));
        assertThat(steps.get(3).status()).isEqualTo(Status.ERROR);
        assertThat(steps.get(3).outcome().error()).isEqualTo("ValueError: none");
        assertThat(steps.get(4).step().arguments()).isEqualTo(Map.of("messages",
                List.of(Map.of("role", "tool", "text", "IBAN DE1"), Map.of("role", "tool", "text", ""))));
    }

    @Test
    void read_ofARunWithoutAssistant_keepsThePrompt() throws IOException {
        RecordedRun run = one("{\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}],\"metadata\":{}}");
        assertThat(run.run().status()).isEqualTo(Status.UNFINISHED);
        assertThat(run.steps()).singleElement().satisfies(step -> assertThat(step.step().arguments()).isEqualTo(Map.of("prompt", "Hello?")));
    }

    @Test
    void read_ofARunWithoutMessages_hasNoSteps() throws IOException {
        assertThat(one("{\"messages\":[],\"metadata\":{}}").steps()).isEmpty();
    }

    @Test
    void read_ofACallThatNobodyAnswered_givesItNoEnd_andNoOtherCallsResult() throws IOException {
        RecordedRun run = one("""
                {"messages":[{"role":"user","content":"Go."},{"role":"assistant","content":"","tool_calls":[{"function":{"name":"a","arguments":{}}}]},\
                {"role":"assistant","content":"","tool_calls":[{"function":{"name":"b","arguments":"not json"}}]},{"role":"tool","content":"of b"}]}""");
        assertThat(run.steps()).filteredOn(step -> step.operation() == Operation.TOOL_CALL).satisfiesExactly(
                a -> assertThat(a.status()).isEqualTo(Status.UNFINISHED),
                b -> {
                    assertThat(b.outcome().result()).isEqualTo("of b");
                    assertThat(b.step().arguments()).isEqualTo(Map.of("arguments", "not json"));
                });
    }

    @Test
    void read_twice_givesTheSameRuns() throws IOException {
        Path file = write("{\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}]}");
        assertThat(read(file)).isEqualTo(read(file));
    }

    @Test
    void read_ofABadLine_namesFileAndLineAndWhatWasExpected() throws IOException {
        assertBad("not json", "a JSON object was expected, but ");
        assertBad("[1]", "a JSON object was expected.");
        assertBad("{\"x\":1}", "a run was expected, an object with the list 'messages'.");
        assertBad("{\"messages\":[7]}", "message 0 was expected to be an object.");
        assertBad("{\"messages\":[{\"content\":\"x\"}]}", "message 0 was expected to have a 'role'.");
        assertBad("{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":{}}]}", "'tool_calls' of message 0 was expected to be a list.");
        assertBad("{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{}]}]}", "message 0 was expected to name the tool that is called.");
        assertBad("{\"messages\":[{\"role\":\"tool\",\"content\":\"x\"}]}", "message 0 was expected to name the tool that is called.");
        assertBad("{\"messages\":[],\"metadata\":3}", "'metadata' was expected to be an object.");
    }

    @Test
    void read_ofBytesThatAreNoText_saysSo() throws IOException {
        Path file = Files.write(directory.resolve("bytes.jsonl"), new byte[] {'{', (byte) 0xFF, '}'});
        assertThatThrownBy(() -> read(file)).isInstanceOf(SnapshotException.class).hasMessageContaining("no UTF-8 text");
    }

    @Test
    void read_ofAFileThatIsNotThere_saysSo() {
        Path file = directory.resolve("none.jsonl");
        assertThatThrownBy(() -> read(file)).isInstanceOf(SnapshotException.class).hasMessage("There is no file " + file + ".");
    }

    private void assertBad(String line, String expected) throws IOException {
        Path file = write("{\"messages\":[]}\n" + line);
        assertThatThrownBy(() -> read(file)).isInstanceOfSatisfying(SnapshotException.class, e -> assertThat(e.kind()).isEqualTo(SnapshotException.Cause.INPUT))
                .hasMessageStartingWith(file + ", line 3: ").hasMessageContaining(expected);
    }

    private RecordedRun one(String line) throws IOException {
        List<RecordedRun> runs = read(write(line));
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    private Path write(String lines) throws IOException {
        return Files.writeString(directory.resolve("runs.jsonl"), HEADER + "\n" + lines + "\n");
    }

    private static List<RecordedRun> read(Path file) {
        List<RecordedRun> runs = new ArrayList<>();
        AgentDojoImporter.read(file, runs::add);
        return runs;
    }
}
