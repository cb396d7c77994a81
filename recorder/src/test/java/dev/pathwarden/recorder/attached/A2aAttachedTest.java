package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.recorder.attached.program.A2aPlanner;
import dev.pathwarden.recorder.attached.program.A2aWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two agents in two JVMs, of which one hands tasks over to the other: one path, two identities. */
class A2aAttachedTest {

    private static final String NO_RIVAL = """
            id: no-rival
            title: An agent that nothing is handed over to
            on: [agent.handoff]
            when: step.agent.name == "rival" && step.agent.url.startsWith("http://127.0.0.1:") && size(step.agent.chain) == 1
            action: block
            mode: enforce
            """;

    @TempDir
    static Path directory;
    static RecordedRun run;
    static RecordedRun strangers;
    static WatchedJvm.Ended planner;

    @BeforeAll
    static void handOver() throws Exception {
        Process writer = new WatchedJvm(directory).named("writer").libraries().start(A2aWriter.class, directory);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(directory.resolve("port")) || !writer.isAlive());
            assertThat(directory.resolve("port")).as(Files.readString(directory.resolve("stderr-writer"))).exists();
            planner = new WatchedJvm(directory).named("planner").libraries().guardrails(NO_RIVAL).option("agent", A2aPlanner.class.getName() + ".agent")
                    .run(A2aPlanner.class, directory, Files.readString(directory.resolve("port")).split(" ")[0]);
            assertThat(planner.code()).as(planner.err() + Files.readString(directory.resolve("stderr-writer"))).isZero();
            assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            writer.destroyForcibly();
        }
        Snapshot snapshot = Snapshots.open(directory.resolve("journal"));
        assertThat(snapshot.damages()).isEmpty();
        assertThat(snapshot.runs()).hasSize(2);
        for (var summary : snapshot.runs()) {
            RecordedRun recorded = snapshot.run(summary.run().id());
            if (recorded.run().agentName().equals("A2aPlanner")) {
                run = recorded;
            } else {
                strangers = recorded;
            }
        }
    }

    @Test
    void handOver_isAStepWithTheOtherAgentsNameUrlAndAnswer() {
        RecordedStep handoff = handoff("one");

        assertThat(handoff.step().name()).isEqualTo("writer");
        assertThat(handoff.step().facts().asMap()).containsEntry(Field.AGENT_NAME, "writer").containsEntry(Field.AGENT_CHAIN, List.of(run.run().agent()));
        assertThat((String) handoff.step().facts().get(Field.AGENT_URL)).startsWith("http://127.0.0.1:");
        assertThat(handoff.outcome().status()).isEqualTo(Status.OK);
        assertThat(handoff.outcome().result()).isEqualTo("wrote one");
        assertThat(handoff("task two").outcome().result()).isEqualTo("file of task-two");
    }

    @Test
    void receivingAgent_hasItsOwnIdTheChainAndLinksBothWays() {
        for (String text : List.of("one", "task two")) {
            RecordedStep handoff = handoff(text);
            RecordedStep invocation = invocation(text);

            assertThat(invocation.step().name()).isEqualTo("writer");
            assertThat(invocation.step().parent()).isEqualTo(handoff.step().id());
            assertThat(invocation.step().links()).contains(Link.to(handoff.step().id(), LinkKind.HANDED_OVER));
            assertThat(invocation.step().pid()).isNotEqualTo(handoff.step().pid());
            assertThat(invocation.step().agent()).matches("[0-9a-f]{32}").isNotEqualTo(run.run().agent());
            assertThat(invocation.step().facts().asMap()).containsEntry(Field.AGENT_NAME, "writer").containsEntry(Field.AGENT_CHAIN, List.of(run.run().agent(), invocation.step().agent()))
                    .doesNotContainKey(Field.AGENT_CLAIMED);
            assertThat(invocation.outcome().status()).isEqualTo(Status.OK);
        }
        assertThat(invocation("one").outcome().result()).isEqualTo("wrote one");
        assertThat(handoff("one").outcome().facts().asMap()).containsEntry(Field.HANDOFF_RUN, run.run().id().toString())
                .containsEntry(Field.HANDOFF_STEP, invocation("one").step().id().toString()).containsEntry(Field.HANDOFF_AGENT, invocation("one").step().agent());
    }

    @Test
    void whatTheReceivingAgentDoes_standsUnderItsIdOnWhateverThread() {
        for (String text : List.of("one", "task two")) {
            RecordedStep invocation = invocation(text);
            for (String way : List.of("by-agent-", "by-thread-", "by-pool-")) {
                RecordedStep write = write(run, way + text.replace(' ', '-'));
                assertThat(write.step().parent()).as(way).isEqualTo(invocation.step().id());
                assertThat(write.step().agent()).as(way).isEqualTo(invocation.step().agent());
            }
            assertThat(write(run, "heard-" + text.replace(' ', '-')).step().agent()).isEqualTo(run.run().agent());
        }
    }

    @Test
    void refusedHandOver_isNotSent() {
        assertThat(planner.lines()).containsExactly("refused This action was stopped by a security guardrail.");
        assertThat(handoff("three").outcome().status()).isEqualTo(Status.BLOCKED);
        assertThat(directory.resolve("by-agent-three")).doesNotExist();
    }

    @Test
    void taskOfAStranger_isARunOfItsOwnAndWhatItSaysOfItselfAClaim() {
        RecordedStep first = strangers.steps().get(0);

        assertThat(strangers.run().agentName()).isEqualTo("writer");
        assertThat(strangers.run().agent()).isEqualTo(invocation("one").step().agent());
        assertThat(first.step().operation()).isEqualTo(Operation.AGENT_INVOKE);
        assertThat(first.step().agent()).isEqualTo(strangers.run().agent());
        assertThat(first.step().facts().asMap()).containsEntry(Field.AGENT_CLAIMED, "ffffffffffffffffffffffffffffffff").containsEntry(Field.AGENT_CHAIN, List.of(strangers.run().agent()));
        assertThat(first.decision().labels()).contains("untrusted").doesNotContain("user");
        assertThat(strangers.run().status()).isEqualTo(Status.OK);
        assertThat(write(strangers, "by-pool-stranger").step().agent()).isEqualTo(strangers.run().agent());
        assertThat(write(strangers, "by-agent-stranger").step().parent()).isEqualTo(first.step().id());
    }

    private static RecordedStep handoff(String text) {
        return one(run, Operation.AGENT_HANDOFF, text);
    }

    private static RecordedStep invocation(String text) {
        return one(run, Operation.AGENT_INVOKE, text);
    }

    private static RecordedStep one(RecordedRun in, Operation operation, String message) {
        return in.steps().stream().filter(step -> step.step().operation() == operation && message.equals(step.step().arguments().get("message"))).findFirst()
                .orElseThrow(() -> new AssertionError(operation + " " + message + " is not in " + in.steps()));
    }

    private static RecordedStep write(RecordedRun in, String file) {
        return in.steps().stream().filter(step -> step.step().operation() == Operation.DATA_FILE_WRITE && step.step().name().equals(file)).findFirst()
                .orElseThrow(() -> new AssertionError(file + " is not in " + in.steps()));
    }
}
