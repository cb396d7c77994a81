package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.recorder.attached.program.Pressure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under many threads at once nothing stands still, no virtual thread holds its carrier for the recorder's sake, and no step is missing. */
class PressureAttachedTest {

    private static final int TASKS = 400;
    private static final int FILES = 5;
    private static final String WATCH = """
            id: watch-writes
            title: Personal data in a file
            description: Detects personal data on its way into a file.
            severity: low
            maturity: sandbox
            on: [data.file.write]
            when: step.file.contentKnown && step.labels.exists(l, l.startsWith('pii.')) && count('data.file.read') >= 0
            action: alert
            mode: enforce
            message: Seen.
            misses: Much.
            false_positives: All.
            """;

    @Test
    void manyThreads_neitherDeadlockNorPin_andLeaveEveryStep(@TempDir Path directory) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("scope", "process").option("require", "all").guardrails(WATCH).jvmArgument("-Xmx256m").run(Pressure.class, files);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.lines()).containsExactly("done " + TASKS);
        List<Step> steps = ended.steps();
        assertThat(steps.stream().filter(step -> step.operation() == Operation.DATA_FILE_WRITE && step.name().startsWith("in-") && step.labels().contains("pii.email"))).hasSize(TASKS * FILES);
        assertThat(steps.stream().filter(step -> step.operation() == Operation.DATA_FILE_READ && step.name().startsWith("in-"))).hasSize(TASKS * FILES);
        assertThat(steps.stream().filter(step -> step.operation() == Operation.DATA_NET)).hasSize(TASKS);
        assertThat(ended.decided()).filteredOn(decided -> !decided.decision().verdicts().isEmpty()).hasSize(TASKS * FILES);
        assertThat(ended.decided().stream().map(decided -> decided.decision().ticket()).distinct().count()).isEqualTo(steps.size());
        assertThat(ended.process().dropped()).isZero();
        assertThat(ended.process().hooks()).noneMatch(hook -> hook.detail().contains("had faults"));
    }
}
