package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.api.Pathwarden;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.recorder.attached.program.FaultedLibraries;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults in hooks of libraries, of models, tools, MCP and A2A: what they would have shown goes on, or is refused in a run where a guardrail says {@code onFault: deny}. */
class FaultedLibrariesAttachedTest {

    /** Never fires, so what is stopped is stopped for the fault alone. */
    private static final String HARMLESS = """
            id: harmless
            title: Never fires
            on: [%s]
            when: step.name == 'no such name'
            action: block
            onFault: %s
            mode: enforce
            """;
    private static final List<String> HOOKS = List.of("langchain4j.model", "langchain4j.stream", "langchain4j.tool", "agent.api", "mcp.client", "mcp.sdk.client", "a2a.client");
    private static final List<String> FAULTED = List.of("model", "streaming model", "marked model", "marked tool", "tool", "mcp sdk", "mcp", "handed over");
    private static final List<String> FAULTED_INSIDE = List.of("served unreadable");

    @TempDir
    Path directory;

    private WatchedJvm.Ended run(String operations, String onFault, String faults) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).libraries().library(Pathwarden.class).guardrails(HARMLESS.formatted(operations, onFault)).option("agent", FaultedLibraries.class.getName() + ".agent")
                .option("faults", faults).run(FaultedLibraries.class, directory);
        assertThat(ended.code()).as(ended.err() + ended.out()).isZero();
        return ended;
    }

    private static List<String> with(List<String> whats, String became) {
        return whats.stream().map(what -> what + " " + became).toList();
    }

    @Test
    void faults_withOnFaultDeny_stopWhatTheHooksWouldHaveShown() throws Exception {
        WatchedJvm.Ended ended = run("model.chat, tool.call, mcp.call, agent.handoff", "deny", String.join(":", HOOKS));

        assertThat(ended.lines()).containsAll(with(FAULTED, "refused")).containsAll(with(FAULTED_INSIDE, "refused")).contains("served ran");
        assertThat(ended.lines()).doesNotContainAnyElementsOf(with(FAULTED, "ran")).doesNotContainAnyElementsOf(with(FAULTED_INSIDE, "ran"));
        assertThat(ended.process().hooks()).filteredOn(hook -> HOOKS.contains(hook.hook())).hasSize(HOOKS.size())
                .allSatisfy(hook -> assertThat(hook.detail()).as(hook.hook()).contains(" faults, the last was java.lang.IllegalStateException"));
    }

    @Test
    void faults_withOnFaultAllow_areCountedAndTheProgramGoesOn() throws Exception {
        WatchedJvm.Ended ended = run("model.chat, tool.call, mcp.call, agent.handoff", "allow", String.join(":", HOOKS));

        assertThat(ended.lines()).containsAll(with(FAULTED, "ran")).containsAll(with(FAULTED_INSIDE, "ran")).contains("served ran").noneMatch(line -> line.endsWith(" refused"));
        assertThat(ended.events(JournalEvent.RunEnded.class)).extracting(JournalEvent.RunEnded::status).containsExactly(Status.OK);
        assertThat(ended.process().hooks()).filteredOn(hook -> HOOKS.contains(hook.hook())).allSatisfy(hook -> assertThat(hook.detail()).as(hook.hook()).contains(" faults, the last was "));
    }

    @Test
    void fault_whereAServersToolIsTaken_refusesIt_andAGuardrailForAnotherOperationStopsNothing() throws Exception {
        WatchedJvm.Ended ended = run("tool.call", "deny", Stream.concat(HOOKS.stream().filter(hook -> !hook.endsWith("tool")), Stream.of("mcp.sdk.server@exit")).reduce((one, two) -> one + ":" + two).orElseThrow());

        assertThat(ended.lines()).contains("served refused", "marked tool refused", "model ran", "streaming model ran", "marked model ran", "mcp ran", "mcp sdk ran", "handed over ran");
        assertThat(ended.lines()).doesNotContain("served ran", "marked tool ran");
    }
}
