package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.recorder.attached.program.Aborting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults in a hook and in a guardrail of a watched JVM: counted, recorded, and the program goes on as {@code onFault} says. */
class FaultAttachedTest {

    /** Fails on each file of that name. */
    private static final String FAILING = """
            id: divides-by-zero
            title: Divides by zero
            on: [data.file.write]
            when: step.name == 'forbidden' && 1 / (size(step.name) - size(step.name)) == 1
            action: alert
            onFault: %s
            mode: enforce
            """;
    private static final String HARMLESS = """
            id: harmless
            title: Never fires
            on: [data.file.write]
            when: step.name == 'no such name'
            action: block
            onFault: %s
            mode: enforce
            """;

    @TempDir
    private Path directory;

    @Test
    void faultOfAGuardrail_withOnFaultAllow_isRecordedAndTheStepGoesOn() throws Exception {
        WatchedJvm.Ended ended = run(FAILING.formatted("allow"), "");

        assertThat(ended.lines()).startsWith("forbidden done", "after done", "open file done", "request done", "request again done", "datagram done", "first run done");
        assertThat(forbidden(ended)).isNotEmpty().allSatisfy(decided -> {
            assertThat(decided.decision().notEvaluated()).extracting(Decision.NotEvaluated::guardrail).containsExactly("divides-by-zero");
            assertThat(ended.outcome(decided.step()).status()).isEqualTo(Status.OK);
        });
    }

    @Test
    void faultOfAGuardrail_withOnFaultDeny_isRecordedAndTheStepIsStopped() throws Exception {
        WatchedJvm.Ended ended = run(FAILING.formatted("deny"), "");

        assertThat(ended.lines()).startsWith("forbidden PathwardenBlockedException", "after done", "open file done", "request done", "request again done", "datagram done", "first run done");
        assertThat(forbidden(ended)).singleElement().satisfies(decided -> {
            assertThat(decided.decision().notEvaluated()).extracting(Decision.NotEvaluated::guardrail).containsExactly("divides-by-zero");
            assertThat(ended.outcome(decided.step()).status()).isEqualTo(Status.BLOCKED);
        });
    }

    @Test
    void faultsOfAHook_withOnFaultAllow_areCountedAndRecordedAndTheProgramGoesOn() throws Exception {
        WatchedJvm.Ended ended = run(HARMLESS.formatted("allow"), "file.write");

        assertThat(ended.lines()).filteredOn(line -> !line.startsWith("heard ")).hasSize(11).allSatisfy(line -> assertThat(line).endsWith(" done"));
        assertThat(ended.process().hooks()).filteredOn(hook -> hook.hook().equals("file.write")).singleElement()
                .satisfies(hook -> assertThat(hook.detail()).matches("(.*; )?had [1-9][0-9]* faults, the last was java.lang.IllegalStateException at .*"));
        assertThat(ended.events(JournalEvent.RunEnded.class)).extracting(JournalEvent.RunEnded::status).containsOnly(Status.OK);
    }

    @Test
    void faultsOfAHook_withOnFaultDeny_stopWhatTheHookWouldHaveShown_inARunOnly() throws Exception {
        WatchedJvm.Ended ended = run(HARMLESS.formatted("deny"), "file.write");

        assertThat(ended.lines()).contains("first run PathwardenBlockedException", "second run PathwardenBlockedException", "outside done");
        assertThat(directory.resolve("files/second")).doesNotExist();
        assertThat(ended.process().hooks()).filteredOn(hook -> hook.hook().equals("file.write")).singleElement().satisfies(hook -> assertThat(hook.detail()).contains(" faults, the last was "));
    }

    private WatchedJvm.Ended run(String guardrail, String failingHook) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        WatchedJvm jvm = new WatchedJvm(directory).option("agent", Aborting.class.getName() + ".agent").guardrails(guardrail);
        return (failingHook.isEmpty() ? jvm : jvm.option("faults", failingHook)).run(Aborting.class, files);
    }

    private static List<JournalEvent.StepDecided> forbidden(WatchedJvm.Ended ended) {
        return ended.decided().stream().filter(decided -> decided.step().operation() == Operation.DATA_FILE_WRITE && decided.step().name().equals("forbidden")).toList();
    }
}
