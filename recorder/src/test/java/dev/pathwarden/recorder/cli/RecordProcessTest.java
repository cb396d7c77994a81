package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.attached.program.Parent;
import dev.pathwarden.recorder.home.ProductHome;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code record} in a process of its own, beside programs that it did not start. */
class RecordProcessTest {

    @TempDir
    private Path directory;

    @Test
    void record_ofADirectory_putsAllThatRanMeanwhileIntoOneSnapshot() throws Exception {
        Path journals = directory.resolve("journals");
        Path made = directory.resolve("made");
        Process record = start("record", journals.toString(), "--out", made.toString());
        try (BufferedReader said = record.errorReader()) {
            assertThat(said.readLine()).contains("Watching " + journals);
            for (String name : List.of("first", "second")) {
                assertThat(program(journals, name).waitFor(1, TimeUnit.MINUTES)).isTrue();
            }

            record.toHandle().destroy();

            assertThat(record.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(record.exitValue()).isZero();
            assertThat(new String(record.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)).startsWith("2 runs, ").contains("in 2 processes: " + made);
        } finally {
            record.destroyForcibly();
        }
        try (Snapshot snapshot = Snapshots.open(made)) {
            assertThat(snapshot.runs()).hasSize(2);
            assertThat(snapshot.runs()).allSatisfy(run -> assertThat(snapshot.run(run.run().id()).steps()).anySatisfy(step -> {
                assertThat(step.step().operation()).isEqualTo(Operation.DATA_FILE_WRITE);
                assertThat(step.step().name()).isEqualTo("from-child");
            }));
        }
    }

    @Test
    void record_inParts_sealsWhatEnded_goesOnAfterwards_andEveryCommandReadsThePartsAsOne() throws Exception {
        Path journals = directory.resolve("journals");
        Path parts = directory.resolve("parts");
        String[] command = {"record", journals.toString(), "--out", parts.toString(), "--rotate-at", "1k"};
        Process killed = start(command);
        try (BufferedReader said = killed.errorReader(); BufferedReader made = killed.inputReader()) {
            assertThat(said.readLine()).contains("Watching " + journals + "; parts go to " + parts + ".");
            assertThat(program(journals, "first").waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(made.readLine()).as("said while it goes on").startsWith(parts + "/part-").contains("1 run, ");
            assertThat(CliRun.of("doctor", parts).code()).as("a part beside one that is being made").isZero();
        } finally {
            killed.destroyForcibly();
            killed.waitFor();
        }
        Process record = start(command);
        try (BufferedReader said = record.errorReader()) {
            assertThat(said.readLine()).contains("Watching");
            assertThat(program(journals, "second").waitFor(1, TimeUnit.MINUTES)).isTrue();

            record.toHandle().destroy();

            assertThat(record.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(record.exitValue()).isZero();
        } finally {
            record.destroyForcibly();
        }
        assertThat(journalFiles(journals)).as("all is in parts").isEmpty();
        try (Snapshot snapshot = Snapshots.open(parts)) {
            assertThat(snapshot.runs()).hasSize(2);
            assertThat(snapshot.processes()).hasSize(2);
            assertThat(snapshot.damages()).isEmpty();
        }
        assertThat(CliRun.of("show", parts).out().lines()).filteredOn(line -> line.contains("ok")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(CliRun.of("find", parts, "--operation", "data.file.write").code()).isZero();
        assertThat(CliRun.of("verify", parts).out().lines()).filteredOn(line -> line.startsWith("part ")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(CliRun.of("export", parts, "--out", directory.resolve("all.pathwarden")).code()).isZero();
        assertThat(CliRun.of("verify", directory.resolve("all.pathwarden")).code()).isZero();
        assertThat(CliRun.of("prune", parts, "--keep", "1").code()).isZero();
        try (Snapshot snapshot = Snapshots.open(parts)) {
            assertThat(snapshot.runs()).hasSizeLessThan(2);
        }
    }

    @Test
    void record_inPartsOfWhichLittleIsKept_deletesTheOldest_andKeepsTheLast() throws Exception {
        Path journals = directory.resolve("journals");
        Path parts = directory.resolve("parts");
        Process record = start("record", journals.toString(), "--out", parts.toString(), "--rotate-at", "1k", "--keep-size", "1k");
        try (BufferedReader said = record.errorReader(); BufferedReader made = record.inputReader()) {
            assertThat(said.readLine()).contains("Watching");
            assertThat(program(journals, "first").waitFor(1, TimeUnit.MINUTES)).isTrue();
            String first = made.readLine();
            assertThat(program(journals, "second").waitFor(1, TimeUnit.MINUTES)).isTrue();
            String second = made.readLine();

            String deleted = said.readLine();
            // A JDK 25 warns of libraries that load native code.
            while (deleted.isEmpty() || deleted.startsWith("WARNING: ")) {
                deleted = said.readLine();
            }
            assertThat(deleted).isEqualTo("pathwarden: Deleted " + first.substring(0, first.indexOf(':')) + ", as --keep-for and --keep-size say.");
            assertThat(Path.of(first.substring(0, first.indexOf(':')))).doesNotExist();
            assertThat(Path.of(second.substring(0, second.indexOf(':')))).exists();
            record.toHandle().destroy();
            assertThat(record.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(record.exitValue()).isZero();
        } finally {
            record.destroyForcibly();
        }
    }

    @Test
    void record_inEncryptedParts_isReadWithTheKeyAlone() throws Exception {
        Path journals = directory.resolve("journals");
        Path parts = directory.resolve("parts");
        Path key = directory.resolve("user.key");
        assertThat(CliRun.of("key", "--new-encryption-key", key).code()).isZero();
        Process record = start("record", journals.toString(), "--out", parts.toString(), "--rotate-at", "1k", "--encrypt-with", key.toString());
        try (BufferedReader said = record.errorReader(); BufferedReader made = record.inputReader()) {
            assertThat(said.readLine()).contains("Watching");
            for (String name : List.of("first", "second")) {
                assertThat(program(journals, name).waitFor(1, TimeUnit.MINUTES)).isTrue();
                assertThat(made.readLine()).startsWith(parts + "/part-");
            }
            record.toHandle().destroy();
            assertThat(record.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(record.exitValue()).isZero();
        } finally {
            record.destroyForcibly();
        }
        CliRun locked = CliRun.of("show", parts);
        assertThat(locked.out()).doesNotContain("  ok  ");
        assertThat(locked.err()).contains("is encrypted with the key ").contains("--decrypt-with").doesNotContain("Exception");
        assertThat(CliRun.of("show", parts, "--decrypt-with", key).out().lines()).filteredOn(line -> line.contains("ok")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(CliRun.of("find", parts, "--where", "step.operation == 'data.file.write' && run.status == 'ok'", "--decrypt-with", key).out()).contains("steps were found.");
        assertThat(CliRun.of("verify", parts, "--decrypt-with", key).code()).isZero();
    }

    @Test
    void record_ofPartsThatCannotBe_saysWhatItTakes() throws Exception {
        Path other = Files.writeString(Files.createDirectory(directory.resolve("other")).resolve("notes.txt"), "notes").getParent();

        assertThat(CliRun.of("record", directory, "--out", directory.resolve("parts"), "--keep-for", "30d").err()).contains("say when one is finished with --rotate-every or --rotate-at.");
        assertThat(CliRun.of("record", directory, "--out", directory.resolve("parts"), "--rotate-every", "soon").err()).contains("--rotate-every takes a number of minutes, hours, days or weeks, such as 90min");
        assertThat(CliRun.of("record", directory, "--out", directory.resolve("parts"), "--rotate-at", "0k").code()).isEqualTo(ExitCode.USAGE);
        assertThat(CliRun.of("record", directory, "--out", other, "--rotate-at", "1m").code()).isEqualTo(ExitCode.USAGE);
        assertThat(other.resolve("notes.txt")).exists();
    }

    @Test
    void record_whereNobodyRecords_saysHowToStartOne() throws Exception {
        Path journals = directory.resolve("journals");
        Process record = start("record", journals.toString(), "--out", directory.resolve("made").toString());
        try (BufferedReader said = record.errorReader()) {
            assertThat(said.readLine()).contains("Watching");

            record.toHandle().destroy();

            assertThat(record.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(record.exitValue()).isEqualTo(ExitCode.INPUT);
            assertThat(said.readLine()).contains("No process left a journal in " + journals).contains("-javaagent:");
        } finally {
            record.destroyForcibly();
        }
        assertThat(directory.resolve("made")).doesNotExist();
    }

    @Test
    void record_whereAnotherRecords_isToldByWhom() throws Exception {
        Path journals = directory.resolve("journals");
        Path made = directory.resolve("made");
        Process record = start("record", journals.toString(), "--out", made.toString());
        try (BufferedReader said = record.errorReader()) {
            assertThat(said.readLine()).contains("Watching");
            String owner = "process " + record.pid();

            CliRun sameJournals = CliRun.of("record", journals, "--out", directory.resolve("other"));
            CliRun sameSnapshot = CliRun.of("record", directory.resolve("others"), "--out", made);
            CliRun snapshot = CliRun.of("snapshot", SampleJournal.write(directory.resolve("sample")), "--out", made);

            assertThat(sameJournals.code()).isEqualTo(ExitCode.ENVIRONMENT);
            assertThat(sameJournals.err()).contains("The journals in " + journals + " are watched by " + owner + " already; end that one, or name another directory.");
            assertThat(directory.resolve("other")).doesNotExist();
            assertThat(List.of(sameSnapshot.code(), snapshot.code())).containsOnly(ExitCode.ENVIRONMENT);
            assertThat(List.of(sameSnapshot.err(), snapshot.err())).allSatisfy(err -> assertThat(err).contains("The snapshot " + made + " is in use by " + owner + "; wait until it has finished."));

            record.toHandle().destroyForcibly();
            assertThat(record.waitFor(1, TimeUnit.MINUTES)).isTrue();

            assertThat(CliRun.of("snapshot", directory.resolve("sample"), "--out", made).out()).as("after it was killed").startsWith("2 runs, 6 steps");
        } finally {
            record.destroyForcibly();
        }
    }

    private static List<String> journalFiles(Path journals) throws Exception {
        try (java.util.stream.Stream<Path> files = Files.list(journals)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".pwj")).toList();
        }
    }

    private Process program(Path journals, String name) throws Exception {
        Path files = Files.createDirectory(directory.resolve(name));
        ProcessBuilder builder = new ProcessBuilder(ProductHome.java().toString(), "-javaagent:" + Path.of("target", "pathwarden-agent.jar").toAbsolutePath() + "=out=" + journals + ",scope=process",
                "-cp", Path.of("target", "test-classes").toAbsolutePath().toString(), Parent.class.getName(), files.toString(), "child");
        builder.environment().keySet().retainAll(List.of("PATH"));
        return builder.inheritIO().start();
    }

    private Process start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(ProductHome.java().toString(), "-cp", System.getProperty("java.class.path"),
                "-D" + ProductHome.PROPERTY + "=" + Path.of("").toAbsolutePath().getParent(), Pathwarden.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(Map.of("HOME", directory.toString()));
        return builder.start();
    }
}
