package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.api.Pathwarden;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.baseline.Learning;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.recorder.attached.program.Calling;
import java.io.BufferedReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent normally does, learnt from one run of a program and guarded in the next. */
class BaselineAttachedTest {

    private static final Bundle GUARDRAILS = GuardrailCompiler.compile(List.of(new GuardrailSource("f", """
            id: new-tools
            title: Tools that the agent was not seen to call
            on: [tool.call]
            when: novel.tool
            action: block
            mode: enforce
            ---
            id: new-places
            title: Files where the agent wrote none
            on: [data.file.write]
            when: novel.path
            action: alert
            """))).bundle();

    @TempDir
    private Path directory;

    @Test
    void aTool_thatTheAgentDidNotCallInTheRunThatWasLearntFrom_isStopped_andThoseThatItDidCallAreNot() throws Exception {
        Files.writeString(directory.resolve("deployment.key"), "0".repeat(64));
        RecordedRun monday = run("monday", GUARDRAILS, List.of("frobnicate", "mend"), List.of("frobnicate done", "mend done"));
        assertThat(monday.steps()).flatExtracting(step -> step.decision().verdicts()).as("without a baseline").isEmpty();
        Learning learning = new Learning();
        learning.add(monday);
        Bundle bundle = GUARDRAILS.withHabits(learning.baseline().habits());

        RecordedRun tuesday = run("tuesday", bundle, List.of("mend", "quux", "frobnicate"), List.of("mend done", "quux stopped", "frobnicate done"));

        List<RecordedStep> calls = tuesday.steps().stream().filter(step -> step.operation() == Operation.TOOL_CALL).toList();
        assertThat(calls).extracting(step -> step.step().facts().get(Field.NOVEL_TOOL)).containsExactly(false, true, false);
        assertThat(tuesday.steps()).filteredOn(step -> step.step().facts().get(Field.NOVEL_PATH) != null).as("another directory").isNotEmpty().allMatch(step -> step.step().facts().isTrue(Field.NOVEL_PATH));
        for (DryRunMode mode : DryRunMode.values()) {
            assertThat(new DryRun(bundle, mode).dryRun(tuesday).decisions()).as(mode.name()).extracting(DryRunDecision::verdict)
                    .containsExactlyElementsOf(tuesday.steps().stream().flatMap(step -> step.decision().verdicts().stream()).toList());
        }
        assertThat(new DryRun(bundle, DryRunMode.AS_LIVE).dryRun(monday).decisions()).as("the run that was learnt from").isEmpty();
    }

    private RecordedRun run(String name, Bundle bundle, List<String> tools, List<String> said) throws Exception {
        Path own = Files.createDirectory(directory.resolve(name));
        Path file = Files.write(own.resolve("guardrails.bundle"), bundle.bytes());
        Path files = Files.createDirectory(own.resolve("files"));
        WatchedJvm jvm = new WatchedJvm(own).library(Pathwarden.class).option("policies", file).option("key", directory.resolve("deployment.key"));
        Process process = jvm.start(Calling.class, files);
        try (BufferedReader out = process.inputReader(); Writer in = process.outputWriter()) {
            List<String> answers = new ArrayList<>();
            for (String tool : tools) {
                in.write(tool + "\n");
                in.flush();
                answers.add(out.readLine());
            }
            assertThat(answers).isEqualTo(said);
        } finally {
            process.destroy();
            process.waitFor();
        }
        try (Snapshot snapshot = Snapshots.open(jvm.journal())) {
            return snapshot.run(snapshot.runs().get(0).run().id());
        }
    }
}
