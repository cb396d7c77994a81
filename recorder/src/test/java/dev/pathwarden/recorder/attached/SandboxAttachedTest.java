package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.recorder.attached.program.Aborting;
import dev.pathwarden.recorder.attached.program.Sandboxing;
import dev.pathwarden.recorder.hooks.process.Bubblewrap;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes of a watched program in a real sandbox, and what becomes of them where there is none. */
class SandboxAttachedTest {

    private static final String SANDBOX = """
            id: shells-in-a-sandbox
            title: Shells run in a sandbox
            on: [code.process]
            when: step.process.executable == 'bash'
            action: sandbox
            sandbox: {write: [out]}
            mode: enforce
            """;

    @TempDir
    private Path directory;

    @Test
    void processes_inASandbox_changeNothingButWhatTheyMay() throws Exception {
        String problem = new Bubblewrap(List.of(), List.of()).problem();
        Assumptions.assumeTrue(problem == null, problem);
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            WatchedJvm.Ended ended = run(SANDBOX, listener);

            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.lines()).containsExactly("write-in 7 [said]", "write-out 1 []", "tmp 0 [wrote]", "tmp-outside false", "network 1 []", "journal 0 [0]", "key 1 []",
                    "environment 0 [mine]", "endless 143");
            Path files = directory.resolve("files");
            assertThat(files.resolve("out/made")).hasContent("x");
            assertThat(files.resolve("out/old")).doesNotExist();
            assertThat(files.resolve("written")).doesNotExist();
            Step first = processes(ended).get(0);
            assertThat(first.arguments().get("argv").toString()).startsWith("[bash, -c, echo said;");
            String out = files.toRealPath() + "/out/";
            assertThat(ended.outcome(first).facts().get(Field.PROCESS_CHANGED)).isEqualTo(List.of("changed " + out + "kept", "created " + out + "made", "removed " + out + "old"));
            assertThat(ended.outcome(first).facts().get(Field.PROCESS_EXIT)).isEqualTo(7L);
            assertThat(processes(ended)).hasSize(8).allSatisfy(step -> assertThat(ended.outcome(step).status()).isEqualTo(Status.OK));
            assertThat(ended.process().hooks()).noneMatch(hook -> hook.detail().contains("fault"));
        }
    }

    @Test
    void processes_withTheNetworkAllowed_reachIt() throws Exception {
        String problem = new Bubblewrap(List.of(), List.of()).problem();
        Assumptions.assumeTrue(problem == null, problem);
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(run(SANDBOX.replace("{write: [out]}", "{network: true}"), listener).lines()).contains("network 0 [connected]");
            assertThat(directory.resolve("files/out/made")).doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource({"sandbox, no-sandbox, It cannot be run in a sandbox: only processes can be run in a sandbox.", "redact, no-redaction, 'Nothing can be taken out of this step, so it is stopped: words are taken out where a tool is called and nowhere else; let the guardrail ask for block or hold, or put it on tool.call.'"})
    void whatCannotBeDoneWithAStep_refusesItAndSaysSoInTheRecord(String action, String builtIn, String message) throws Exception {
        Path files = Files.createDirectories(directory.resolve("files"));
        String guardrail = SANDBOX.replace("code.process", "data.file.write").replace("step.process.executable == 'bash'", "step.name == 'forbidden'").replace("action: sandbox", "action: " + action);
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("agent", Aborting.class.getName() + ".agent").guardrails(guardrail).run(Aborting.class, files);

        assertThat(ended.lines()).startsWith("forbidden PathwardenBlockedException", "after done");
        assertThat(ended.decided()).filteredOn(decided -> decided.step().name().equals("forbidden")).singleElement()
                .satisfies(decided -> assertThat(decided.decision().verdicts()).last().satisfies(verdict -> {
                    assertThat(verdict.guardrail()).isEqualTo(builtIn);
                    assertThat(verdict.message()).isEqualTo(message);
                }));
    }

    private WatchedJvm.Ended run(String guardrail, ServerSocket listener) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        Path out = Files.createDirectory(files.resolve("out"));
        Files.writeString(out.resolve("old"), "old");
        Files.writeString(out.resolve("kept"), "kept");
        Path keys = Files.createDirectory(directory.resolve("keys"));
        Path approver = Files.writeString(keys.resolve("approver.key"), "secret");
        Path deployment = Files.writeString(keys.resolve("deployment.key"), "0".repeat(64));
        WatchedJvm jvm = new WatchedJvm(directory).option("scope", "process").option("key", deployment).guardrails(guardrail);
        return jvm.run(Sandboxing.class, files, listener.getLocalPort(), jvm.journal(), approver);
    }

    private static List<Step> processes(WatchedJvm.Ended ended) {
        return ended.steps().stream().filter(step -> step.operation() == Operation.CODE_PROCESS).toList();
    }
}
