package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.approval.SignedAnswer;
import dev.pathwarden.model.hold.AnswerDirectory;
import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.recorder.attached.program.Holding;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Held steps in a real JVM: who can let them go on, and what is in the record of it. */
class HoldAttachedTest {

    private static final String HOLD = """
            id: held-deletions
            title: Deletions wait
            on: [data.file.delete]
            when: step.name != 'looked-at-carrier'
            action: hold
            holdFor: 4s
            mode: enforce
            """;

    private final KeyPair keys = SigningKeys.make();
    private final Set<String> answered = new HashSet<>();
    private Path journal;

    HoldAttachedTest() throws Exception {
    }

    @Test
    void heldSteps_goOnOnlyWithTheApproversAnswerToThem(@TempDir Path directory) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        for (String name : List.of("approved", "denied", "unanswered", "forged", "elsewhere", "interrupted", "virtual")) {
            Files.createFile(files.resolve(name));
        }
        Path key = Files.writeString(directory.resolve("approver.key"), "secret");
        Files.writeString(directory.resolve("deployment.key"), "0".repeat(64));
        WatchedJvm jvm = new WatchedJvm(directory).option("scope", "process").option("approver", SigningKeys.text(keys.getPublic())).option("key", directory.resolve("deployment.key"))
                .guardrails(HOLD).jvmArgument("-Djdk.virtualThreadScheduler.parallelism=1").jvmArgument("-Djdk.virtualThreadScheduler.maxPoolSize=1");
        journal = jvm.journal();

        CompletableFuture<WatchedJvm.Ended> running = CompletableFuture.supplyAsync(() -> run(jvm, files, key));
        await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(100)).until(() -> {
            answerAll(files);
            return running.isDone();
        });
        WatchedJvm.Ended ended = running.join();

        assertThat(ended.code()).as(ended.err()).isZero();
        boolean hasVirtualThreads = Runtime.version().feature() >= 21;
        assertThat(ended.lines()).containsOnlyOnce("approved done", "denied blocked", "unanswered blocked", "forged blocked", "elsewhere blocked", "interrupted blocked interrupted",
                "approved blocked", hasVirtualThreads ? "carrier free" : "virtual unknown", "key refused").contains(hasVirtualThreads ? "virtual done" : "virtual unknown");
        assertThat(files.resolve("denied")).exists();
        assertThat(files.resolve("forged")).exists();
        theRecordTells();
    }

    private void theRecordTells() {
        try (Snapshot recorded = Snapshots.open(journal)) {
            assertThat(recorded.damages()).isEmpty();
            List<HeldStep> held = HeldStep.of(recorded);
            assertThat(held).hasSize(Runtime.version().feature() >= 21 ? 8 : 7).allSatisfy(step -> {
                assertThat(step.hold().binding()).isEqualTo(step.binding());
                assertThat(step.hold().pending()).isFalse();
                assertThat(step.hold().answeredNanos()).isGreaterThanOrEqualTo(step.hold().askedNanos());
                assertThat(step.hold().expiresNanos() - step.hold().askedNanos()).isEqualTo(4_000_000_000L);
                assertThat(step.step().status()).isEqualTo(step.hold().approved() ? Status.OK : Status.BLOCKED);
            });
            assertThat(hold(held, "approved", 0)).satisfies(hold -> {
                assertThat(hold.answer()).isEqualTo(Hold.Answer.APPROVED);
                assertThat(hold.by()).isEqualTo("ada");
                assertThat(hold.reason()).isEqualTo("seen");
            });
            assertThat(hold(held, "denied", 0).answer()).isEqualTo(Hold.Answer.DENIED);
            assertThat(hold(held, "unanswered", 0)).satisfies(hold -> {
                assertThat(hold.answer()).isEqualTo(Hold.Answer.EXPIRED);
                assertThat(hold.by()).isNull();
                assertThat(hold.reason()).isNull();
            });
            assertThat(List.of(hold(held, "forged", 0), hold(held, "elsewhere", 0), hold(held, "approved", 1))).allSatisfy(hold -> {
                assertThat(hold.answer()).isEqualTo(Hold.Answer.EXPIRED);
                assertThat(hold.reason()).contains("the approver had not signed");
            });
            assertThat(hold(held, "interrupted", 0).answer()).isEqualTo(Hold.Answer.WITHDRAWN);
        }
    }

    private static Hold hold(List<HeldStep> held, String name, int number) {
        return held.stream().filter(step -> step.step().step().name().equals(name)).skip(number).findFirst().orElseThrow().hold();
    }

    @Test
    @Timeout(60)
    void heldStep_whereNobodyCanAnswer_isDeniedAtOnce(@TempDir Path directory) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        Files.createFile(files.resolve("approved"));
        Path key = Files.writeString(directory.resolve("other"), "");
        WatchedJvm jvm = new WatchedJvm(directory).option("scope", "process").guardrails(HOLD.replace("4s", "2h").replace("step.name != 'looked-at-carrier'", "step.name == 'approved'"));
        journal = jvm.journal();
        for (String name : List.of("denied", "unanswered", "forged", "elsewhere", "interrupted", "virtual")) {
            Files.createFile(files.resolve(name));
        }

        Process process = jvm.start(Holding.class, files, key);
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.lines().filter(line -> line.startsWith("approved")).findFirst()).contains("approved blocked");
        } finally {
            process.destroyForcibly();
        }

        try (Snapshot recorded = Snapshots.open(journal)) {
            assertThat(HeldStep.of(recorded)).singleElement().satisfies(held -> assertThat(held.hold().reason()).contains("given no approver's key"));
        }
    }

    private static WatchedJvm.Ended run(WatchedJvm jvm, Path files, Path key) {
        try {
            return jvm.run(Holding.class, files, key);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void answerAll(Path files) throws Exception {
        try (Snapshot recorded = Snapshots.open(journal)) {
            for (HeldStep held : HeldStep.of(recorded)) {
                if (held.hold().pending() && answered.add(held.step().id().toString())) {
                    answer(held, HeldStep.of(recorded), files);
                }
            }
        } catch (SnapshotException notYet) {
            assertThat(notYet.kind()).isEqualTo(SnapshotException.Cause.INPUT);
        }
    }

    private void answer(HeldStep held, List<HeldStep> all, Path files) throws Exception {
        String name = held.step().step().name();
        PrivateKey own = keys.getPrivate();
        switch (name) {
            case "approved" -> {
                Optional<HeldStep> first = all.stream().filter(other -> other.step().step().name().equals(name) && !other.step().id().equals(held.step().id())).findFirst();
                if (first.isEmpty()) {
                    leave(held, held.binding(), true, own);
                } else {
                    Path answers = journal.resolve(SignedAnswer.DIRECTORY);
                    Files.copy(answers.resolve(SignedAnswer.fileName(first.get().run().run().id(), first.get().step().id())),
                            answers.resolve(SignedAnswer.fileName(held.run().run().id(), held.step().id())));
                }
            }
            case "denied" -> leave(held, held.binding(), false, own);
            case "forged" -> leave(held, held.binding(), true, SigningKeys.make().getPrivate());
            case "elsewhere" -> leave(held, "0".repeat(64), true, own);
            case "virtual" -> {
                await().until(() -> Files.exists(files.resolve("looked-at-carrier")));
                leave(held, held.binding(), true, own);
            }
            default -> { }
        }
    }

    private void leave(HeldStep held, String binding, boolean approved, PrivateKey key) throws Exception {
        SignedAnswer answer = new SignedAnswer(held.run().run().id(), held.step().id(), binding, held.hold().expiresNanos(), approved, "ada", 1, "seen");
        AnswerDirectory.of(journal).leave(answer, key);
    }
}
