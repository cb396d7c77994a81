package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.recorder.home.ProductHome;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} in a process of its own, with real signals and real JVMs below it. */
class RunProcessTest {

    @TempDir
    private Path directory;
    private Path out;

    @BeforeEach
    void out() {
        out = directory.resolve("recorded");
    }

    @Test
    void run_thatIsTerminated_passesTheSignalOnAndGivesBackTheCommandsCode() throws Exception {
        Process run = start("run", "--out", out.toString(), "--", "sh", "-c", "trap 'echo got it; kill $!; exit 5' TERM; sleep 60 & echo ready; wait");
        try (BufferedReader lines = run.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("ready");

            // Unlike Process.destroy, it leaves the streams open.
            run.toHandle().destroy();

            assertThat(lines.readLine()).isEqualTo("got it");
            assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(run.exitValue()).isEqualTo(5);
        } finally {
            run.destroyForcibly();
        }
    }

    @Test
    void run_ofACommandWithAnArgumentThatBeginsWithAt_givesItThatArgument() throws Exception {
        Path file = Files.writeString(directory.resolve("arguments"), "one two");
        Process run = start("run", "--out", out.toString(), "--", "echo", "@" + file, "@@");

        try (BufferedReader lines = run.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("@" + file + " @@");
        }
        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void run_withARequiredHookThatThereIsNot_doesNotStartTheProgram() throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        Process run = start("run", "--require-hooks=file.read,file.reed", "--out", out.toString(), "--", ProductHome.java().toString(), "-cp",
                Path.of("target", "test-classes").toAbsolutePath().toString(), KilledProgram.class.getName(), files.toString());
        String said = new String(run.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(said).isEqualTo(125);
        assertThat(said).contains("the program was not started").contains("there is no hook file.reed");
        assertThat(files).isEmptyDirectory();
    }

    @Test
    void run_ofAProgramThatIsKilled_keepsEveryStepBeforeIt() throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        Process run = start("run", "--scope", "process", "--out", out.toString(), "--", ProductHome.java().toString(), "-cp", Path.of("target", "test-classes").toAbsolutePath().toString(),
                KilledProgram.class.getName(), files.toString());
        String said = new String(run.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(said).isEqualTo(128 + 9);
        assertThat(said).contains("1 run, ").contains("The snapshot is in " + out);
        try (Snapshot snapshot = Snapshots.open(out)) {
            RunSummary only = snapshot.runs().get(0);
            List<String> written = snapshot.run(only.run().id()).steps().stream().filter(step -> step.operation() == Operation.DATA_FILE_WRITE).map(step -> step.step().name()).distinct().toList();
            assertThat(written).contains("file-0", "file-" + (KilledProgram.FILES - 1));
        }
    }

    @Test
    void run_ofSeveralJvmsInScopeProcess_isOneRun() throws Exception {
        Path source = Files.writeString(directory.resolve("Note.java"), """
                public class Note {
                    public static void main(String[] args) throws Exception {
                        java.nio.file.Files.writeString(java.nio.file.Path.of(args[0]), "a note");
                    }
                }
                """);
        String note = "'" + ProductHome.java() + "' '" + source + "' '" + directory;
        Process run = start("run", "--scope", "process", "--out", out.toString(), "--", "sh", "-c", note + "/first' && " + note + "/second'");
        String said = new String(run.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(said).isZero();
        assertThat(said).contains("1 run, ");
        try (Snapshot snapshot = Snapshots.open(out)) {
            RunSummary only = snapshot.runs().get(0);
            assertThat(only.run().status()).isEqualTo(Status.OK);
            assertThat(snapshot.run(only.run().id()).steps()).extracting(step -> step.step().name()).contains("first", "second");
            assertThat(snapshot.run(only.run().id()).steps()).filteredOn(step -> step.operation() == Operation.AGENT_INVOKE).hasSize(2);
        }
    }

    @Test
    void run_ofASourceFile_recordsAndStopsItAsAnyProgram() throws Exception {
        Path source = Files.writeString(directory.resolve("Report.java"), """
                public class Report {
                    public static void main(String[] args) throws Exception {
                        java.nio.file.Files.writeString(java.nio.file.Path.of(args[0]), "ada@example.com,4000001234647089,201-11-1037");
                    }
                }
                """);
        Path report = directory.resolve("report.csv");
        Process run = start("run", "--scope", "process", "--out", out.toString(), "--", ProductHome.java().toString(), source.toString(), report.toString());
        String said = new String(run.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(said).isEqualTo(1);
        assertThat(said).contains("This action was stopped by a security guardrail.").contains("1 run, ");
        assertThat(report).isEmptyFile();
    }

    @Test
    void run_withoutRoomForAJournal_doesNotStartTheCommandUnguarded() throws Exception {
        Path effect = directory.resolve("effect");
        ProcessBuilder limited = builder("run", "--out", out.toString(), "--", "touch", effect.toString());
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 1024; exec \"$@\"", "sh"));
        command.addAll(limited.command());
        Process run = limited.command(command).start();
        String said = new String(run.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(said).isEqualTo(ExitCode.RUN_FAILED);
        assertThat(said.lines()).singleElement().asString().contains("There is no room for a journal in " + out);
        assertThat(effect).doesNotExist();
        assertThat(out).doesNotExist();
    }

    @Test
    void result_thatFindsNoRoom_isNoSuccess() throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "the system has no full device");
        Path journal = SampleJournal.write(directory.resolve("journal"));

        Process show = builder("show", journal.toString()).redirectOutput(full.toFile()).start();
        String said = new String(show.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(show.waitFor()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(said.lines()).last().asString().contains("could not be written to standard output");
    }

    @Test
    void interruptFromATerminal_reachesTheCommandOnce_alsoWithItsInputFromAFile() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no program that gives a process a terminal");
        ProcessBuilder run = builder("run", "--out", out.toString(), "--", "sh", "-c",
                // Goes on for a second behind the first interrupt, in which a second one would show.
                "trap 'echo interrupted; [ $i -gt 290 ] || i=290' INT; i=0; echo ready; while [ $i -lt 300 ]; do sleep 0.1; i=$((i+1)); done; echo over");
        StringBuilder line = new StringBuilder();
        run.command().forEach(word -> line.append('\'').append(word.replace("'", "'\\''")).append("' "));
        // Whoever started these tests in the background may have had interrupts ignored, which is inherited.
        Process terminal = run.command("/usr/bin/env", "--default-signal=INT", "/usr/bin/script", "-qefc", line + "</dev/null", "/dev/null").redirectErrorStream(true).start();
        try (BufferedReader lines = terminal.inputReader()) {
            assertThat(lines.lines().anyMatch(said -> said.contains("ready"))).isTrue();

            terminal.getOutputStream().write(3);
            terminal.getOutputStream().flush();

            String said = lines.lines().takeWhile(one -> !one.contains("over")).collect(java.util.stream.Collectors.joining("\n"));
            assertThat(said.split("interrupted", -1)).as(said).hasSize(2);
            assertThat(terminal.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            terminal.destroyForcibly();
        }
    }

    private Process start(String... arguments) throws Exception {
        return builder(arguments).start();
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(ProductHome.java().toString(), "-cp", System.getProperty("java.class.path"),
                "-D" + ProductHome.PROPERTY + "=" + Path.of("").toAbsolutePath().getParent(), Pathwarden.class.getName()));
        if (Runtime.version().feature() >= 24) {
            // As the launcher does: otherwise libraries of the command line are warned of on standard error.
            command.add(1, "--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(Map.of("HOME", directory.toString()));
        return builder;
    }
}
