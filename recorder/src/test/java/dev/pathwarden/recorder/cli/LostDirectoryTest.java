package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.recorder.attached.program.Waiting;
import dev.pathwarden.recorder.home.ProductHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Watched JVMs whose own recording directory is deleted, or turns read-only, while they run: the program goes on, what is denied is denied, and what is missing is told. */
@Timeout(180)
class LostDirectoryTest {

    private static final String GUARDRAIL = """
            id: forbidden-file
            title: Writes the forbidden file
            description: Detects that the forbidden file is written.
            severity: high
            maturity: sandbox
            on: [data.file.write]
            when: step.name == 'forbidden'
            action: block
            mode: enforce
            message: "{step.name} is forbidden."
            misses: Nothing.
            false_positives: None known.
            """;

    @TempDir
    private Path directory;
    private Path disk;
    private Path files;
    private Path policies;

    @BeforeEach
    void directories() throws IOException {
        disk = Files.createDirectory(directory.resolve("disk"));
        files = Files.createDirectory(directory.resolve("files"));
        policies = Files.writeString(Files.createDirectory(directory.resolve("policies")).resolve("forbidden-file.yaml"), GUARDRAIL).getParent();
    }

    @Test
    void run_whoseDirectoryIsDeleted_givesTheCommandsCode_andMakesTheSnapshotOfWhatItHeldOpen() throws Exception {
        Path out = disk.resolve("recorded");
        Process run = builder(List.of(), command("run", "--scope", "process", "--policies", policies.toString(), "--out", out.toString(), "--", ProductHome.java().toString(), "-cp", classes(), Waiting.class.getName(), files.toString()))
                .redirectError(directory.resolve("said").toFile()).start();

        assertWaitsAndEnds(run, () -> Disk.delete(out));

        String said = Files.readString(directory.resolve("said"));
        assertThat(run.exitValue()).as(said).isEqualTo(7);
        assertThat(files.resolve("forbidden")).doesNotExist();
        assertThat(said.lines()).as(said).filteredOn(line -> line.contains("the journal of this process was deleted from " + out + "/journal while it was written")).hasSize(1);
        assertThat(said).contains("pathwarden: 1 run, ").contains("was deleted while it was recorded; its content was held open and has been put back.").containsPattern("\\d+ events could not be written");
        try (Snapshot snapshot = Snapshots.open(out)) {
            RunSummary only = snapshot.runs().get(0);
            assertThat(snapshot.run(only.run().id()).steps()).extracting(step -> step.step().name()).contains("before", "note");
            assertThat(snapshot.damages()).anySatisfy(damage -> assertThat(damage).containsPattern("\\d+ events could not be written"));
        }
    }

    @Test
    void bareAgent_whoseDirectoryIsDeleted_goesOn_andSaysAtTheEndWhatIsLost() throws Exception {
        Path out = disk.resolve("journal");
        Process program = builder(List.of(), watched(out)).redirectError(directory.resolve("said").toFile()).start();

        assertWaitsAndEnds(program, () -> Disk.delete(out));

        String said = Files.readString(directory.resolve("said"));
        assertThat(program.exitValue()).as(said).isEqualTo(7);
        assertThat(said.lines()).as(said).singleElement().asString().startsWith("pathwarden: the journal of this process was deleted from " + out + " while it was written; ")
                .containsPattern("and \\d+ events could not be written at all[.]$");
        assertThat(files.resolve("forbidden")).doesNotExist();
    }

    @Test
    void bareAgent_whoseDirectoryTurnsReadOnly_goesOn_saysSoAtTheEnd_andTheRecordSaysHowMuchIsMissing() throws Exception {
        assumeTrue(hasMounts(), "no mount namespace");
        Path out = disk.resolve("journal");
        String readOnly = "mount --bind '" + disk + "' '" + disk + "'; mount -o remount,bind,ro '" + disk + "'";
        // The mount is made by the shell, in whose namespace the program runs.
        String script = "mkfifo '" + directory + "/in' '" + directory + "/out'; \"$@\" <'" + directory + "/in' >'" + directory + "/out' & program=$!; exec 4>'" + directory + "/in' 3<'" + directory + "/out'; read -r line <&3; echo $line; "
                + readOnly + "; echo go >&4; cat <&3; wait $program";
        Process program = builder(List.of("unshare", "-rm", "sh", "-c", script, "sh"), watched(out)).redirectError(directory.resolve("said").toFile()).start();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(directory.resolve("said"));
        assertThat(program.exitValue()).as(said).isEqualTo(7);
        assertThat(printed.lines()).containsExactly("written", "PathwardenBlockedException");
        assertThat(said.lines()).as(said).singleElement().asString().containsPattern("^pathwarden: \\d+ events of this process could not be recorded, because nothing more could be written to ").contains(out + ": see that there is room");
        CliRun shown = CliRun.of("show", out);
        assertThat(shown.code()).isZero();
        assertThat(shown.out() + shown.err()).containsPattern("\\d+ events could not be written");
    }

    private interface Loss {
        void happen() throws IOException;
    }

    private void assertWaitsAndEnds(Process program, Loss loss) throws Exception {
        try (BufferedReader lines = program.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("written");
            loss.happen();
            program.getOutputStream().write('\n');
            program.getOutputStream().flush();
            assertThat(lines.readLine()).as("guardrails go on deciding").isEqualTo("PathwardenBlockedException");
            assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            program.destroyForcibly();
        }
    }

    private List<String> watched(Path out) {
        Path bundle = directory.resolve("guardrails.bundle");
        assertThat(CliRun.of("policy", "bundle", policies, "--out", bundle).code()).isZero();
        return List.of(ProductHome.java().toString(), "-javaagent:" + new ProductHome(Path.of("").toAbsolutePath().getParent()).agentJar() + "=out=" + out + ",policies=" + bundle + ",scope=process", "-cp", classes(), Waiting.class.getName(),
                files.toString());
    }

    private static boolean hasMounts() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private static String classes() {
        return Path.of("target", "test-classes").toAbsolutePath().toString();
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(ProductHome.java().toString(), "-cp", System.getProperty("java.class.path"),
                "-D" + ProductHome.PROPERTY + "=" + Path.of("").toAbsolutePath().getParent(), Pathwarden.class.getName()));
        if (Runtime.version().feature() >= 24) {
            command.add(1, "--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of(arguments));
        return command;
    }

    private ProcessBuilder builder(List<String> starter, List<String> command) {
        List<String> all = new ArrayList<>(starter);
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().put("HOME", directory.toString());
        return builder;
    }
}
