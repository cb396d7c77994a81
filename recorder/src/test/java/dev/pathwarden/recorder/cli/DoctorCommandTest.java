package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

    @TempDir
    private Path directory;
    private Path recorded;
    private Path journal;
    private Path snapshot;

    @BeforeEach
    void record() throws Exception {
        recorded = directory.resolve("recorded");
        journal = SampleJournal.write(recorded.resolve("journal"));
        snapshot = recorded.resolve("snapshot");
        assertThat(CliRun.of("snapshot", journal, "--out", snapshot).code()).isZero();
    }

    @Test
    void doctor_ofAWholeRecording_saysSoOfEachPart() {
        CliRun run = CliRun.of("doctor", recorded);

        assertThat(run.out().lines()).containsExactly(snapshot + ": whole, 2 runs, 6 steps", journal + ": whole, 2 runs, 6 steps");
        assertThat(run.code()).isZero();
    }

    @Test
    void doctor_ofARecordingWhoseRecorderDied_tellsTheWayAndGoesIt() throws Exception {
        Files.delete(snapshot.resolve("snapshot.manifest"));

        CliRun found = CliRun.of("doctor", recorded);
        CliRun repaired = CliRun.of("doctor", recorded, "--repair");

        assertThat(found.code()).isEqualTo(ExitCode.CHECK);
        assertThat(found.out().lines()).startsWith(snapshot + ": cannot be used",
                "  It was not finished: the process that made it ended early; pathwarden doctor " + recorded + " --repair makes it from the journals.");
        assertThat(repaired.code()).isZero();
        assertThat(repaired.err()).contains("The snapshot was made from the journals: 2 runs, 6 steps, 1 stopped, in 1 process.");
        assertThat(CliRun.of("show", snapshot).out()).isEqualTo(CliRun.of("show", journal).out());
    }

    @Test
    void doctor_ofARecordingWithoutASnapshot_makesIt() throws Exception {
        delete(snapshot);

        assertThat(CliRun.of("doctor", recorded).out()).contains("It was not made: the process that recorded ended early");
        assertThat(CliRun.of("doctor", recorded, "--repair").code()).isZero();
        assertThat(CliRun.of("doctor", recorded, "--repair").err()).contains("The snapshot can be read; nothing was changed.");
    }

    @Test
    void doctor_ofADamagedSnapshot_makesANewOne_andKeepsTheOther() throws Exception {
        Path file = snapshot.resolve("store/channel_0/channel_0_1.dat");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        CliRun found = CliRun.of("doctor", recorded);
        CliRun repaired = CliRun.of("doctor", recorded, "--repair");

        assertThat(found.code()).isEqualTo(ExitCode.CHECK);
        assertThat(found.out()).contains("is damaged: its file channel_0/channel_0_1.dat is not as it was written").contains("--repair makes it from the journals.");
        assertThat(repaired.code()).isZero();
        assertThat(recorded.resolve("snapshot.damaged/store/channel_0/channel_0_1.dat")).hasBinaryContent(bytes);
        assertThat(CliRun.of("doctor", recorded).code()).isZero();
    }

    @Test
    void doctor_ofACutJournal_namesTheCut_andKeepsTheWholeSnapshot() throws Exception {
        Path file;
        try (Stream<Path> files = Files.list(journal)) {
            file = files.filter(path -> path.toString().endsWith(".pwj")).findFirst().orElseThrow();
        }
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 900));

        CliRun found = CliRun.of("doctor", recorded);

        assertThat(found.code()).isEqualTo(ExitCode.CHECK);
        assertThat(found.out().lines()).contains(snapshot + ": whole, 2 runs, 6 steps").anySatisfy(line -> assertThat(line).contains("is cut at byte 900"));
        assertThat(CliRun.of("doctor", recorded, "--repair").err()).contains("nothing was changed");
    }

    @Test
    void doctor_ofJournalsAlone_saysHowASnapshotIsMade() {
        assertThat(CliRun.of("doctor", journal).out()).isEqualTo(journal + ": whole, 2 runs, 6 steps" + System.lineSeparator());
        CliRun repair = CliRun.of("doctor", journal, "--repair");
        assertThat(repair.code()).isEqualTo(ExitCode.INPUT);
        assertThat(repair.err()).contains("'pathwarden snapshot " + journal + " --out SNAPSHOT' makes one.");
    }

    @Test
    void doctor_ofADamagedArchive_saysWhereToGetAnother() throws Exception {
        Path archive = directory.resolve("one.pathwarden");
        assertThat(CliRun.of("export", snapshot, "--out", archive).code()).isZero();
        assertThat(CliRun.of("doctor", archive).code()).isZero();
        Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), 700));

        CliRun found = CliRun.of("doctor", archive);

        assertThat(found.code()).isEqualTo(ExitCode.CHECK);
        assertThat(found.out()).contains(archive + ": cannot be used").contains("it is cut at byte 700").containsOnlyOnce("get it again from where it came from");
    }

    @Test
    void doctor_ofWhatAnotherMachineMayStillRecord_saysThatItCannotTell_andRepairsItWithConsentOnly() throws Exception {
        delete(snapshot);
        Files.writeString(journal.resolve("lock"), "process 12\nhost build-7\nboot 00000000-1111-2222-3333-444444444444\n");

        CliRun found = CliRun.of("doctor", recorded);
        CliRun refused = CliRun.of("doctor", recorded, "--repair");
        CliRun repaired = CliRun.of("doctor", recorded, "--repair", "--force-owner");

        assertThat(found.code()).isEqualTo(ExitCode.CHECK);
        assertThat(found.out().lines()).containsSequence(journal + ": whole so far, 2 runs, 6 steps", "  Whether process 12 on host build-7 still records there cannot be told from this machine.");
        assertThat(refused.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(refused.err()).contains(recorded + " may be in use by process 12 on host build-7, which cannot be told from this machine; if that has ended, add --force-owner.");
        assertThat(repaired.code()).isZero();
        assertThat(CliRun.of("doctor", recorded).out().lines()).as("whoever repaired it has given the lock back").containsExactly(snapshot + ": whole, 2 runs, 6 steps", journal + ": whole, 2 runs, 6 steps");
    }

    @Test
    void doctor_asJson_saysTheSameOfEachPart() throws Exception {
        String whole = CliRun.of("doctor", recorded, "--json").out();
        Files.delete(snapshot.resolve("snapshot.manifest"));
        CliRun found = CliRun.of("doctor", recorded, "--json");

        assertThat(whole.strip()).isEqualTo("{\"path\":\"" + recorded + "\",\"whole\":true,\"parts\":[{\"path\":\"" + snapshot + "\",\"whole\":true,\"runs\":2,\"steps\":6,\"writer\":null,\"locked\":null,\"wrong\":[],\"untold\":null},"
                + "{\"path\":\"" + journal + "\",\"whole\":true,\"runs\":2,\"steps\":6,\"writer\":null,\"locked\":null,\"wrong\":[],\"untold\":null}]}");
        assertThat(found.code()).isEqualTo(ExitCode.CHECK);
        assertThat(found.out()).contains("\"whole\":false,\"parts\":[{\"path\":\"" + snapshot + "\",\"whole\":false,\"runs\":null,\"steps\":null,\"writer\":null,\"locked\":null,\"wrong\":[\"It was not finished: ");
    }

    @Test
    void doctor_ofJournalsThatAreWritten_namesTheProcess() throws Exception {
        long pid = ProcessHandle.current().pid();
        try (JournalWriter writer = JournalWriter.create(journal.toFile(), pid, 1)) {
            writer.append(new JournalEvent.RunStarted(new Run(new RunId(3, 3), "agent", null, null, Status.UNFINISHED, null, null, Map.of())));

            assertThat(CliRun.of("doctor", journal, "--json").out()).contains("\"runs\":3,\"steps\":6,\"writer\":\"process " + pid + "\",\"locked\":null");
            assertThat(CliRun.of("doctor", journal).out()).contains("3 runs, 6 steps; process " + pid + " still writes");
        }
    }

    @Test
    void doctor_ofSomethingElse_saysSo() throws Exception {
        Path other = Files.writeString(directory.resolve("notes.txt"), "notes");

        assertThat(CliRun.of("doctor", other).code()).isEqualTo(ExitCode.INPUT);
        assertThat(CliRun.of("doctor", directory.resolve("none")).err()).contains("There is no " + directory.resolve("none") + ".");
    }

    private static void delete(Path tree) throws Exception {
        try (Stream<Path> all = Files.walk(tree)) {
            all.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
