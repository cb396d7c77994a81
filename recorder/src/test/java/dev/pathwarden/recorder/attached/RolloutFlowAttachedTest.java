package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.signing.Acknowledgement;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.rollout.BundleFile;
import dev.pathwarden.policies.rollout.Recorders;
import dev.pathwarden.recorder.attached.program.Reading;
import dev.pathwarden.recorder.attached.program.Tampering;
import dev.pathwarden.recorder.cli.CliRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A roll-out from the command line, over programs that run. */
class RolloutFlowAttachedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String STOPS_A = "id: stops-a\ntitle: Stops\non: [data.file.read]\nwhen: step.name == 'a'\naction: block\nmode: audit\n";

    @TempDir
    private Path directory;
    private Path bundle;
    private Path plan;
    private Path drafts;
    private Path files;
    private Map<String, String> environment;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void drafts() throws IOException {
        bundle = directory.resolve("guardrails.bundle");
        plan = directory.resolve("plan.yaml");
        drafts = Files.createDirectory(directory.resolve("drafts"));
        files = Files.createDirectory(directory.resolve("files"));
        Files.createFile(files.resolve("a"));
        Files.createFile(files.resolve("b"));
        Files.writeString(drafts.resolve("stops.yaml"), STOPS_A);
        environment = Map.of("PATH", System.getenv("PATH"), "HOME", directory.resolve("home").toString());
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void status_overWhatWasRecordedUnderAStage_showsItsFigures_andDriftWhereTheProgramDoesOtherwiseThanRehearsed() throws Exception {
        List<Path> rehearsed = List.of(record("first", "b", false), record("second", "b", false));
        plan("--stage", "audit,for=7d,then=off", "--stage", "enforce", rehearsed.get(0), rehearsed.get(1));
        assertThat(Files.readString(plan)).contains("rehearsed: {runs: 2, steps: ").contains("stops-a: {runs: 0, steps: 0}");
        done("push");

        List<Path> same = List.of(record("third", "b", true), record("fourth", "b", true));
        CliRun asRehearsed = cli("policy", "rollout", "status", plan, same.get(0), same.get(1));
        assertThat(asRehearsed.out().replaceAll("\\s+", " ")).contains("stands at stage 1 of 2, audit until ").contains("0 of 0 that are there have what is deployed; 2 ended")
                .containsPattern("stops-a: rehearsed 0.0 per 1,000 steps \\(0 of \\d+\\), in 0 of 2 runs; since then 0.0 per 1,000 steps \\(0 of \\d+\\), in 0 of 2 runs; no drift that chance does not explain");
        assertThat(asRehearsed.code()).as(asRehearsed.err()).isZero();

        List<Path> other = List.of(record("fifth", "a", true), record("sixth", "a", true));
        CliRun drifted = cli("policy", "rollout", "status", plan, other.get(0), other.get(1));
        assertThat(drifted.code()).isEqualTo(1);
        assertThat(drifted.out().replaceAll("\\s+", " ")).containsPattern("since then \\d+\\.\\d per 1,000 steps \\(2 of \\d+\\), in 2 of 2 runs\\. DRIFT: \\+100\\.0 % of runs");
        // What was recorded before the roll-out says nothing of it.
        assertThat(cli("policy", "rollout", "status", plan, rehearsed.get(0)).out().replaceAll("\\s+", " ")).contains("nothing in these snapshots was decided under it");
    }

    @Test
    void stepUnderAHoldStage_waitsForAPerson_andOutsideOfItsShareGoesOn() throws Exception {
        plan("--stage", "hold,share=50", "--stage", "enforce");
        done("push");
        Stage stage = staged().stage();
        RunId inside = LongStream.rangeClosed(1, 100).mapToObj(id -> new RunId(7, id)).filter(stage::covers).findFirst().orElseThrow();
        RunId outside = LongStream.rangeClosed(1, 100).mapToObj(id -> new RunId(7, id)).filter(id -> !stage.covers(id)).findFirst().orElseThrow();

        try (Watched watched = watch(directory.resolve("outside"), outside)) {
            assertThat(watched.say("a")).isEqualTo("a done");
        }
        try (Watched watched = watch(directory.resolve("inside"), inside)) {
            CompletableFuture<String> approved = watched.asks("a");
            HeldStep first = watched.held(1);
            assertThat(approved).isNotDone();
            CliRun yes = cli("approvals", "approve", watched.journal, first.step().id());
            assertThat(yes.code()).as(yes.err()).isZero();
            assertThat(approved.join()).isEqualTo("a done");

            CompletableFuture<String> refused = watched.asks("a");
            CliRun no = cli("approvals", "deny", watched.journal, watched.held(2).step().id(), "--reason", "not today");
            assertThat(no.code()).as(no.err()).isZero();
            assertThat(refused.join()).isEqualTo("a blocked");
            assertThat(watched.say("b")).isEqualTo("b done");
        }
        assertThat(verdicts(directory.resolve("inside"))).hasSize(2).allSatisfy(verdict -> assertThat(verdict.message()).endsWith(" Roll-out: hold."));
        assertThat(verdicts(directory.resolve("outside"))).singleElement().satisfies(verdict -> assertThat(verdict.message()).endsWith(" Roll-out: audit, outside of its stage."));
    }

    /** It was decided under what was in force then, and a person is asked: whoever can put a bundle in place does not answer for that person. */
    @Test
    void stepThatIsHeldWhileItsStageIsRolledBack_waitsOn_andLaterOnesGoOnAtOnce() throws Exception {
        plan("--stage", "hold", "--stage", "enforce");
        done("push");
        try (Watched watched = watch(directory.resolve("held"), new RunId(7, 1))) {
            CompletableFuture<String> waits = watched.asks("a");
            HeldStep held = watched.held(1);
            assertThat(cli("policy", "rollout", "rollback", plan).code()).isZero();
            awaitTaken("");
            assertThat(waits).isNotDone();
            assertThat(cli("policy", "rollout", "status", plan).out()).contains("1 of 1 that are there has what is deployed");

            assertThat(cli("approvals", "deny", watched.journal, held.step().id()).code()).isZero();
            assertThat(waits.join()).isEqualTo("a blocked");
            assertThat(watched.say("a")).isEqualTo("a done");
        }
        try (Snapshot recorded = Snapshots.open(directory.resolve("held").resolve("journal"))) {
            assertThat(HeldStep.of(recorded)).singleElement().satisfies(held -> assertThat(held.hold().answer()).isEqualTo(Hold.Answer.DENIED));
        }
    }

    @Test
    void monitorStage_endsByTheClockOfTheStep_whileTheProgramRuns() throws Exception {
        plan("--stage", "audit", "--stage", "enforce");
        done("push");
        try (Watched watched = watch(directory.resolve("monitored"), new RunId(7, 1))) {
            assertThat(watched.say("a")).isEqualTo("a done");
            long until = nanos() + Duration.ofSeconds(5).toNanos();
            Bundle ends = Bundle.of(List.of(staged().withStage(new Stage(Degree.AUDIT, Degree.AUDIT, Set.of(), 100, until, Degree.ENFORCE))));
            put(ends);
            awaitTaken(ends.hash());
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> watched.say("a").equals("a blocked"));
            assertThat(watched.say("a")).isEqualTo("a blocked");
            watched.close();

            try (Snapshot recorded = Snapshots.open(watched.journal)) {
                List<RecordedStep> decided = recorded.run(recorded.runs().get(0).run().id()).steps().stream().filter(step -> step.decision().bundle().equals(ends.hash())).filter(step -> !step.decision().verdicts().isEmpty()).toList();
                assertThat(decided).isNotEmpty().allSatisfy(step -> {
                    Verdict verdict = step.decision().verdicts().get(0);
                    assertThat(verdict.mode()).isEqualTo(step.step().startNanos() < until ? Mode.AUDIT : Mode.ENFORCE);
                    assertThat(verdict.message()).contains(step.step().startNanos() < until ? "Roll-out: audit until " : "Roll-out: enforce, since its audit ended ");
                });
                assertThat(decided.get(decided.size() - 1).step().startNanos()).isGreaterThanOrEqualTo(until);
            }
        }
    }

    @Test
    void monitorStage_thatEndsWithOff_isNotAskedAnyMore() throws Exception {
        plan("--stage", "audit", "--stage", "enforce");
        done("push");
        try (Watched watched = watch(directory.resolve("monitored"), new RunId(7, 1))) {
            long until = nanos() + Duration.ofSeconds(3).toNanos();
            put(Bundle.of(List.of(staged().withStage(new Stage(Degree.ENFORCE, Degree.ENFORCE, Set.of(), 100, until, Degree.OFF)))));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> nanos() > until && watched.say("a").equals("a done"));
        }
    }

    @Test
    void watchedProgram_canNeitherChangeNorForgeAnAcknowledgement() throws Exception {
        plan("--stage", "audit", "--stage", "enforce");
        done("push");
        Path acknowledgements = Acknowledgement.directory(bundle.toFile()).toPath();
        WatchedJvm jvm = new WatchedJvm(directory).option("scope", "process").option("mode", "audit").option("policies", bundle);

        WatchedJvm.Ended ended = jvm.run(Tampering.class, acknowledgements, Path.of("target", "pathwarden-agent.jar").toAbsolutePath(), bundle);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.lines()).hasSizeGreaterThan(40).allSatisfy(attempt -> assertThat(attempt).matches("[a-zA-Z-]+ blocked|(open-descriptor|mapped-file) absent"));
        assertThat(ended.decided()).filteredOn(decided -> decided.decision().verdicts().stream().anyMatch(verdict -> verdict.guardrail().equals("recorder-files")))
                .hasSize((int) ended.lines().stream().filter(line -> line.endsWith(" blocked")).count());
        assertThat(Recorders.of(bundle, Instant.now())).satisfies(recorders -> {
            assertThat(recorders.unread()).isZero();
            assertThat(recorders.all()).singleElement().satisfies(told -> {
                assertThat(told.said().bundle()).isEqualTo(new BundleFile(bundle).open().bundle().hash());
                assertThat(told.said().ended()).isTrue();
            });
        });
        try (var left = Files.list(acknowledgements)) {
            assertThat(left).hasSize(1);
        }
    }

    /** Runs a program that reads that file, and returns what was recorded. */
    private Path record(String name, String file, boolean underTheBundle) throws Exception {
        Path here = Files.createDirectory(directory.resolve(name));
        WatchedJvm jvm = new WatchedJvm(here).option("scope", "process");
        try (Watched watched = new Watched(underTheBundle ? jvm.option("policies", bundle) : jvm)) {
            assertThat(watched.say(file)).isEqualTo(file + " done");
        }
        return jvm.journal();
    }

    private Watched watch(Path here, RunId run) throws IOException {
        Files.createDirectory(here);
        String approver = cli("approvals", "key").out().strip();
        return new Watched(new WatchedJvm(here).option("scope", "process").option("run", run).option("policies", bundle).option("approver", approver));
    }

    /** A program that reads what it is told to, under a recorder. */
    private final class Watched implements AutoCloseable {

        private final Path journal;
        private final Process process;
        private final BufferedReader said;
        private final Writer told;

        Watched(WatchedJvm jvm) throws IOException {
            journal = jvm.journal();
            process = jvm.start(Reading.class, files, 0);
            started.add(process);
            said = process.inputReader();
            told = process.outputWriter();
        }

        String say(String name) throws IOException {
            told.write(name + "\n");
            told.flush();
            return said.readLine();
        }

        CompletableFuture<String> asks(String name) {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return say(name);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        /** The step that waits as the one of that number, from 1. */
        HeldStep held(int number) {
            return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                try (Snapshot recorded = Snapshots.open(journal)) {
                    return HeldStep.of(recorded).stream().skip(number - 1L).filter(held -> held.hold().pending()).findFirst();
                } catch (SnapshotException notYet) {
                    return Optional.<HeldStep>empty();
                }
            }, Optional::isPresent).orElseThrow();
        }

        @Override
        public void close() throws IOException, InterruptedException {
            told.close();
            process.waitFor();
        }
    }

    private void plan(Object... more) {
        List<Object> words = new ArrayList<>(List.of("policy", "rollout", "plan", "--policies", drafts, "--bundle", bundle, "--out", plan));
        words.addAll(List.of(more));
        CliRun planned = cli(words.toArray());
        assertThat(planned.code()).as(planned.err()).isZero();
    }

    private void done(String verb) {
        CliRun run = cli("policy", "rollout", verb, plan);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private CliRun cli(Object... arguments) {
        return CliRun.of(environment, arguments);
    }

    private Guardrail staged() throws IOException {
        return new BundleFile(bundle).open().bundle().guardrails().get(0);
    }

    private void put(Bundle next) throws IOException {
        Path aside = Files.write(directory.resolve("aside"), next.bytes());
        Files.move(aside, bundle, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void awaitTaken(String hash) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> Recorders.of(bundle, Instant.now()).all().stream()
                .anyMatch(told -> !told.said().ended() && told.said().refusal() == null && told.said().bundle().equals(hash)));
    }

    private static List<Verdict> verdicts(Path here) {
        try (Snapshot recorded = Snapshots.open(here.resolve("journal"))) {
            return recorded.run(recorded.runs().get(0).run().id()).steps().stream().flatMap(step -> step.decision().verdicts().stream()).toList();
        }
    }

    private static long nanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
