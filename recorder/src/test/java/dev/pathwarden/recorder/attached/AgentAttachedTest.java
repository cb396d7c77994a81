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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent itself: its canaries, its own files, its modes, and what it does to a program when it cannot start. */
class AgentAttachedTest {

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

    /** The hooks that prove at start that they are live, or that they are not. */
    private static Stream<String> provedAtStart() {
        return Stream.of("file.read", "file.write", "file.content", "file.change", "file.delete", "file.attributes", "file.list", "process.start", "net.connect", "net.udp", "net.dns",
                "code.class", "thread.start", "thread.executor", "thread.fork-join", "thread.completion", "thread.cleaner", "process.end");
    }

    @Test
    void hooks_thatAreSound_areLiveAndAllInTheTable(@TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).run(Parent.class, directory, "child");

        assertThat(notLive(ended)).isEmpty();
        assertThat(ended.process().hooks()).filteredOn(hook -> Boolean.TRUE.equals(hook.live())).extracting(HookState::hook).containsExactlyElementsOf(provedAtStart().toList());
    }

    @ParameterizedTest
    @MethodSource("provedAtStart")
    void sabotagedHook_isNamedInTheRecord(String hook, @TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("sabotage", hook).run(Parent.class, directory, "child");

        assertThat(ended.code()).as(ended.err()).isZero();
        if (hook.equals("process.end")) {
            assertThat(ended.events(JournalEvent.ProcessSeen.class)).hasSize(1);
        }
        assertThat(notLive(ended)).extracting(HookState::hook).containsExactly(hook);
        assertThat(notLive(ended)).extracting(HookState::detail).allSatisfy(detail -> assertThat(detail).containsAnyOf("was not seen", "was not woven"));
    }

    @Test
    void canaries_ofAllSabotagedHooks_failAndDoNoHarm(@TempDir Path directory) throws Exception {
        List<String> all = provedAtStart().toList();
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("sabotage", String.join(":", all)).run(Carrying.class, directory);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("end\n");
        assertThat(notLive(ended)).extracting(HookState::hook).containsExactlyElementsOf(all);
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
        // Outside of a run links are not followed.
        assertThat(ended.lines()).filteredOn(line -> !line.startsWith("linked-")).hasSizeGreaterThan(30).allSatisfy(AgentAttachedTest::isNoSuccess);
        assertThat(ended.lines()).filteredOn(line -> line.matches("(open-descriptor|mapped-file) .*")).anyMatch(line -> line.endsWith(" blocked"));
        assertThat(jar).hasSize(jarBytes);
        assertThat(directory.resolve("guardrails.bundle")).isNotEmptyFile();
    }

    @Test
    void recordersOwnFiles_inARun_areRefusedInTheRecord(@TempDir Path directory) throws Exception {
        WatchedJvm jvm = new WatchedJvm(directory).option("scope", "process").option("mode", "audit").guardrails(DENY_ALL.formatted("audit"));
        WatchedJvm.Ended ended = jvm.run(Tampering.class, jvm.journal(), Path.of("target", "pathwarden-agent.jar").toAbsolutePath(), directory.resolve("guardrails.bundle"));

        assertThat(ended.lines()).hasSizeGreaterThan(35).allSatisfy(AgentAttachedTest::isNoSuccess);
        assertThat(ended.decided()).filteredOn(decided -> decided.decision().verdicts().stream().anyMatch(verdict -> verdict.guardrail().equals("recorder-files")))
                .hasSize((int) ended.lines().stream().filter(line -> line.endsWith(" blocked")).count());
        assertThat(ended.journal().damages()).isEmpty();
    }

    @Test
    void recordersOwnFiles_inADirectoryOfTheClassPath_areRefusedAllTheSame(@TempDir Path directory) throws Exception {
        WatchedJvm jvm = new WatchedJvm(directory).directoryOnClassPath().option("scope", "process").guardrails(DENY_ALL.formatted("audit"));
        WatchedJvm.Ended ended = jvm.run(Tampering.class, jvm.journal(), Path.of("target", "pathwarden-agent.jar").toAbsolutePath(), directory.resolve("guardrails.bundle"));

        assertThat(ended.lines()).isNotEmpty().allSatisfy(AgentAttachedTest::isNoSuccess);
    }

    private static void isNoSuccess(String attempt) {
        assertThat(attempt).matches("[a-zA-Z-]+ blocked|(open-descriptor|mapped-file) absent");
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
