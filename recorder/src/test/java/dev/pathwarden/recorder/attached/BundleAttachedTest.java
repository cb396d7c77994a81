package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.dryrun.SwappedDryRun;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.recorder.attached.program.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guardrails that are replaced while a program runs under them. */
class BundleAttachedTest {

    private static final Bundle STOPS_A = stops("a");
    private static final Bundle STOPS_B = stops("b");

    private final KeyPair keys = SigningKeys.make();
    private final String signer = SigningKeys.text(keys.getPublic());

    @TempDir
    private Path directory;
    private Path bundle;
    private Path files;
    private Path journal;
    private Process process;
    private BufferedReader said;
    private Writer told;

    BundleAttachedTest() throws Exception {
    }

    @BeforeEach
    void files() throws Exception {
        bundle = directory.resolve("guardrails.bundle");
        files = Files.createDirectory(directory.resolve("files"));
        Files.createFile(files.resolve("a"));
        Files.createFile(files.resolve("b"));
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void signedBundle_thatFollowsAnother_comesIntoForceWhileThreadsGoOn_andNothingElseDoes() throws Exception {
        put(signed(STOPS_A, 5, keys));
        start(3, new WatchedJvm(directory).option("scope", "process").option("policies", bundle).option("policyKey", signer));
        assertThat(List.of(say("a"), say("b"))).containsExactly("a blocked", "b done");

        put(signed(STOPS_B, 6, keys));
        awaitChanges(2);
        assertThat(List.of(say("a"), say("b"))).containsExactly("a done", "b blocked");

        byte[] damaged = signed(STOPS_A, 7, keys);
        damaged[damaged.length / 2] ^= 1;
        put(damaged);
        awaitChanges(3);
        put(signed(STOPS_A, 8, SigningKeys.make()));
        awaitChanges(4);
        put(signed(STOPS_A, 5, keys));
        awaitChanges(5);
        put(STOPS_A.bytes());
        awaitChanges(6);
        put(signed(STOPS_A, 6, keys));
        awaitChanges(7);
        Files.delete(bundle);
        awaitChanges(8);
        assertThat(List.of(say("a"), say("b"))).containsExactly("a done", "b blocked");

        put(signed(STOPS_A, 7, keys));
        awaitChanges(9);
        assertThat(List.of(say("a"), say("b"))).containsExactly("a blocked", "b done");

        long tried = finish();
        List<BundleChange> changes = theRecordTells(tried);
        assertThat(changes).extracting(BundleChange::bundle).containsExactly(STOPS_A.hash(), STOPS_B.hash(), "", "", "", "", "", "", STOPS_A.hash());
        assertThat(changes).extracting(BundleChange::sequence).containsExactly(5L, 6L, null, null, null, null, null, null, 7L);
        assertThat(changes).extracting(BundleChange::signer).containsExactly(signer, signer, null, null, null, null, null, null, signer);
        List<String> refusals = changes.subList(2, 8).stream().map(BundleChange::refusal).toList();
        assertThat(refusals.get(0)).contains("damaged or cut short");
        assertThat(refusals.get(1)).contains("It is signed by the key");
        assertThat(refusals.get(2)).contains("Its sequence number 5 is not above 6");
        assertThat(refusals.get(3)).contains("It is not signed");
        assertThat(refusals.get(4)).contains("Its sequence number 6 is not above 6");
        assertThat(refusals.get(5)).contains("No such file");
        assertThat(Files.readAllLines(directory.resolve("stderr"))).containsExactlyElementsOf(
                refusals.stream().map(why -> "pathwarden: the bundle " + bundle + " is refused, and the guardrails that were in force stay so. " + why).toList());
    }

    @Test
    void unsignedBundle_whereNoKeyWasGiven_comesIntoForceOnceItIsWhole() throws Exception {
        put(STOPS_A.bytes());
        start(0, new WatchedJvm(directory).option("scope", "process").option("policies", bundle));
        assertThat(List.of(say("a"), say("b"))).containsExactly("a blocked", "b done");

        byte[] next = STOPS_B.bytes();
        Files.write(bundle, Arrays.copyOf(next, next.length / 2));
        awaitChanges(2);
        assertThat(List.of(say("a"), say("b"))).containsExactly("a blocked", "b done");

        Files.write(bundle, next);
        awaitChanges(3);
        assertThat(List.of(say("a"), say("b"))).containsExactly("a done", "b blocked");

        List<BundleChange> changes = theRecordTells(finish());
        assertThat(changes).extracting(BundleChange::bundle).containsExactly(STOPS_A.hash(), "", STOPS_B.hash());
        assertThat(changes).extracting(BundleChange::sequence).containsOnlyNulls();
        assertThat(changes.get(1).refusal()).contains("damaged or cut short");
    }

    @Test
    void start_withABundleThatTheKeyDidNotSign_isNoStart_andNoProgramWhereHooksAreRequired() throws Exception {
        for (byte[] refused : List.of(STOPS_A.bytes(), signed(STOPS_A, 1, SigningKeys.make()))) {
            put(refused);

            start(0, new WatchedJvm(directory).option("policies", bundle).option("policyKey", signer));
            told.close();
            assertThat(said.readLine()).isEqualTo("tried 0");
            assertThat(process.waitFor()).isZero();
            assertThat(directory.resolve("stderr")).content().contains("the recorder did not start").contains("the bundle " + bundle + " is refused. It is ");

            start(0, new WatchedJvm(directory).option("policies", bundle).option("policyKey", signer).option("require", "all"));
            assertThat(said.readLine()).isNull();
            assertThat(process.waitFor()).isEqualTo(125);
        }
    }

    @Test
    void olderBundle_afterARestart_isRefused_untilItIsSignedUnderAHigherNumber() throws Exception {
        put(signed(STOPS_A, 5, keys));
        start(0, new WatchedJvm(directory).option("scope", "process").option("policies", bundle).option("policyKey", signer));
        assertThat(say("a")).isEqualTo("a blocked");
        put(signed(STOPS_B, 6, keys));
        awaitChanges(2);
        finish();

        put(signed(STOPS_A, 5, keys));
        start(0, new WatchedJvm(directory).option("policies", bundle).option("policyKey", signer).option("require", "all"));
        assertThat(said.readLine()).isNull();
        assertThat(process.waitFor()).isEqualTo(125);
        assertThat(directory.resolve("stderr")).content().contains("the bundle " + bundle + " is refused. Its sequence number 5 is below 6, the highest that was accepted from there before")
                .contains("sign it again with 'pathwarden policy bundle --sign KEYFILE --sequence 7'");

        Files.writeString(directory.resolve("config/pathwarden/policy-numbers"), "damage\n", java.nio.file.StandardOpenOption.APPEND);
        put(signed(STOPS_A, 7, keys));
        start(0, new WatchedJvm(directory).option("scope", "process").option("policies", bundle).option("policyKey", signer));
        assertThat(List.of(say("a"), say("b"))).containsExactly("a blocked", "b done");
        assertThat(directory.resolve("stderr")).content().contains("policy-numbers, which remembers the highest number of each bundle, is damaged: of its lines 1 is none.");
        told.close();
        process.waitFor();
    }

    /** Every step was decided under guardrails that were in force, as those say, and none is missing. */
    private List<BundleChange> theRecordTells(long tried) {
        try (Snapshot recorded = Snapshots.open(journal)) {
            assertThat(recorded.damages()).isEmpty();
            assertThat(recorded.runs()).hasSize(1);
            RecordedRun run = recorded.run(recorded.runs().get(0).run().id());
            List<RecordedStep> reads = run.steps().stream().filter(step -> step.operation() == Operation.DATA_FILE_READ && step.step().name().length() == 1).toList();
            assertThat(reads).hasSize((int) tried).allSatisfy(step -> {
                Bundle decidedBy = step.decision().bundle().equals(STOPS_A.hash()) ? STOPS_A : STOPS_B;
                assertThat(step.decision().bundle()).isEqualTo(decidedBy.hash());
                assertThat(step.decision().enforced()).isEqualTo(decidedBy == (step.step().name().equals("a") ? STOPS_A : STOPS_B) ? Action.BLOCK : Action.ALLOW);
            });
            RunDryRun asLive = new SwappedDryRun(List.of(STOPS_B, STOPS_A)).report(run).runs().get(0);
            assertThat(asLive.decisions()).isNotEmpty().extracting(DryRunDecision::verdict)
                    .containsExactlyElementsOf(run.steps().stream().flatMap(step -> step.decision().verdicts().stream()).toList());
            assertThat(asLive.notEvaluated()).isEmpty();
            return recorded.processes().get(0).bundles();
        }
    }

    private void start(int threads, WatchedJvm jvm) throws IOException {
        journal = jvm.journal();
        process = jvm.start(Reading.class, files, threads);
        said = process.inputReader();
        told = process.outputWriter();
    }

    private String say(String name) throws IOException {
        told.write(name + "\n");
        told.flush();
        return said.readLine();
    }

    private long finish() throws Exception {
        told.close();
        String last = said.readLine();
        assertThat(process.waitFor()).isZero();
        assertThat(last).startsWith("tried ");
        return Long.parseLong(last.substring(6));
    }

    private void awaitChanges(int number) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> {
            try (Snapshot recorded = Snapshots.open(journal)) {
                return recorded.processes().get(0).bundles().size() == number;
            } catch (SnapshotException notYet) {
                return false;
            }
        });
    }

    private void put(byte[] bytes) throws IOException {
        Path aside = Files.write(directory.resolve("aside"), bytes);
        Files.move(aside, bundle, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] signed(Bundle bundle, long sequence, KeyPair by) throws Exception {
        return SignedBundle.sign(bundle.bytes(), sequence, 1, Collections.emptySortedMap(), by.getPrivate(), SigningKeys.text(by.getPublic()));
    }

    private static Bundle stops(String name) {
        return GuardrailCompiler.compile(List.of(new GuardrailSource("stops.yaml",
                "id: stops-" + name + "\ntitle: Stops\non: [data.file.read]\nwhen: step.name == '" + name + "'\naction: block\nmode: enforce\n"))).bundle();
    }
}
