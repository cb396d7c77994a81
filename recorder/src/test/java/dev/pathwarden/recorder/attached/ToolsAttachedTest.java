package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.api.Pathwarden;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.dryrun.SwappedDryRun;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.policies.tool.ToolEntry;
import dev.pathwarden.recorder.attached.program.Calling;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue of tools in the bundle of a program as it runs, of tools whose names say nothing. */
class ToolsAttachedTest {

    private static final Bundle GUARDRAILS = GuardrailCompiler.compile(List.of(new GuardrailSource("f", """
            id: destroying-tools
            title: Tools that destroy wait
            on: [tool.call]
            when: "'destroys' in step.tool.effects"
            action: hold
            holdFor: 1s
            mode: enforce
            """))).bundle();

    @TempDir
    private Path directory;
    private Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void aTool_thatTheCatalogueSaysDestroys_isHeld_untilAnotherCatalogueSaysThatItDoesNot() throws Exception {
        Bundle first = destroys("frobnicate");
        Bundle second = destroys("quux");
        Path file = directory.resolve("guardrails.bundle");
        Path files = Files.createDirectory(directory.resolve("files"));
        Files.writeString(directory.resolve("deployment.key"), "0".repeat(64));
        put(file, first);
        WatchedJvm jvm = new WatchedJvm(directory).library(Pathwarden.class).option("policies", file).option("approver", SigningKeys.text(SigningKeys.make().getPublic()))
                .option("key", directory.resolve("deployment.key"));
        process = jvm.start(Calling.class, files);
        try (BufferedReader said = process.inputReader(); Writer told = process.outputWriter()) {
            assertThat(List.of(say("frobnicate", said, told), say("quux", said, told))).containsExactly("frobnicate stopped", "quux done");
            assertThat(files.resolve("frobnicate")).doesNotExist();
            put(file, second);
            awaitChanges(jvm.journal());
            assertThat(List.of(say("frobnicate", said, told), say("quux", said, told))).containsExactly("frobnicate done", "quux stopped");
        }
        assertThat(process.waitFor()).isZero();

        try (Snapshot snapshot = Snapshots.open(jvm.journal())) {
            RunSummary summary = snapshot.runs().get(0);
            RecordedRun run = snapshot.run(summary.run().id());
            List<RecordedStep> calls = run.steps().stream().filter(step -> step.operation() == Operation.TOOL_CALL).toList();
            assertThat(calls).extracting(RecordedStep::status).containsExactly(Status.BLOCKED, Status.OK, Status.OK, Status.BLOCKED);
            assertThat(calls).extracting(step -> step.step().facts().get(Field.TOOL_EFFECTS)).containsExactly(List.of("destroys"), null, null, List.of("destroys"));
            assertThat(calls).extracting(step -> step.decision().bundle()).containsExactly(first.hash(), first.hash(), second.hash(), second.hash());
            assertThat(calls).extracting(step -> step.decision().enforced()).containsExactly(Action.HOLD, Action.ALLOW, Action.ALLOW, Action.HOLD);
            assertThat(calls.get(0).hold().answer()).isEqualTo(Hold.Answer.EXPIRED);
            RunDryRun asLive = new SwappedDryRun(List.of(first, second)).report(run).runs().get(0);
            assertThat(asLive.notEvaluated()).as("quux and then frobnicate, of which nothing is known").hasSize(2);
            assertThat(asLive.decisions()).extracting(DryRunDecision::verdict)
                    .containsExactlyElementsOf(run.steps().stream().filter(step -> step.decision() != null).flatMap(step -> step.decision().verdicts().stream()).toList()).hasSize(2);
        }
    }

    private static Bundle destroys(String tool) {
        return GUARDRAILS.withTools(List.of(new ToolEntry(tool, Set.of(ToolEffect.DESTROYS), Map.of(), Set.of())));
    }

    private void put(Path file, Bundle bundle) throws IOException {
        Path aside = Files.write(directory.resolve("aside"), bundle.bytes());
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String say(String tool, BufferedReader said, Writer told) throws IOException {
        told.write(tool + "\n");
        told.flush();
        return said.readLine();
    }

    private static void awaitChanges(Path journal) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> {
            try (Snapshot recorded = Snapshots.open(journal)) {
                return recorded.processes().get(0).bundles().size() == 2;
            } catch (SnapshotException notYet) {
                return false;
            }
        });
    }
}
