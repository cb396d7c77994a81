package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo.HookState;
import dev.pathwarden.recorder.attached.program.Carrying;
import dev.pathwarden.recorder.attached.program.Parent;
import dev.pathwarden.recorder.attached.program.Tampering;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent itself: its canaries, its own files, its modes, and what it does to a program when it cannot start. */
class AgentAttachedTest {

    private static final List<String> WITH_CANARY = List.of("file.read", "file.write", "file.content", "file.change", "file.delete", "process.start", "net.connect", "net.udp", "net.dns",
            "thread.start", "thread.executor", "thread.fork-join");
    private static final String DENY_ALL = """
            id: no-writes
            title: No writes
            description: Detects every write.
            severity: low
            maturity: sandbox
            on: [data.file.write]
            when: "true"
            action: block
            mode: %s
            message: No.
            misses: Nothing.
            false_positives: All.
            """;

    @Test
    void canary_ofASabotagedHook_failsAndIsInTheRecord(@TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("sabotage", "file.read").run(Carrying.class, directory);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(notLive(ended)).extracting(HookState::hook).containsExactly("file.read");
        assertThat(notLive(ended)).extracting(HookState::detail).allSatisfy(detail -> assertThat(detail).contains("java.io.FileInputStream").contains("was not seen"));
    }

    @Test
    void canaries_ofAllSabotagedHooks_failAndDoNoHarm(@TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("sabotage", String.join(":", WITH_CANARY)).run(Carrying.class, directory);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("end\n");
        assertThat(notLive(ended)).extracting(HookState::hook).containsExactlyElementsOf(WITH_CANARY);
    }

    @Test
    void requiredHook_thatIsNotLive_keepsTheProgramFromStarting(@TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("require", "net.dns:file.read").option("sabotage", "file.read:file.write").run(Carrying.class, directory);

        assertThat(ended.code()).isEqualTo(125);
        assertThat(ended.out()).isEmpty();
        assertThat(directory.resolve("in-thread")).doesNotExist();
        assertThat(ended.err().lines()).singleElement().asString().startsWith("pathwarden: the program was not started").contains("file.read").contains("java.io.FileInputStream").doesNotContain("file.write");
    }

    @Test
    void requiredHooks_allLiveOrNotLoaded_letTheProgramStart(@TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("require", "all").run(Carrying.class, directory);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("end\n");
        assertThat(ended.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour=red", "policies=/nowhere/x.bundle"})
    void requiredHooks_whereTheRecorderDoesNotStart_keepTheProgramFromStarting(String option, @TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("require", "all").option(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1)).run(Carrying.class, directory);

        assertThat(ended.code()).isEqualTo(125);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).singleElement().asString().startsWith("pathwarden: the program was not started").contains(option.substring(option.indexOf('=') + 1));
    }

    @Test
    void requiredHook_thatThereIsNot_isNamed(@TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("require", "file.reed").run(Carrying.class, directory);

        assertThat(ended.code()).isEqualTo(125);
        assertThat(ended.err()).contains("there is no hook file.reed").contains("file.read");
    }

    private static List<HookState> notLive(WatchedJvm.Ended ended) {
        return ended.process().hooks().stream().filter(hook -> Boolean.FALSE.equals(hook.live())).toList();
    }

    @Test
    void recordersOwnFiles_evenOutsideOfARun_areOutOfReach(@TempDir Path directory) throws Exception {
        WatchedJvm jvm = new WatchedJvm(directory).guardrails(DENY_ALL.formatted("audit"));
        Path jar = Path.of("target", "pathwarden-agent.jar").toAbsolutePath();
        long jarBytes = Files.size(jar);
        WatchedJvm.Ended ended = jvm.run(Tampering.class, jvm.journal(), jar, directory.resolve("guardrails.bundle"));

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.lines()).isNotEmpty().allSatisfy(line -> assertThat(line).endsWith(" blocked"));
        assertThat(ended.journal().damages()).isEmpty();
        assertThat(jar).hasSize(jarBytes);
        assertThat(directory.resolve("guardrails.bundle")).isNotEmptyFile();
    }

    @Test
    void recordersOwnFiles_inARun_areRefusedInTheRecord(@TempDir Path directory) throws Exception {
        WatchedJvm jvm = new WatchedJvm(directory).option("scope", "process").option("mode", "audit").guardrails(DENY_ALL.formatted("audit"));
        WatchedJvm.Ended ended = jvm.run(Tampering.class, jvm.journal(), Path.of("target", "pathwarden-agent.jar").toAbsolutePath(), directory.resolve("guardrails.bundle"));

        assertThat(ended.lines()).isNotEmpty().allSatisfy(line -> assertThat(line).endsWith(" blocked"));
        assertThat(ended.decided()).filteredOn(decided -> decided.decision().verdicts().stream().anyMatch(verdict -> verdict.guardrail().equals("recorder-files")))
                .hasSize(ended.lines().size());
    }

    @Test
    void recordersOwnFiles_inADirectoryOfTheClassPath_areRefusedAllTheSame(@TempDir Path directory) throws Exception {
        WatchedJvm jvm = new WatchedJvm(directory).directoryOnClassPath().option("scope", "process").guardrails(DENY_ALL.formatted("audit"));
        WatchedJvm.Ended ended = jvm.run(Tampering.class, jvm.journal(), Path.of("target", "pathwarden-agent.jar").toAbsolutePath(), directory.resolve("guardrails.bundle"));

        assertThat(ended.lines()).isNotEmpty().allSatisfy(line -> assertThat(line).endsWith(" blocked"));
    }

    @Test
    void auditMode_recordsTheVerdictAndLetsTheProgramGoOn(@TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("scope", "process").option("mode", "audit").guardrails(DENY_ALL.formatted("enforce")).run(Carrying.class, directory);

        assertThat(ended.out()).isEqualTo("end\n");
        assertThat(directory.resolve("in-thread")).exists();
        assertThat(ended.decided()).filteredOn(decided -> decided.step().operation() == Operation.DATA_FILE_WRITE).isNotEmpty()
                .allSatisfy(decided -> {
                    assertThat(decided.decision().forced()).isEqualTo(Mode.AUDIT);
                    assertThat(decided.decision().verdicts()).extracting(verdict -> verdict.guardrail()).containsExactly("no-writes");
                });
    }

    @Test
    void agentScope_withoutAnAgent_countsAndRecordsNothing(@TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).run(Carrying.class, directory);

        assertThat(ended.out()).isEqualTo("end\n");
        assertThat(ended.steps()).isEmpty();
        assertThat(ended.events(JournalEvent.RunStarted.class)).isEmpty();
        assertThat(ended.process().outside()).isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour=red", "mode=strict", "policies=/nowhere/x.bundle"})
    void badOption_isNamedInOneLineAndTheProgramRunsUnrecorded(String option, @TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).option(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1)).run(Parent.class, directory, "child");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).singleElement().asString().startsWith("pathwarden: the recorder did not start").contains(option.substring(option.indexOf('=') + 1));
        assertThat(directory.resolve("from-child")).exists();
    }
}
