package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.api.Pathwarden;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.recorder.attached.program.Instructed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped guardrails that ask who wants a call, in a program as it runs, made to stop it with nobody being asked. */
class InstructedAttachedTest {

    private static List<String> guardrails() {
        return Pack.shipped().stream().filter(source -> source.name().matches(".*/(instructed-by-data|effect-not-asked-for)\\.yaml"))
                .map(source -> source.text().replaceAll("(?m)^mode: audit", "mode: enforce").replaceAll("(?m)^action: hold", "action: block").replaceAll("expect: hold", "expect: block")).toList();
    }

    @Test
    void aCallThatAMailAsksFor_isStoppedBeforeItsEffect_andOneThatTheUserAskedForIsNot(@TempDir Path directory) throws Exception {
        Path payments = Files.createDirectory(directory.resolve("payments"));
        List<String> guardrails = guardrails();
        WatchedJvm.Ended ended = new WatchedJvm(directory).library(Pathwarden.class).guardrails(guardrails.toArray(String[]::new)).run(Instructed.class, payments);

        assertThat(guardrails).hasSize(2);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.lines()).containsExactly("stopped", "GB29NWBK60161331926819 paid", "stopped");
        assertThat(payments.resolve("US133000000121212121212")).doesNotExist();
        try (Snapshot snapshot = Snapshots.open(directory.resolve("journal"))) {
            List<RecordedStep> payed = new ArrayList<>();
            for (RunSummary summary : snapshot.runs()) {
                RecordedRun run = snapshot.run(summary.run().id());
                run.steps().stream().filter(step -> step.step().name().equals("send_money")).forEach(payed::add);
                assertSameInDryRuns(run, guardrails);
            }
            assertThat(payed).extracting(RecordedStep::status).containsExactly(Status.BLOCKED, Status.OK, Status.BLOCKED);
            assertThat(payed).extracting(step -> step.step().facts().text(Field.TOOL_INSTRUCTED)).containsExactly("asks", "no", "asks");
            assertThat(payed).extracting(step -> step.step().facts().text(Field.TOOL_ASKED)).containsExactly("reads", "asks", "asks");
            assertThat(payed).extracting(step -> step.step().facts().get(Field.TARGET_ORIGINS)).containsOnly(List.of("data"));
            assertThat(payed.get(0).decision().verdicts()).extracting(Verdict::guardrail).containsExactlyInAnyOrder("instructed-by-data", "effect-not-asked-for");
        }
    }

    /** As live and on the whole path the guardrails say what they said live: one process saw all there was. */
    private static void assertSameInDryRuns(RecordedRun run, List<String> guardrails) {
        Bundle bundle = GuardrailCompiler.compile(guardrails.stream().map(text -> new GuardrailSource("test" + guardrails.indexOf(text) + ".yaml", text)).toList()).bundle();
        List<Verdict> live = run.steps().stream().filter(step -> step.decision() != null).flatMap(step -> step.decision().verdicts().stream()).toList();
        for (DryRunMode mode : DryRunMode.values()) {
            assertThat(new DryRun(bundle, mode).dryRun(run).decisions()).as(mode.name()).extracting(DryRunDecision::verdict).isEqualTo(live);
        }
    }
}
