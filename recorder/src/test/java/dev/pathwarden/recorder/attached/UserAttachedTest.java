package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.api.Pathwarden;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.recorder.attached.program.ActingFor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On whose behalf a run acts: said by the program, or when it is started; read by guardrails, kept with the run, carried to processes that it starts. */
class UserAttachedTest {

    private static final String NOT_ANN = """
            id: not-ann
            title: Nothing is written for Ann
            on: [data.file.write]
            when: user.id == 'ann'
            action: block
            mode: enforce
            """;
    private static final String OTHERS = NOT_ANN.replace("not-ann", "others").replace("user.id == 'ann'", "user.id == 'night-shift' && step.name == 'default'");

    @TempDir
    static Path directory;
    static List<RecordedRun> runs = new ArrayList<>();

    @BeforeAll
    static void act() throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).library(Pathwarden.class).guardrails(NOT_ANN).option("user", "night-shift").run(ActingFor.class, Files.createDirectory(directory.resolve("files")));
        assertThat(ended.code()).as(ended.err()).isZero();
        Snapshot snapshot = Snapshots.open(directory.resolve("journal"));
        for (var summary : snapshot.runs()) {
            runs.add(snapshot.run(summary.run().id()));
        }
    }

    @Test
    void user_standsWithTheRun() {
        assertThat(runs).extracting(run -> run.run().attributes().get(Run.USER)).containsExactlyInAnyOrder("ann", "night-shift", "ann", "ann");
    }

    @Test
    void guardrail_stopsWhatIsDoneForAUser_alsoInAPartOfTheRunAndInAnotherProcess() {
        assertThat(writes()).filteredOn(step -> step.status() == Status.BLOCKED).extracting(step -> step.step().name()).containsExactlyInAnyOrder("ann", "nested", "child");
        assertThat(writes()).allSatisfy(step -> assertThat(step.step().facts().asMap()).containsEntry(Field.USER_ID, step.step().name().equals("default") ? "night-shift" : "ann"));
        assertThat(directory.resolve("files")).isDirectoryContaining("glob:**/default").isDirectoryNotContaining("glob:**/{ann,nested,child}");
    }

    @Test
    void dryRun_decidesOnTheUserOfTheRun() {
        Bundle others = GuardrailCompiler.compile(List.of(new GuardrailSource("others.yaml", OTHERS))).bundle();
        for (DryRunMode mode : DryRunMode.values()) {
            assertThat(runs.stream().flatMap(run -> new DryRun(others, mode).dryRun(run).decisions().stream())).as(mode.toString()).extracting(DryRunDecision::name).isNotEmpty().containsOnly("default");
            assertThat(runs.stream().flatMap(run -> new DryRun(others, mode).dryRun(run).notEvaluated().stream())).as(mode.toString()).isEmpty();
        }
    }

    private static List<RecordedStep> writes() {
        return runs.stream().flatMap(run -> run.steps().stream()).filter(step -> step.step().operation() == Operation.DATA_FILE_WRITE).toList();
    }
}
