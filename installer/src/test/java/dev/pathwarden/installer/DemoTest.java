package dev.pathwarden.installer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** {@code pathwarden demo --headless} as a newcomer runs it, on what the build has left: what it prints, leaves on disk, and what is not there. */
@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "the workbench, which takes the pictures, needs a JDK 25")
class DemoTest {

    private static final String SENTENCE = "This action was stopped by a security guardrail.";

    @TempDir
    static Path directory;
    static Path demo;
    static String printed;

    @BeforeAll
    static void runTheDemo() throws Exception {
        demo = directory.resolve("demo");
        printed = pathwarden("demo", "--headless", "--out", demo.toString());
    }

    @Test
    void demo_plaintextRun_leavesNoPersonalDataInItsFiles() throws IOException {
        try (Stream<Path> files = Files.walk(demo.resolve("files/run-1"))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(file).isEmptyFile());
        }
    }

    @Test
    void demo_encryptedRun_leavesItsFile() throws IOException {
        assertThat(Files.readString(demo.resolve("files/run-2/customers.csv.enc"), StandardCharsets.ISO_8859_1)).hasSizeGreaterThan(3000).doesNotContain("example.com");
    }

    @Test
    void demo_model_isToldOneConstantSentence() throws IOException {
        List<String> requests = Files.readAllLines(demo.resolve("logs/run-1/model-requests.jsonl"));

        assertThat(requests.get(requests.size() - 1).split(SENTENCE, -1)).as("four stops, each told in the same words").hasSize(5);
        assertThat(requests).noneMatch(request -> request.contains("personal-data-to-plaintext-file") || request.contains("cloud-metadata-access"));
    }

    @Test
    void demo_mcpServer_neverHeardOfTheMetadataAddress() throws IOException {
        assertThat(Files.readString(demo.resolve("logs/run-1/mcp-server.log"))).contains("fetch_template").doesNotContain("169.254.169.254");
    }

    @Test
    void demo_snapshot_holdsBothRunsEndedNormally() {
        try (Snapshot snapshot = Snapshots.open(demo)) {
            assertThat(snapshot.damages()).isEmpty();
            assertThat(snapshot.runs()).hasSize(2).extracting(RunSummary::run).allSatisfy(run -> assertThat(run.status()).isEqualTo(Status.OK));
            assertThat(snapshot.runs()).extracting(run -> stopped(snapshot, run)).containsExactly(4L, 0L);
        }
    }

    @Test
    void demo_output_saysThatTheModelIsScriptedAndWhereThingsAre() throws IOException {
        assertThat(printed).contains("model is scripted", "personal-data-to-plaintext-file", "Dry run of the shipped guardrails", "Snapshot:", "Picture:");
        try (Stream<Path> pictures = Files.list(demo.resolve("pictures"))) {
            assertThat(pictures.map(picture -> picture.getFileName().toString())).anyMatch(name -> name.startsWith("timeline")).anyMatch(name -> name.startsWith("path-graph"))
                    .anyMatch(name -> name.startsWith("diff")).anyMatch(name -> name.startsWith("rehearsal"));
        }
    }

    private static long stopped(Snapshot snapshot, RunSummary run) {
        return snapshot.run(run.run().id()).steps().stream().map(RecordedStep::status).filter(status -> status == Status.BLOCKED).count();
    }

    private static String pathwarden(String... arguments) throws IOException, InterruptedException {
        Path root = Path.of("..").toRealPath();
        Path target = root.resolve("recorder/target");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dpathwarden.home=" + root,
                "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
                "-cp", target.resolve("pathwarden-recorder-0.1.0.jar") + java.io.File.pathSeparator + target.resolve("lib") + "/*", "dev.pathwarden.recorder.cli.Pathwarden"));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("printed.txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(4, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
