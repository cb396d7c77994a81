package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.recorder.attached.program.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guardrails that ask for earlier steps of a program as it runs, and bundles that are replaced meanwhile. */
class EarlierStepsAttachedTest {

    private static final Bundle FIRST = bundle("first");
    private static final Bundle SECOND = bundle("second");

    @TempDir
    private Path directory;
    private Path bundle;
    private Path files;
    private Path journal;
    private Process process;
    private BufferedReader said;
    private Writer told;

    @BeforeEach
    void files() throws IOException {
        bundle = directory.resolve("guardrails.bundle");
        files = Files.createDirectory(directory.resolve("files"));
        for (String name : List.of("a", "b", "c", "d")) {
            Files.createFile(files.resolve(name));
        }
        Files.write(bundle, FIRST.bytes());
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void guardrail_thatCountsEarlierSteps_stopsOnceTheyHaveHappened_andBeginsAnewWithAnotherBundle() throws Exception {
        start(0);
        assertThat(List.of(say("d"), say("c"), say("d"), say("c"), say("d"), say("c"))).containsExactly("d done", "c done", "d done", "c done", "d blocked", "c done");

        replace(SECOND, 2);
        assertThat(List.of(say("d"), say("c"), say("d"), say("c"), say("d"))).containsExactly("d done", "c done", "d done", "c done", "d blocked");

        RecordedRun run = finish();
        assertThat(run.steps()).flatExtracting(step -> step.decision().verdicts()).filteredOn(verdict -> verdict.guardrail().equals("d-after-two-c"))
                .allSatisfy(verdict -> assertThat(verdict.clauses()).extracting(Verdict.Clause::value).anyMatch(value -> value.matches("[2-9] \\(last: step [0-9a-f]{16}\\)"))).hasSize(2);
    }

    @Test
    void guardrail_thatCountsFailures_stopsOnceThereAreEnough_andGoesOnCountingUnderAnotherBundle() throws Exception {
        start(0);
        assertThat(List.of(say("missing"), say("after"), say("missing"), say("after"))).containsExactly("missing failed", "after failed", "missing failed", "after blocked");

        replace(SECOND, 2);
        assertThat(say("after")).isEqualTo("after blocked");

        RecordedRun run = finish();
        assertThat(run.steps()).filteredOn(step -> step.step().name().equals("after")).extracting(step -> step.step().facts().get(Field.RUN_ERRORS)).containsExactly(1L, 3L, 3L);
        assertThat(sameAsLive(run, FIRST)).isPositive();
        assertThat(sameAsLive(run, SECOND)).isPositive();
    }

    @Test
    void dryRunAsLive_ofManyThreadsUnderTwoBundles_saysWhatEachSaidLive() throws Exception {
        start(4);
        for (int i = 0; i < 30; i++) {
            say(i % 3 == 0 ? "c" : "d");
        }
        replace(SECOND, 2);
        for (int i = 0; i < 30; i++) {
            say(i % 3 == 0 ? "c" : "d");
        }
        RecordedRun run = finish();

        assertThat(sameAsLive(run, FIRST)).isGreaterThan(50);
        assertThat(sameAsLive(run, SECOND)).isGreaterThan(50);
    }

    /** Steps that the bundle decided live, each with the verdicts of a dry run. */
    private static int sameAsLive(RecordedRun run, Bundle bundle) {
        RunDryRun again = new DryRun(bundle, DryRunMode.AS_LIVE).dryRun(run);
        Map<StepId, List<Verdict>> verdicts = new HashMap<>();
        again.decisions().forEach(decision -> verdicts.computeIfAbsent(decision.step(), id -> new ArrayList<>()).add(decision.verdict()));
        Map<StepId, List<Decision.NotEvaluated>> skipped = new HashMap<>();
        again.notEvaluated().forEach(skip -> skipped.computeIfAbsent(skip.step(), id -> new ArrayList<>()).add(new Decision.NotEvaluated(skip.guardrail(), skip.reason())));
        int steps = 0;
        for (RecordedStep step : run.steps()) {
            if (step.decision().bundle().equals(bundle.hash())) {
                assertThat(verdicts.getOrDefault(step.id(), List.of())).isEqualTo(step.decision().verdicts());
                assertThat(skipped.getOrDefault(step.id(), List.of())).isEqualTo(step.decision().notEvaluated());
                steps++;
            }
        }
        return steps;
    }

    private void start(int threads) throws IOException {
        WatchedJvm jvm = new WatchedJvm(directory).option("scope", "process").option("policies", bundle);
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

    private void replace(Bundle other, int changes) throws IOException {
        Path aside = Files.write(directory.resolve("aside"), other.bytes());
        Files.move(aside, bundle, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> {
            try (Snapshot recorded = Snapshots.open(journal)) {
                return recorded.processes().get(0).bundles().size() == changes;
            }
        });
    }

    private RecordedRun finish() throws Exception {
        told.close();
        assertThat(said.readLine()).startsWith("tried ");
        assertThat(process.waitFor()).isZero();
        try (Snapshot recorded = Snapshots.open(journal)) {
            assertThat(recorded.damages()).isEmpty();
            return recorded.run(recorded.runs().get(0).run().id());
        }
    }

    private static Bundle bundle(String title) {
        return GuardrailCompiler.compile(List.of(new GuardrailSource("earlier.yaml", """
                id: d-after-two-c
                title: %1$s
                on: [data.file.read]
                when: step.name == 'd' && count(step.name == 'c') >= 2
                action: block
                mode: enforce
                ---
                id: after-failures
                title: %1$s
                on: [data.file.read]
                when: step.name == 'after' && run.errors >= 2
                action: block
                mode: enforce
                ---
                id: long-or-slow
                title: %1$s
                on: [data.file.read]
                when: run.seconds >= 1 || run.slowestMillis %% 2 == 1 || run.errors + run.rowsRead + run.depth > 2
                action: alert
                ---
                id: often
                title: %1$s
                on: [data.file.read]
                when: repeats() > 3 && count(step.name == 'a', duration('50ms')) > 2 && once(step.name == 'b', duration('20ms'))
                action: alert
                ---
                id: in-order
                title: %1$s
                on: [data.file.read]
                when: seq(step.name == 'c', step.name == 'a', step.name == 'd') || before(step.name == 'a', step.name == 'b') && !since(step.name != 'c', step.name == 'd')
                action: alert
                """.formatted(title)))).bundle();
    }
}
