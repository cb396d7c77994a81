package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.signing.Acknowledgement;
import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.dryrun.SwappedDryRun;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.rollout.Recorders;
import dev.pathwarden.recorder.attached.program.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guardrails that are rolled out to programs that run. */
class RolloutAttachedTest {

    private static final long HOUR_NANOS = 3_600_000_000_000L;

    @TempDir
    private Path directory;
    private Path bundle;
    private Path files;
    private final List<Process> started = new ArrayList<>();
    private BufferedReader said;
    private Writer told;
    private Process process;

    @BeforeEach
    void files() throws Exception {
        bundle = directory.resolve("guardrails.bundle");
        files = Files.createDirectory(directory.resolve("files"));
        Files.createFile(files.resolve("a"));
        Files.createFile(files.resolve("b"));
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    /** Also where `run` enforces everything: what is tried stops nothing, and what it says is said again exactly. */
    @Test
    void stages_areInForceOneAfterTheOther_whileTheProgramRuns_andAreDecidedAgainExactly() throws Exception {
        long now = Instant.now().getEpochSecond() * 1_000_000_000L;
        List<Bundle> stages = List.of(stage(Stage.forAll(Degree.AUDIT)), stage(new Stage(Degree.ENFORCE, Degree.AUDIT, Set.of("nobody"), 100, null, Degree.OFF)),
                stage(new Stage(Degree.AUDIT, Degree.AUDIT, Set.of(), 100, now + HOUR_NANOS, Degree.ENFORCE)), stage(new Stage(Degree.AUDIT, Degree.AUDIT, Set.of(), 100, now - HOUR_NANOS, Degree.ENFORCE)),
                stage(Stage.forAll(Degree.OFF)), stage(Stage.forAll(Degree.ENFORCE)));
        List<String> expected = List.of("a done", "a done", "a done", "a blocked", "a done", "a blocked");
        acknowledgements();
        put(stages.get(0).bytes());
        WatchedJvm jvm = new WatchedJvm(directory).option("scope", "process").option("mode", "enforce").option("policies", bundle);
        start(jvm);
        for (int stage = 0; stage < stages.size(); stage++) {
            put(stages.get(stage).bytes());
            awaitTaken(stages.get(stage), null);
            assertThat(say("a")).as("stage %d", stage).isEqualTo(expected.get(stage));
        }
        told.close();
        assertThat(process.waitFor()).isZero();

        assertThat(recorders().all()).singleElement().satisfies(told -> assertThat(told.said().ended()).isTrue());
        try (Snapshot recorded = Snapshots.open(jvm.journal())) {
            RecordedRun run = recorded.run(recorded.runs().get(0).run().id());
            List<Verdict> live = run.steps().stream().flatMap(step -> step.decision().verdicts().stream()).toList();
            assertThat(live).extracting(Verdict::mode).containsExactly(Mode.AUDIT, Mode.AUDIT, Mode.AUDIT, Mode.ENFORCE, Mode.ENFORCE);
            assertThat(live.get(3).message()).contains("Roll-out: enforce, since its audit ended ");
            RunDryRun asLive = new SwappedDryRun(stages).report(run).runs().get(0);
            assertThat(asLive.decisions()).extracting(DryRunDecision::verdict).containsExactlyElementsOf(live);
            assertThat(asLive.notEvaluated()).isEmpty();
        }
    }

    @Test
    void share_takesTheRunsThatItsHashTakes_inEveryProcess() throws Exception {
        Stage half = new Stage(Degree.ENFORCE, Degree.AUDIT, Set.of(), 50, null, Degree.OFF);
        put(stage(half).bytes());
        RunId inside = LongStream.rangeClosed(1, 100).mapToObj(id -> new RunId(7, id)).filter(half::covers).findFirst().orElseThrow();
        RunId outside = LongStream.rangeClosed(1, 100).mapToObj(id -> new RunId(7, id)).filter(id -> !half.covers(id)).findFirst().orElseThrow();
        for (RunId run : List.of(inside, outside)) {
            start(new WatchedJvm(directory).named(run.toString()).option("scope", "process").option("run", run).option("policies", bundle));
            assertThat(say("a")).isEqualTo(run.equals(inside) ? "a blocked" : "a done");
            told.close();
            process.waitFor();
        }
    }

    @Test
    void recorder_acknowledgesWhatItTookAndWhatItRefused_alsoAtItsStart_andTheProgramCannotWriteThere() throws Exception {
        KeyPair first = SigningKeys.make();
        KeyPair second = SigningKeys.make();
        String keys = SigningKeys.text(first.getPublic()) + "%2B" + SigningKeys.text(second.getPublic());
        Bundle stops = stage(Stage.forAll(Degree.ENFORCE));
        acknowledgements();
        put(one(stops, 5, first));
        WatchedJvm jvm = new WatchedJvm(directory).option("scope", "process").option("policies", bundle).option("policyKey", keys);
        start(jvm);
        told.close();
        assertThat(said.readLine()).isEqualTo("tried 0");
        process.waitFor();
        assertThat(recorders().all()).singleElement().satisfies(told -> {
            assertThat(told.said().refusal()).contains("It is signed by the key " + SigningKeys.fingerprint(SigningKeys.text(first.getPublic())) + " alone, and 2 of the keys");
            assertThat(told.said().bundle()).isEmpty();
        });

        put(SignedBundle.cosign(one(stops, 5, first), second.getPrivate(), SigningKeys.text(second.getPublic())));
        start(jvm);
        awaitTaken(stops, 5L);
        assertThat(say("a")).isEqualTo("a blocked");
        // The directory itself, and what a recorder wrote there.
        Path mine = directory.resolve("guardrails.bundle.acks");
        assertThat(say(files.relativize(mine.resolve("forged.json")).toString())).endsWith("blocked");

        put(one(stage(Stage.forAll(Degree.OFF)), 6, first));
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> recorders().all().stream().anyMatch(told -> told.said().bundle().equals(stops.hash()) && told.said().refusal() != null));
        assertThat(say("a")).isEqualTo("a blocked");
        // What was in force lies there again: nothing is refused any more.
        put(SignedBundle.cosign(one(stops, 5, first), second.getPrivate(), SigningKeys.text(second.getPublic())));
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> recorders().all().stream().anyMatch(told -> told.said().bundle().equals(stops.hash()) && told.said().refusal() == null));
        process.destroyForcibly().waitFor();
        Recorders.Told killed = recorders().all().stream().filter(told -> told.said().bundle().equals(stops.hash())).findFirst().orElseThrow();
        assertThat(killed.said().ended()).isFalse();
        assertThat(killed.state(stops.hash(), 6L, Instant.now(), Instant.now().plus(Recorders.PATIENCE).plusSeconds(10))).isEqualTo(Recorders.State.LOST);
        assertThat(directory.resolve("stderr")).content().contains("alone, and 2 of the keys");
    }

    private void acknowledgements() throws IOException {
        Files.createDirectory(Acknowledgement.directory(bundle.toFile()).toPath());
    }

    private Recorders recorders() throws IOException {
        return Recorders.of(bundle, Instant.now());
    }

    private void awaitTaken(Bundle taken, Long sequence) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> recorders().all().stream()
                .anyMatch(told -> !told.said().ended() && told.state(taken.hash(), sequence, Instant.EPOCH, Instant.now()) == Recorders.State.TAKEN));
    }

    private void start(WatchedJvm jvm) throws IOException {
        process = jvm.start(Reading.class, files, 0);
        started.add(process);
        said = process.inputReader();
        told = process.outputWriter();
    }

    private String say(String name) throws IOException {
        told.write(name + "\n");
        told.flush();
        return said.readLine();
    }

    private void put(byte[] bytes) throws IOException {
        Path aside = Files.write(directory.resolve("aside"), bytes);
        Files.move(aside, bundle, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] one(Bundle bundle, long sequence, KeyPair by) throws Exception {
        return SignedBundle.signFirst(bundle.bytes(), sequence, 1, Collections.emptySortedMap(), by.getPrivate(), SigningKeys.text(by.getPublic()));
    }

    private static Bundle stage(Stage stage) {
        Bundle compiled = GuardrailCompiler.compile(List.of(new GuardrailSource("stops.yaml", "id: stops-a\ntitle: Stops\non: [" + Operation.DATA_FILE_READ.text() + "]\nwhen: step.name == 'a'\naction: block\nmode: enforce\n"))).bundle();
        return Bundle.of(compiled.guardrails().stream().map(guardrail -> guardrail.withStage(stage)).toList());
    }
}
