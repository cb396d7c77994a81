package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.attached.program.A2aWriter;
import dev.pathwarden.recorder.attached.program.ManyPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One agent in three JVMs and on all kinds of threads, with another agent in one of them. What the programs say they did, in a log of their own, is what was recorded: every effect
 * once, under the agent that caused it, and with an unbroken chain of causes up to the beginning of the run.
 */
class ManyPathsAttachedTest {

    @TempDir
    static Path directory;
    static RecordedRun run;
    static Map<StepId, RecordedStep> steps = new HashMap<>();
    static List<String[]> effects;

    @BeforeAll
    static void goEverywhere() throws Exception {
        Process peer = new WatchedJvm(directory).named("writer").libraries().start(A2aWriter.class, directory);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(directory.resolve("port")) || !peer.isAlive());
            assertThat(directory.resolve("port")).as(Files.readString(directory.resolve("stderr-writer"))).exists();
            String[] ports = Files.readString(directory.resolve("port")).split(" ");
            WatchedJvm.Ended ended = new WatchedJvm(directory).named("agent").libraries().option("agent", ManyPaths.class.getName() + ".agent").run(ManyPaths.class, directory, ports[0], ports[1]);
            assertThat(ended.code()).as(ended.err() + Files.readString(directory.resolve("stderr-writer"))).isZero();
            assertThat(peer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            peer.destroyForcibly();
        }
        Snapshot snapshot = Snapshots.open(directory.resolve("journal"));
        assertThat(snapshot.damages()).isEmpty();
        assertThat(snapshot.processes()).allSatisfy(process -> assertThat(process.hooks()).allSatisfy(hook -> assertThat(hook.detail()).as(hook.hook()).isEmpty()));
        assertThat(snapshot.runs()).hasSize(1);
        run = snapshot.run(snapshot.runs().get(0).run().id());
        run.steps().forEach(step -> steps.put(step.step().id(), step));
        effects = Files.readAllLines(directory.resolve("effects.log")).stream().map(line -> line.split(" ")).toList();
    }

    @Test
    void everyEffect_isOneStepOfTheRunUnderItsAgent() {
        String writer = run.steps().stream().filter(step -> step.step().operation() == Operation.AGENT_INVOKE && step.step().name().equals("writer")).findFirst().orElseThrow().step().agent();
        Map<String, List<RecordedStep>> writes = run.steps().stream().filter(step -> step.step().operation() == Operation.DATA_FILE_WRITE && isOpen(step))
                .collect(Collectors.groupingBy(step -> step.step().name()));

        assertThat(effects).hasSizeGreaterThan(35);
        assertThat(effects).allSatisfy(effect -> {
            String agent = effect[0].equals("writer") ? writer : run.run().agent();
            assertThat(writes.get(effect[1])).as(effect[1]).hasSize(1).allSatisfy(step -> assertThat(step.step().agent()).isEqualTo(agent));
        });
        // The server that the agent starts opens its two logs in the run as well.
        writes.keySet().removeAll(List.of("effects.log", "wire.jsonl"));
        assertThat(writes.keySet()).containsExactlyInAnyOrderElementsOf(effects.stream().map(effect -> effect[1]).toList());
        assertThat(writer).isNotEqualTo(run.run().agent());
    }

    @Test
    void everyStep_hasAnAgentAndAnUnbrokenChainOfCauses() {
        StepId root = run.steps().get(0).step().id();
        assertThat(run.steps()).allSatisfy(step -> {
            assertThat(step.step().agent()).matches("[0-9a-f]{32}");
            RecordedStep at = step;
            for (int depth = 0; !at.step().id().equals(root); depth++) {
                assertThat(depth).isLessThan(50);
                assertThat(at.step().parent()).as(step.step().toString()).isNotNull();
                at = steps.get(at.step().parent());
                assertThat(at).as("a parent of " + step.step()).isNotNull();
            }
        });
        assertThat(run.steps().stream().map(step -> step.step().pid()).distinct()).hasSize(3);
    }

    @Test
    void whatAServerDoes_hangsOnTheRequestThatAskedForIt() {
        for (String name : List.of("http-blocking", "http-async", "http-pool", "http-servlet")) {
            RecordedStep request = run.steps().stream().filter(step -> step.step().operation() == Operation.DATA_HTTP && step.step().arguments().get("url").toString().endsWith("name=" + name))
                    .findFirst().orElseThrow();
            for (String effect : List.of(name, name + "-pool", name + "-thread")) {
                RecordedStep write = write(effect);
                assertThat(write.step().parent()).as(effect).isEqualTo(request.step().id());
                assertThat(write.step().pid()).as(effect).isNotEqualTo(request.step().pid());
                assertThat(write.step().links()).as(effect).anySatisfy(link -> assertThat(link.kind()).isEqualTo(LinkKind.JOINED));
            }
        }
    }

    @Test
    void callsOnOtherThreads_hangOnTheCallThatTheyCameFrom() {
        for (String text : List.of("mcp-first", "mcp-pool", "mcp-scheduler", "mcp-parallel-0", "mcp-parallel-1")) {
            RecordedStep served = steps.get(write("note-" + text).step().parent());
            RecordedStep call = steps.get(served.step().parent());
            assertThat(call.step().operation()).isEqualTo(Operation.MCP_CALL);
            assertThat(call.step().arguments()).containsEntry("text", text);
        }
        RecordedStep invocation = steps.get(write("by-pool-a2a").step().parent());
        assertThat(steps.get(invocation.step().parent()).step().operation()).isEqualTo(Operation.AGENT_HANDOFF);
    }

    /** What is then written is a step of its own, and so is each line of the log. */
    private static boolean isOpen(RecordedStep step) {
        return Boolean.FALSE.equals(step.step().facts().get(Field.FILE_CONTENT_KNOWN));
    }

    private static RecordedStep write(String file) {
        return run.steps().stream().filter(step -> step.step().operation() == Operation.DATA_FILE_WRITE && step.step().name().equals(file)).findFirst()
                .orElseThrow(() -> new AssertionError(file + " was not recorded"));
    }
}
