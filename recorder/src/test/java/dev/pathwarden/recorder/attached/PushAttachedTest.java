package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.recorder.attached.program.Reading;
import dev.pathwarden.recorder.cli.CliRun;
import dev.pathwarden.recorder.cli.Pathwarden;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Guardrails that are pushed over HTTPS to programs that run, with every process that takes part in it. */
@Timeout(300)
class PushAttachedTest {

    @TempDir
    private Path directory;
    private Path plan;
    private Path signing;
    private final List<Process> started = new ArrayList<>();
    private BufferedReader said;
    private Writer told;

    @BeforeEach
    void files() throws IOException {
        plan = directory.resolve("plan.yaml");
        signing = directory.resolve("a.key");
        Files.createFile(Files.createDirectory(directory.resolve("files")).resolve("a"));
        Files.writeString(Files.createDirectory(directory.resolve("drafts")).resolve("stops.yaml"), "id: stops-a\ntitle: Stops\non: [data.file.read]\nwhen: step.name == 'a'\naction: block\n");
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void bundle_isPushedToTwoHosts_takenByTheProgramThatRunsThere_toldByStatus_andRolledBack() throws Exception {
        String key = CliRun.of("policy", "key", "--file", signing).out().strip();
        String first = receiver("one", key);
        String second = receiver("two", key);
        assertThat(CliRun.of("policy", "rollout", "plan", "--policies", directory.resolve("drafts"), "--bundle", directory.resolve("guardrails.bundle"), "--policy-key", key, "--stage", "audit", "--stage", "enforce", "--to", first, "--to", second, "--out", plan).out())
                .contains("to 127.0.0.1:", "by the key sha256//");
        assertThat(Files.readString(plan)).contains("tokenFile: \"one/pathwarden/receiver.token\"").doesNotContain(Files.readString(directory.resolve("one/pathwarden/receiver.token")).strip());

        CliRun pushed = CliRun.of("policy", "rollout", "push", plan, "--sign", signing);
        assertThat(pushed.out()).contains("Deployed: stage 1 of 2, audit", "  taken        127.0.0.1:");
        assertThat(pushed.code()).isZero();
        Path bundle = directory.resolve("one/guardrails.bundle");
        start(new WatchedJvm(directory).option("scope", "process").option("policies", bundle).option("policyKey", key).option("numbers", directory.resolve("numbers")));
        assertThat(say("a")).isEqualTo("a done");
        awaitStatus("1 of 1 that are there has what is deployed");
        assertThat(CliRun.of("policy", "rollout", "next", plan, "--sign", signing).code()).isZero();
        CliRun status = awaitStatus("1 of 1 that are there has what is deployed");
        assertThat(status.out()).contains("stands at   stage 2 of 2, enforce", "receiver    127.0.0.1:", " has it since ", ", told by 127.0.0.1:");
        assertThat(say("a")).isEqualTo("a blocked");

        // One host is gone: nothing goes on, and what goes back waits for nobody.
        started.get(1).destroyForcibly().waitFor();
        assertThat(CliRun.of("policy", "rollout", "status", plan).code()).isEqualTo(1);
        CliRun back = CliRun.of("policy", "rollout", "rollback", plan, "--sign", signing);
        assertThat(back.code()).isEqualTo(1);
        assertThat(back.out()).contains("Rolled back: what was there before", "  taken        127.0.0.1:", "  not reached  127.0.0.1:", "Nothing listens there.");
        assertThat(back.err()).contains("1 of 2 receivers does not have it: see to the reason, and 'pathwarden policy rollout rollback " + plan + "' goes on with that one.");
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(() -> say("a").equals("a done"));
        told.close();
    }

    private CliRun awaitStatus(String text) {
        CliRun[] last = new CliRun[1];
        await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(100)).until(() -> {
            last[0] = CliRun.of("policy", "rollout", "status", plan);
            return last[0].code() == 0 && last[0].out().contains(text);
        });
        return last[0];
    }

    /** Starts a receiver on a host of its own, and gives it as a plan names it. */
    private String receiver(String host, String key) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Pathwarden.class.getName(),
                "policy", "receive", "--bundle", directory.resolve(host).resolve("guardrails.bundle").toString(), "--listen", "127.0.0.1:0", "--policy-key", key);
        Files.createDirectory(directory.resolve(host));
        builder.environment().put("XDG_CONFIG_HOME", directory.resolve(host).toString());
        Process process = builder.redirectError(directory.resolve(host + ".log").toFile()).start();
        started.add(process);
        BufferedReader lines = process.inputReader();
        String url = value(lines, "listens at  ");
        String pin = value(lines, "pin         ");
        return url + ",pin=" + pin + ",token-file=" + value(lines, "token in    ");
    }

    private static String value(BufferedReader lines, String head) throws IOException {
        String line = lines.readLine();
        assertThat(line).startsWith(head);
        return line.substring(head.length());
    }

    private void start(WatchedJvm jvm) throws IOException {
        Process process = jvm.start(Reading.class, directory.resolve("files"), 0);
        started.add(process);
        said = process.inputReader();
        told = process.outputWriter();
    }

    private String say(String name) throws IOException {
        told.write(name + "\n");
        told.flush();
        return said.readLine();
    }
}
