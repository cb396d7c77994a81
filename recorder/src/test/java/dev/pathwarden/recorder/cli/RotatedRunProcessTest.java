package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.recorder.home.ProductHome;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} in parts, in a process of its own, with real JVMs below it that see parts being made. */
@Timeout(180)
class RotatedRunProcessTest {

    @TempDir
    private Path directory;
    private Path out;

    @BeforeEach
    void out() {
        out = directory.resolve("recorded");
    }

    @Test
    void run_inParts_makesThemMeanwhile_keepsTheCommandFromThem_andEveryCommandReadsThemAsOne() throws Exception {
        Process run = run("--rotate-at", "1k", "--", "sh", "-c", program("first") + "; " + untilAPartIsMade() + "; " + untilNoJournalIsLeft() + "; " + program("second", out.resolve("snapshot/mine")) + "; exit 3");
        String said = new String(run.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        String printed = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(said).isEqualTo(3);
        assertThat(printed).as("parts are the recorder's own").isEqualTo("may not write mine" + System.lineSeparator());
        try (Snapshot snapshot = Snapshots.open(out)) {
            assertThat(snapshot.damages()).isEmpty();
            assertThat(snapshot.processes()).hasSize(2);
            RecordedRun only = snapshot.run(snapshot.runs().get(0).run().id());
            assertThat(only.steps()).extracting(step -> step.step().name()).contains("first", "second");
            assertThat(said.lines()).as("each step is counted once")
                    .contains("pathwarden: 1 run, " + only.steps().size() + " steps, 1 stopped, in 2 processes, in 2 parts. They are in " + out + ": pathwarden show " + out);
        }
        assertThat(Parts.in(out.resolve("snapshot"))).hasSize(2);
        assertThat(journals()).as("all is in parts").isEmpty();
        assertThat(CliRun.of("doctor", out).out().lines()).hasSize(2).allSatisfy(line -> assertThat(line).contains("/part-").contains(": whole, 1 run, "));
        assertThat(CliRun.of("verify", out).out().lines()).filteredOn(line -> line.startsWith("part ")).hasSize(2);
        assertThat(CliRun.of("find", out, "--operation", "data.file.write").out()).contains("first").contains("second");
        Path archive = directory.resolve("all.pathwarden");
        assertThat(CliRun.of("export", out, "--out", archive).code()).isZero();
        assertThat(CliRun.of("verify", archive).code()).isZero();
    }

    @Test
    void run_inPartsOfWhichLittleIsKept_deletesTheOldest_andCountsItAllTheSame() throws Exception {
        Process run = run("--rotate-at", "1k", "--keep-size", "1k", "--", "sh", "-c", program("first") + "; " + untilAPartIsMade() + "; " + program("second"));
        String said = new String(run.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(said).isZero();
        assertThat(said).contains("1 run, ").contains("in 2 processes, in 2 parts.").contains("pathwarden: 1 part of these was deleted, as --keep-for and --keep-size say.");
        assertThat(Parts.in(out.resolve("snapshot"))).hasSize(1);
        assertThat(CliRun.of("show", out).code()).isZero();
    }

    @Test
    void run_inEncryptedParts_leavesNothingInClear() throws Exception {
        Path key = directory.resolve("user.key");
        assertThat(CliRun.of("key", "--new-encryption-key", key).code()).isZero();
        Process run = run("--rotate-at", "1k", "--encrypt-with", key.toString(), "--", "sh", "-c", program("first") + "; " + untilAPartIsMade() + "; " + program("second"));
        String said = new String(run.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(said).isZero();
        assertThat(journals()).isEmpty();
        assertThat(CliRun.of("show", out).err()).contains("is encrypted with the key ");
        assertThat(CliRun.of("find", out, "--operation", "data.file.write", "--decrypt-with", key).out()).contains("first").contains("second");
    }

    @Test
    void run_inPartsThatIsKilled_losesNothing_andDoctorGoesOn() throws Exception {
        Path go = directory.resolve("go");
        // A pipe that nobody reads any more would end the second program before it begins.
        Process run = builder("--rotate-at", "1k", "--", "sh", "-c", program("first") + "; " + untilAPartIsMade() + "; echo ready; until [ -e '" + go + "' ]; do sleep 0.1; done; " + program("second") + "; exit 0").redirectError(directory.resolve("said").toFile()).start();
        try (BufferedReader lines = run.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("ready");
            assertThat(CliRun.of("doctor", out).out()).as("while it is recorded").contains(": whole, 1 run, ");
            ProcessHandle command = run.toHandle().children().findFirst().orElseThrow();
            run.destroyForcibly();
            assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();

            assertThat(command.isAlive()).as("the command goes on").isTrue();
            Files.createFile(go);
            command.onExit().get(1, TimeUnit.MINUTES);
        } finally {
            run.destroyForcibly();
        }
        CliRun found = CliRun.of("doctor", out);
        CliRun repaired = CliRun.of("doctor", out, "--repair");

        assertThat(found.code()).isEqualTo(ExitCode.CHECK);
        assertThat(found.out()).contains("The process that recorded ended early, and some of it may be in no part yet: pathwarden doctor " + out + " --repair makes a part of that.");
        assertThat(repaired.code()).as(repaired.out() + repaired.err()).isZero();
        assertThat(repaired.err()).containsPattern("The part part-\\S+ was made from the journals: 1 run, ");
        try (Snapshot snapshot = Snapshots.open(out)) {
            RunSummary only = snapshot.runs().get(0);
            assertThat(snapshot.run(only.run().id()).steps()).extracting(step -> step.step().name()).contains("first", "second");
        }
        assertThat(journals()).as("all is in parts").isEmpty();
        CliRun whole = CliRun.of("doctor", out, "--repair");
        assertThat(whole.code()).as(whole.out()).isZero();
        assertThat(whole.err()).contains("nothing was changed");
    }

    private String program(String name, Path... more) throws Exception {
        StringBuilder line = new StringBuilder("'" + ProductHome.java() + "' -cp '" + Path.of("target", "test-classes").toAbsolutePath() + "' " + WritingProgram.class.getName() + " '" + directory.resolve(name) + "'");
        for (Path file : more) {
            line.append(" '").append(file).append('\'');
        }
        return line.toString();
    }

    private String untilAPartIsMade() {
        return "until ls '" + out + "'/snapshot/part-*/snapshot.manifest >/dev/null 2>&1; do sleep 0.1; done";
    }

    private String untilNoJournalIsLeft() {
        return "while ls '" + out + "'/journal/*.pwj >/dev/null 2>&1; do sleep 0.1; done";
    }

    private List<Path> journals() throws Exception {
        try (Stream<Path> files = Files.list(out.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".pwj")).toList();
        }
    }

    private Process run(String... arguments) throws Exception {
        return builder(arguments).start();
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(ProductHome.java().toString(), "-cp", System.getProperty("java.class.path"),
                "-D" + ProductHome.PROPERTY + "=" + Path.of("").toAbsolutePath().getParent(), Pathwarden.class.getName(), "run", "--scope", "process", "--out", out.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(Map.of("HOME", directory.toString()));
        return builder;
    }
}
