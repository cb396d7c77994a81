package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.snapshot.RunMerger;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.recorder.attached.program.Aborting;
import dev.pathwarden.recorder.attached.program.AbortingTogether;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guardrail ends a whole run, whatever the program makes of it, and no other. */
class AbortAttachedTest {

    private static final String ABORT = """
            id: ends-the-run
            title: Ends the run
            on: [data.file.write]
            when: step.name == 'forbidden'
            action: block
            abort: true
            mode: enforce
            """;

    @Test
    void blockedStep_withAbort_endsItsRunAndRefusesWhatComesLate(@TempDir Path directory) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("agent", Aborting.class.getName() + ".agent").guardrails(ABORT).run(Aborting.class, files);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.lines()).containsExactly("forbidden PathwardenAbort", "after PathwardenAbort", "open file PathwardenAbort", "request PathwardenAbort", "request again PathwardenAbort",
                "datagram PathwardenAbort", "first run PathwardenAbort", "late PathwardenAbort",
                "late open file PathwardenAbort", "second run done", "outside done", "heard 0");
        assertThat(files.resolve("after")).doesNotExist();
        assertThat(files.resolve("late")).doesNotExist();
        assertThat(files.resolve("open")).hasContent("allowed");

        assertThat(ended.events(JournalEvent.RunEnded.class)).extracting(JournalEvent.RunEnded::status).containsExactly(Status.BLOCKED, Status.OK);
        List<RecordedRun> runs = RunMerger.merge(ended.journal()).runs();
        List<RecordedStep> stopped = runs.get(0).steps().stream().filter(step -> step.operation() != Operation.AGENT_INVOKE && step.status() == Status.BLOCKED).toList();
        assertThat(stopped).extracting(step -> step.decision().verdicts().stream().map(Verdict::guardrail).toList())
                .startsWith(List.of("ends-the-run")).endsWith(List.of("aborted-run")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(stopped).extracting(RecordedStep::operation).contains(Operation.OUTCOME);
        assertThat(runs.get(1).steps()).allSatisfy(step -> assertThat(step.status()).isEqualTo(Status.OK));
        DryRun asLive = new DryRun(GuardrailCompiler.compile(List.of(new GuardrailSource("f", ABORT))).bundle(), DryRunMode.AS_LIVE);
        assertThat(asLive.dryRun(runs.get(0)).decisions()).extracting(decision -> decision.verdict())
                .containsExactlyElementsOf(runs.get(0).steps().stream().flatMap(step -> step.decision().verdicts().stream()).toList());
    }

    @Test
    void blockedStep_withAbort_endsItsRunInTheOtherProcessesOfTheDirectory(@TempDir Path directory) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("agent", AbortingTogether.class.getName() + ".agent").guardrails(ABORT).run(AbortingTogether.class, files);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.lines()).containsExactly("child began", "child PathwardenAbort", "parent stopped", "the child is stopped PathwardenAbort",
                "child began", "the parent is stopped PathwardenAbort", "child stopped",
                "child began", "child done");
        assertThat(files.resolve("after-forbidden")).doesNotExist();
        assertThat(files.resolve("after-allowed")).exists();
        Path told = directory.resolve("journal/aborted-runs");
        assertThat(Files.readAllLines(told)).hasSize(2).doesNotHaveDuplicates();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(told))).isEqualTo("rw-------");
    }
}
