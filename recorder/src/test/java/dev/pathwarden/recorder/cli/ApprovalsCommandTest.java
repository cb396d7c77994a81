package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.recorder.home.ProductHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers given from the command line to a run that goes on, and from within it. */
@Timeout(120)
class ApprovalsCommandTest {

    private static final String HOLD = """
            id: held-deletions
            title: Deletions wait
            on: [data.file.delete]
            when: step.name.startsWith('held')
            action: hold
            mode: enforce
            message: "{step.file.path} is to go."
            """;

    /** Deletes two files, each after the other; meanwhile a shell below it tries to answer in its place. */
    private static final String PROGRAM = """
            import java.nio.file.Files;
            import java.nio.file.Path;

            public class Cleaner {
                public static void main(String[] args) throws Exception {
                    Files.writeString(Path.of(args[0], "list"), "held-1 held-2");
                    new ProcessBuilder("sh", args[1]).inheritIO().start();
                    for (String name : new String[] {"held-1", "held-2"}) {
                        try {
                            Files.delete(Path.of(args[0], name));
                            System.out.println(name + " deleted");
                        } catch (SecurityException blocked) {
                            System.out.println(name + " blocked");
                        }
                    }
                }
            }
            """;

    @TempDir
    private Path directory;
    private Path out;
    private Map<String, String> own;
    private Process run;

    @BeforeEach
    void begin() throws Exception {
        out = directory.resolve("recorded");
        own = environment(directory.resolve("home"));
        Path files = Files.createDirectory(directory.resolve("files"));
        Files.createFile(files.resolve("held-1"));
        Files.createFile(files.resolve("held-2"));
        Path guardrails = Files.writeString(directory.resolve("hold.yaml"), HOLD);
        Path program = Files.writeString(directory.resolve("Cleaner.java"), PROGRAM);
        // Cleans its environment, so that only its ancestors tell where it comes from.
        Path script = Files.writeString(directory.resolve("answer.sh"), "while [ ! -s '" + directory + "/id' ]; do sleep 0.1; done\n"
                + "env -i PATH=\"$PATH\" HOME='" + own.get("HOME") + "' '" + ProductHome.java() + "' -cp '" + System.getProperty("java.class.path") + "' " + Pathwarden.class.getName()
                + " approvals approve '" + out + "' $(cat '" + directory + "/id') 2> '" + directory + "/said'; echo $? > '" + directory + "/code.new'; mv '" + directory + "/code.new' '" + directory + "/code'\n");
        List<String> command = new ArrayList<>(List.of(ProductHome.java().toString(), "-cp", System.getProperty("java.class.path"),
                "-D" + ProductHome.PROPERTY + "=" + Path.of("").toAbsolutePath().getParent(), Pathwarden.class.getName(),
                "run", "--scope", "process", "--out", out.toString(), "--policies", guardrails.toString(), "--", ProductHome.java().toString(), program.toString(), files.toString(), script.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(directory.resolve("stdout").toFile()).redirectError(directory.resolve("stderr").toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().putAll(own);
        run = builder.start();
    }

    @AfterEach
    void end() {
        run.descendants().forEach(ProcessHandle::destroyForcibly);
        run.destroyForcibly();
    }

    private static Map<String, String> environment(Path home) {
        return new HashMap<>(Map.of("PATH", System.getenv("PATH"), "HOME", home.toString()));
    }

    @Test
    void answers_countFromOutsideOfTheRunOnly() throws Exception {
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.isDirectory(out.resolve("journal")) && !waiting().isEmpty());
        Map<?, ?> held = waiting().get(0);
        String id = ((Map<?, ?>) held.get("step")).get("id").toString();

        showsWhatAnApproverHasToKnow(held, id);
        anAnswerFromWithinIsRefused(id);
        anAnswerWithAnotherKeyIsNotTaken(id);

        assertThat(cli("approve", "--reason", "x".repeat(501), out, id)).satisfies(tooLong -> {
            assertThat(tooLong.code()).isEqualTo(3);
            assertThat(tooLong.err()).contains("A reason has at most 500 characters, and this one has 501");
        });
        CliRun approved = cli("approve", "--reason", "backed-up", out, id.substring(0, 8));
        assertThat(approved.err()).isEmpty();
        assertThat(approved.code()).isZero();
        assertThat(approved.out()).startsWith("Step " + id + ", data.file.delete held-1: approved by ").contains("backed-up");
        assertThat(cli("approve", out, id).err()).contains("no longer waits: approved by");

        await().until(() -> !waiting().isEmpty());
        String second = ((Map<?, ?>) waiting().get(0).get("step")).get("id").toString();
        assertThat(cli("deny", "--json", out, second).out()).contains("\"answer\":\"denied\"");

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(directory.resolve("stdout"))).isEqualTo("held-1 deleted\nheld-2 blocked\n");
        theSnapshotTells(id);
    }

    private void showsWhatAnApproverHasToKnow(Map<?, ?> held, String id) {
        assertThat(held.get("waits")).isEqualTo(true);
        assertThat((Long) held.get("remainingNanos")).isBetween(1L, Duration.ofMinutes(10).toNanos());
        assertThat(held.get("path").toString()).contains("agent.invoke").contains("list");
        assertThat(cli("list", out).out()).contains(id).contains("data.file.delete held-1").contains(" left").contains("\"path\":\"" + directory + "/files/held-1\"")
                .contains("held-deletions@").contains("/held-1 is to go.").contains("data.file.write list  ok");
        assertThat(cli("list", "--full", id.substring(0, 8), out).out()).contains(id).contains(" left").contains("\"path\":\"" + directory + "/files/held-1\"");
        assertThat(cli("list", "--full", id, "--watch", out)).satisfies(both -> {
            assertThat(both.code()).isEqualTo(2);
            assertThat(both.err()).contains("leave out --watch");
        });
    }

    private void anAnswerFromWithinIsRefused(String id) throws Exception {
        Files.writeString(directory.resolve("id"), id);
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(directory.resolve("code")));
        assertThat(Files.readString(directory.resolve("code"))).isEqualTo("4\n");
        assertThat(Files.readString(directory.resolve("said"))).contains("This program was started by the watched process").contains("a run does not answer for itself");

        Map<String, String> inherited = new HashMap<>(own);
        inherited.put("PATHWARDEN_RUN", "0af7651916cd43dd8448eb211c80319c");
        CliRun within = CliRun.of(Terminal.NONE, inherited, "approvals", "approve", out, id);
        assertThat(within.code()).isEqualTo(4);
        assertThat(within.err()).contains("belongs to the recorded run 0af7651916cd43dd8448eb211c80319c");
        assertThat(waiting()).hasSize(1);
    }

    private void anAnswerWithAnotherKeyIsNotTaken(String id) {
        Map<String, String> stranger = environment(directory.resolve("stranger"));
        CliRun without = CliRun.of(Terminal.NONE, stranger, "approvals", "approve", out, id);
        assertThat(without.code()).isEqualTo(4);
        assertThat(without.err()).contains("You have no approver's key yet");
        CliRun.of(Terminal.NONE, stranger, "approvals", "key");
        CliRun other = CliRun.of(Terminal.NONE, stranger, "approvals", "approve", out, id);
        assertThat(other.code()).isEqualTo(4);
        assertThat(other.err()).contains("has not taken it").contains("the key of another approver");
        assertThat(waiting()).hasSize(1);
    }

    private void theSnapshotTells(String id) throws Exception {
        assertThat(CliRun.of("show", out, "1").out()).contains("approved by").contains("backed-up").contains("denied by");
        assertThat(CliRun.of("show", "--json", out, "1").out()).contains("\"answer\":\"approved\"").contains("\"reason\":\"backed-up\"");
        assertThat(cli("list", out).out()).isEqualTo("No step waits for an answer." + System.lineSeparator());
        assertThat(cli("list", "--all", out).out()).contains(id).contains("approved by");
        assertThat(cli("list", "--watch", "--all", "--json", out).out().lines()).hasSize(2);
        assertThat(cli("approve", out, id).err()).contains("has ended, so no step of it waits any more");
        Path archive = directory.resolve("runs.pathwarden");
        assertThat(CliRun.of("export", out, "--out", archive).code()).isZero();
        assertThat(CliRun.of("show", archive, "1").out()).contains("backed-up");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(own.get("HOME"), ".config/pathwarden/approver.key")))).isEqualTo("rw-------");
        try (var answers = Files.list(out.resolve("journal/approvals"))) {
            assertThat(answers).hasSize(2).allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------"));
        }
        assertThat(cli("key").out()).matches("[0-9a-f]{64}\\R");
    }

    private List<Map<?, ?>> waiting() {
        CliRun list = cli("list", "--json", out);
        List<Map<?, ?>> held = new ArrayList<>();
        if (list.code() == 0) {
            ((List<?>) ((Map<?, ?>) JsonText.parse(list.out().strip(), 1_000_000)).get("held")).forEach(each -> held.add((Map<?, ?>) each));
        }
        return held;
    }

    private CliRun cli(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("approvals"));
        all.addAll(List.of(arguments));
        return CliRun.of(Terminal.NONE, own, all.toArray());
    }
}
