package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pathwarden.recorder.home.ProductHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a file system that the kernel holds read-only, as a share or a disk that failed: in a mount namespace of their own, where the machine lets us have one. */
@Timeout(300)
class ReadOnlyMountTest {

    private static final String READ_ONLY = "mount --bind \"$DISK\" \"$DISK\" && mount -o remount,bind,ro \"$DISK\"";

    @TempDir
    private Path directory;
    private Path disk;
    private Path elsewhere;

    @BeforeEach
    void disk() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        assumeTrue(in(READ_ONLY + " && ! touch \"$DISK/file\"").code() == 0, "no mount namespace");
    }

    @Test
    void recording_onAReadOnlyShare_isOpenedByEveryCommand() throws Exception {
        prepare();
        Path snapshot = disk.resolve("recorded/snapshot");

        List<CliRun> runs = commands(List.of("show", disk.resolve("recorded")), List.of("show", disk.resolve("one.pathwarden"), "1"), List.of("find", snapshot, "--operation", "data.sql"),
                List.of("find", disk.resolve("one.pathwarden"), "--where", "step.status == 'blocked'"), List.of("verify", snapshot), List.of("verify", disk.resolve("one.pathwarden")), List.of("doctor", disk.resolve("recorded")),
                List.of("show", disk.resolve("recorded/journal")), List.of("show", "--unverified", snapshot), List.of("export", snapshot, "--out", elsewhere.resolve("again.pathwarden")),
                List.of("snapshot", disk.resolve("recorded/journal"), "--out", elsewhere.resolve("made")));

        assertThat(runs).allSatisfy(run -> assertThat(run.code()).as(run.err()).isZero());
        assertThat(runs.get(0).out()).isEqualTo(CliRun.of("show", disk.resolve("recorded")).out());
        assertThat(runs.get(9).err()).contains("could not be noted in " + snapshot).contains("the archive is written all the same.");
        assertThat(CliRun.of("show", elsewhere.resolve("again.pathwarden")).out()).isEqualTo(CliRun.of("show", snapshot).out());
    }

    @Test
    void case_ofARecordingOnAReadOnlyShare_isKeptAmongTheUsersFiles_andSaysSo() throws Exception {
        prepare();
        Path journal = disk.resolve("recorded/journal");
        CliRun.of("case", "tag", journal, "1", "--tag", "from before");
        String said = "pathwarden: Nothing can be written to " + disk.resolve("recorded.case.json") + ", so what you mark is kept in ";

        List<CliRun> runs = commands(List.of("case", "tag", journal, "1", "3", "--tag", "exfil"), List.of("case", "show", journal), List.of("find", journal, "--tag", "exfil"));

        assertThat(runs).allSatisfy(run -> {
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err()).startsWith(said).contains("/.config/pathwarden/cases/place-");
        });
        assertThat(runs.get(1).out()).contains("tag from before", "tag exfil");
        assertThat(runs.get(2).out()).contains("1 step was found.");
        assertThat(CliRun.of("case", "show", journal).out()).as("where it can be written again").isEqualTo(runs.get(1).out());
    }

    @Test
    void command_thatWritesToAReadOnlyDisk_saysSo_andChangesNothing() throws Exception {
        prepare();
        Files.delete(disk.resolve("recorded/snapshot/snapshot.manifest"));
        Path source = Files.writeString(elsewhere.resolve("one.jsonl"), """
                {"suite_name":"banking","messages":[{"role":"user","content":"pay"},{"role":"assistant","content":"done","tool_calls":[]}]}
                """);
        List<String> before = contents();

        List<CliRun> runs = commands(List.of("doctor", disk.resolve("recorded"), "--repair"), List.of("export", disk.resolve("recorded"), "--out", disk.resolve("two.pathwarden")),
                List.of("import", source, "--out", disk.resolve("imported")), List.of("snapshot", disk.resolve("recorded/journal"), "--out", disk.resolve("made")), List.of("prune", disk, "--keep", "0"),
                List.of("record", disk.resolve("journals"), "--out", elsewhere.resolve("made")), List.of("record", elsewhere.resolve("journals"), "--out", disk.resolve("made")),
                List.of("record", elsewhere.resolve("journals"), "--out", disk.resolve("parts"), "--rotate-at", "1m"), List.of("run", "--out", disk.resolve("run"), "--", "touch", elsewhere.resolve("started")));

        assertThat(runs).allSatisfy(run -> {
            assertThat(run.err()).contains(disk.toString()).contains("its file system is read-only; make it writable, or use another place.");
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.out()).isEmpty();
        });
        assertThat(runs.subList(0, 8)).allSatisfy(run -> assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.ENVIRONMENT));
        assertThat(runs.get(8).code()).isEqualTo(ExitCode.RUN_FAILED);
        assertThat(elsewhere.resolve("started")).as("the command").doesNotExist();
        assertThat(elsewhere.resolve("made")).doesNotExist();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void run_whoseDiskTurnsReadOnlyMeanwhile_saysHowTheSnapshotIsMade_andThatMakesIt() throws Exception {
        Path out = disk.resolve("recorded");

        Said said = in(COMMAND + " run --scope process --out \"$DISK/recorded\" -- sh -c '\"$0\" -version; " + READ_ONLY.replace("&&", ";") + "; exit 7' \"$JAVA\"");

        assertThat(said.code()).as(said.text()).isEqualTo(ExitCode.RUN_FAILED);
        assertThat(said.text()).contains("pathwarden: The snapshot " + out + "/snapshot could not be made: its file system is read-only; make it writable, or use another place. What was recorded is still in the journals: 'pathwarden doctor " + out
                + " --repair' makes the snapshot of them.");
        assertThat(CliRun.of("doctor", out, "--repair").code()).isZero();
        assertThat(CliRun.of("show", out.resolve("snapshot")).out()).contains("ok");
        assertThat(CliRun.of("doctor", out).code()).isZero();
    }

    @Test
    void record_whoseDiskTurnsReadOnlyMeanwhile_saysHowTheSnapshotIsMade_andThatMakesIt() throws Exception {
        Path journals = disk.resolve("journals");
        Path made = disk.resolve("made");

        Said said = in("mkfifo \"$ELSEWHERE/said\"; " + COMMAND + " record \"$DISK/journals\" --out \"$DISK/made\" 2>\"$ELSEWHERE/said\" & record=$!; exec 3<\"$ELSEWHERE/said\"; read -r watching <&3;"
                + " \"$JAVA\" -javaagent:\"$AGENT\"=out=\"$DISK/journals\",scope=process -version; " + READ_ONLY + "; kill -TERM $record; wait $record; code=$?; cat <&3; exit $code");

        assertThat(said.code()).as(said.text()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(said.text()).contains("What was recorded is still in the journals: 'pathwarden snapshot " + journals + " --out " + made + "' makes it of them.");
        assertThat(CliRun.of("snapshot", journals, "--out", made).out()).startsWith("1 run, ");
    }

    private void prepare() throws Exception {
        SampleJournal.write(disk.resolve("recorded/journal"));
        assertThat(CliRun.of("snapshot", disk.resolve("recorded/journal"), "--out", disk.resolve("recorded/snapshot")).code()).isZero();
        assertThat(CliRun.of("export", disk.resolve("recorded/snapshot"), "--out", disk.resolve("one.pathwarden")).code()).isZero();
    }

    private List<String> contents() throws IOException {
        try (Stream<Path> all = Files.walk(disk)) {
            return all.map(Path::toString).sorted().toList();
        }
    }

    // What runs in the namespace.

    private static final String COMMAND = "\"$JAVA\" -cp \"$CLASSES\" -D" + ProductHome.PROPERTY + "=\"$PRODUCT\" " + Pathwarden.class.getName();

    private record Said(int code, String text) {
    }

    private Said in(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("unshare", "-rm", "sh", "-c", script).redirectErrorStream(true).redirectOutput(directory.resolve("output").toFile());
        Path product = Path.of("").toAbsolutePath().getParent();
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().put("DISK", disk.toString());
        builder.environment().put("ELSEWHERE", elsewhere.toString());
        builder.environment().put("HOME", elsewhere.toString());
        builder.environment().put("JAVA", ProductHome.java().toString());
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        builder.environment().put("PRODUCT", product.toString());
        builder.environment().put("AGENT", new ProductHome(product).agentJar().toString());
        Process process;
        try {
            process = builder.start();
        } catch (IOException none) {
            return new Said(127, none.getMessage());
        }
        try {
            return new Said(process.waitFor(), Files.readString(directory.resolve("output"), StandardCharsets.UTF_8));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Each in turn, in one JVM, on the read-only disk. */
    @SafeVarargs
    private List<CliRun> commands(List<Object>... commands) throws Exception {
        Path asked = elsewhere.resolve("asked");
        Files.write(asked, Stream.of(commands).map(command -> command.stream().map(Object::toString).collect(Collectors.joining("\t"))).toList());
        Said said = in(READ_ONLY + " && \"$JAVA\" -cp \"$CLASSES\" -Djava.io.tmpdir=\"$ELSEWHERE\" '" + Several.class.getName() + "' \"$ELSEWHERE/asked\"");
        assertThat(said.code()).as(said.text()).isZero();
        List<CliRun> runs = new ArrayList<>();
        for (int i = 0; i < commands.length; i++) {
            Path answer = asked.resolveSibling("answer-" + i);
            runs.add(new CliRun(Integer.parseInt(Files.readString(answer.resolve("code"))), Files.readString(answer.resolve("out")), Files.readString(answer.resolve("err"))));
        }
        return runs;
    }

    /** Runs the commands of a file, a line each. */
    static final class Several {
        public static void main(String[] arguments) throws IOException {
            Path asked = Path.of(arguments[0]);
            int number = 0;
            for (String line : Files.readAllLines(asked)) {
                CliRun run = CliRun.of((Object[]) line.split("\t"));
                Path answer = Files.createDirectory(asked.resolveSibling("answer-" + number++));
                Files.writeString(answer.resolve("code"), String.valueOf(run.code()));
                Files.writeString(answer.resolve("out"), run.out());
                Files.writeString(answer.resolve("err"), run.err());
            }
        }
    }
}
