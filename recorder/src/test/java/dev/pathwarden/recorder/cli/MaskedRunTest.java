package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.encryption.EncryptionKey;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.recorder.home.ProductHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that handles secrets, recorded in a JVM of its own: what is on the disk afterwards, and what a dry run makes of it. */
class MaskedRunTest {

    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String TOKEN = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    private static final String EMAIL = "ann@example.com";
    private static final String PROGRAM = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.*;
            import java.net.http.*;
            import java.nio.file.*;
            public class Secrets {
                public static void main(String[] args) throws Exception {
                    Path directory = Path.of(args[0]);
                    Files.writeString(directory.resolve("note.txt"), "use %1$s for %3$s");
                    Files.readString(directory.resolve("note.txt"));
                    Files.writeString(directory.resolve("%1$s.txt"), "named after it");
                    new ProcessBuilder("true", "--token", "%2$s").start().waitFor();
                    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                    server.createContext("/", exchange -> { byte[] body = "got %2$s".getBytes(); exchange.sendResponseHeaders(200, body.length); exchange.getResponseBody().write(body); exchange.close(); });
                    server.start();
                    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/?key=%1$s";
                    HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer %2$s").POST(HttpRequest.BodyPublishers.ofString("token=%2$s")).build(), HttpResponse.BodyHandlers.ofString());
                    try { Files.readString(directory.resolve("missing-%1$s")); } catch (java.io.IOException e) { }
                    try { URI.create("http://127.0.0.1:1/?key=%1$s").toURL().openStream(); } catch (java.io.IOException e) { }
                    System.out.println(System.getenv("RECORDINGS_KEY") == null ? "The program has no key." : "The program has the key.");
                    System.exit(0);
                }
            }
            """.formatted(KEY, TOKEN, EMAIL);

    @TempDir
    private Path directory;
    private Path out;
    private String said;
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void recording_holdsNoSecretInAnyByte_andItsMarksAreEqualInTwoOfThem() throws Exception {
        record("first");
        String first = bytes(out) + texts();
        List<String> marks = marks();
        record("second");

        assertThat(first).doesNotContain(KEY, TOKEN).contains("[secret.aws-key ", "[secret.api-key ", EMAIL);
        assertThat(marks()).isEqualTo(marks);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(".config/pathwarden/mask.key")))).isEqualTo("rw-------");
        assertThat(bytes(out)).doesNotContain(Files.readString(directory.resolve(".config/pathwarden/mask.key"), StandardCharsets.ISO_8859_1));
        Path archive = directory.resolve("case.pathwarden");
        assertThat(CliRun.of("export", out, "--out", archive).code()).isZero();
        assertThat(CliRun.of("show", archive, "1", "--json").out()).doesNotContain(KEY, TOKEN).contains("[secret.aws-key ");
    }

    @Test
    void recording_withMaskPersonal_holdsNoPersonalData_andWithNoneEverything() throws Exception {
        record("personal", "--mask", "personal");
        assertThat(bytes(out) + texts()).doesNotContain(KEY, TOKEN, EMAIL).contains("[pii.email ");

        record("everything", "--mask", "none");
        assertThat(texts()).contains(KEY, TOKEN, EMAIL);
    }

    @Test
    void dryRunAsLive_ofAMaskedRecording_decidesAsItWasDecided() throws Exception {
        record("live");
        Bundle bundle = Bundle.read(Files.readAllBytes(out.resolve("guardrails.bundle")));
        List<String> live = new ArrayList<>();
        List<String> rehearsed = new ArrayList<>();
        try (Snapshot snapshot = Snapshots.open(out)) {
            RecordedRun run = snapshot.run(snapshot.runs().get(0).run().id());
            run.steps().forEach(step -> step.decision().verdicts().forEach(verdict -> live.add(step.id() + " " + verdict.guardrail() + " " + verdict.action() + " " + verdict.mode())));
            new DryRun(bundle, DryRunMode.AS_LIVE).dryRun(run).decisions()
                    .forEach(decision -> rehearsed.add(decision.step() + " " + decision.verdict().guardrail() + " " + decision.verdict().action() + " " + decision.verdict().mode()));
        }

        assertThat(live).isNotEmpty();
        assertThat(rehearsed).containsExactlyInAnyOrderElementsOf(live);
    }

    @Test
    void dryRunOfTheWholePath_saysOfAMaskedRecordingWhatItSaysOfOneThatIsNot() throws Exception {
        record("masked");
        List<String> masked = wholePath();
        record("open", "--mask", "none");

        assertThat(masked).isNotEmpty().isEqualTo(wholePath());
    }

    private List<String> wholePath() throws IOException {
        Bundle bundle = Bundle.read(Files.readAllBytes(out.resolve("guardrails.bundle")));
        List<String> verdicts = new ArrayList<>();
        try (Snapshot snapshot = Snapshots.open(out)) {
            RecordedRun run = snapshot.run(snapshot.runs().get(0).run().id());
            List<StepId> steps = run.steps().stream().map(RecordedStep::id).toList();
            new DryRun(bundle, DryRunMode.WHOLE_PATH).dryRun(run).decisions()
                    .forEach(decision -> verdicts.add(run.steps().get(steps.indexOf(decision.step())).operation() + " " + decision.verdict().guardrail() + " " + decision.verdict().action()));
        }
        return verdicts;
    }

    @Test
    void recording_thatIsEncrypted_leavesNothingInClear_andItsProgramHasNoKey() throws Exception {
        String key = EncryptionKey.BEGINNING + "0b".repeat(32);
        environment.put("RECORDINGS_KEY", key);
        record("encrypted", "--encrypt-with", "env:RECORDINGS_KEY");

        assertThat(bytes(out)).doesNotContain("note.txt", EMAIL, key).contains("pathwarden-snapshot 2");
        assertThat(out.resolve("journal")).isDirectoryNotContaining("glob:**.pwj");
        assertThat(said).doesNotContain(key).contains("The program has no key.");
        CliRun shown = CliRun.of(Terminal.NONE, Map.of("HOME", directory.toString(), "RECORDINGS_KEY", key), "show", out, "--decrypt-with", "env:RECORDINGS_KEY");
        assertThat(shown.code()).as(shown.err()).isZero();
    }

    private void record(String name, String... options) throws Exception {
        out = directory.resolve(name);
        Path files = Files.createDirectories(directory.resolve(name + "-files"));
        Path source = Files.writeString(directory.resolve("Secrets.java"), PROGRAM);
        List<String> command = new ArrayList<>(List.of(ProductHome.java().toString(), "-cp", System.getProperty("java.class.path"),
                "-D" + ProductHome.PROPERTY + "=" + Path.of("").toAbsolutePath().getParent(), Pathwarden.class.getName(), "run", "--mode", "audit", "--scope", "process", "--out", out.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("--", ProductHome.java().toString(), source.toString(), files.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(Map.of("HOME", directory.toString()));
        builder.environment().putAll(environment);
        Process run = builder.start();
        said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(said).isZero();
        assertThat(said).contains("1 run, ").doesNotContain(KEY, TOKEN);
    }

    /** Every byte that lies there; journals are not packed. */
    private static String bytes(Path path) throws IOException {
        StringBuilder bytes = new StringBuilder();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.append(file).append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return bytes.toString();
    }

    private String texts() {
        return steps().toString();
    }

    private List<RecordedStep> steps() {
        try (Snapshot snapshot = Snapshots.open(out)) {
            return snapshot.runs().stream().map(RunSummary::run).flatMap(run -> snapshot.run(run.id()).steps().stream()).toList();
        }
    }

    private List<String> marks() {
        return java.util.regex.Pattern.compile("\\[secret\\.[a-z-]+ [a-p]{16}]").matcher(texts()).results().map(java.util.regex.MatchResult::group).distinct().sorted().collect(Collectors.toList());
    }
}
