package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void record() throws Exception {
        SampleJournal.write(directory.resolve("journal"));
    }

    @Test
    void follow_tellsTheRunStepByStep_andNothingThatATerminalWouldObey() {
        CliRun followed = CliRun.of("follow", directory, "1");

        assertThat(followed.code()).isZero();
        assertThat(followed.out()).startsWith("1  agent.invoke report").contains("2  data.sql customers").contains("! unencrypted-personal-data asked to block (enforce): Personal data would be written").contains("x stopped before it was done");
        assertThat(followed.out().lines()).allSatisfy(line -> {
            assertThat(line.length()).isLessThanOrEqualTo(100);
            assertThat(line.chars()).noneMatch(c -> c < ' ');
        });
    }

    @Test
    void follow_withWordsToFind_tellsOnlyTheStepsThatHoldThem_eachAsIfItWereReadAlone() {
        CliRun followed = CliRun.of("follow", directory, "1", "--find", "ADA@example");

        assertThat(followed.code()).isZero();
        assertThat(followed.out()).startsWith("2  data.sql customers").contains("3  data.file.write").contains("ada@example.com").doesNotContain("agent.invoke").doesNotContain("step 2");
        assertThat(CliRun.of("follow", directory, "1", "--find", "nobody").out()).isEqualTo("No step of the run holds nobody." + System.lineSeparator());
        assertThat(CliRun.of("follow", directory, "1", "--find", "").err()).contains("--find takes the words to find, and got none.");
    }

    @Test
    void follow_withGuardrails_tellsBelowEachStepWhatTheyWouldHaveMadeOfIt() throws Exception {
        Path guardrail = Files.writeString(directory.resolve("queries.yaml"), "id: queries\ntitle: T\non: [data.sql]\nwhen: 'true'\naction: hold\n");

        CliRun followed = CliRun.of("follow", directory.resolve("journal"), "1", "--policies", guardrail);

        assertThat(followed.code()).isZero();
        assertThat(followed.out()).startsWith("Rehearsed: 1 step of this run would have been stopped, newly;").containsSubsequence("2  data.sql customers", "~ newly stopped by queries (hold)", "3  data.file.write", "~ ");
        assertThat(CliRun.of("follow", directory.resolve("journal"), "1", "--policies", guardrail, "--live").err()).contains("--live and --policies do not go together");
        assertThat(CliRun.of("follow", directory.resolve("journal"), "1", "--policies", Files.writeString(directory.resolve("bad.yaml"), "id: x\n"))).extracting(CliRun::code).isEqualTo(ExitCode.INPUT);
    }

    @Test
    void follow_ofAWidth_keepsToIt() {
        assertThat(CliRun.of("follow", directory, "1", "--width", "48").out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(48));
        assertThat(CliRun.of("follow", directory, "1", "--width", "300").out().lines()).anySatisfy(line -> assertThat(line.length()).isGreaterThan(100));
        assertThat(CliRun.of("follow", directory, "1", "--width", "7")).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("--width takes a number from 40 to 1000, not 7.");
        });
    }

    @Test
    void follow_ofARunThatIsNotThere_saysSo() {
        CliRun followed = CliRun.of("follow", directory, "99");

        assertThat(followed.code()).isEqualTo(ExitCode.INPUT);
        assertThat(followed.err()).contains("99");
    }

    @Test
    void followLive_printsWhatComes_andEndsWithTheRun() throws Exception {
        RunId id = new RunId(7, 7);
        Path growing = directory.resolve("growing");
        long pid = ProcessHandle.current().pid();
        long start = System.currentTimeMillis() * 1_000_000;
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (JournalWriter writer = JournalWriter.create(growing.toFile(), pid, start)) {
            writer.append(new JournalEvent.ProcessSeen(new ProcessInfo(pid, start, "Agent", "25", null, null, List.of(), 0, 0)));
            writer.append(new JournalEvent.RunStarted(new Run(id, "agent", "mailer", "v1", Status.UNFINISHED, start, null, Map.of())));
            CompletableFuture<Integer> followed = CompletableFuture.supplyAsync(() -> Pathwarden.execute(new Invocation(new Console(new PrintWriter(out), new PrintWriter(err), Terminal.NONE), () -> null, Map.of()), "follow", "--live", growing.toString(), "1"));
            writer.append(new JournalEvent.StepDecided(Step.of(id, new StepId(1), Operation.TOOL_CALL, "read_orders").build(), new Decision(1, start, "", null, Set.of(), List.of(), List.of())));
            await().until(() -> out.toString().contains("1  tool.call read_orders  unfinished"));
            assertThat(followed).isNotDone();

            writer.append(new JournalEvent.StepEnded(id, new StepId(1), new Outcome(2, 1L, Status.OK, null, "four orders", Facts.NONE, Set.of())));
            await().until(() -> out.toString().contains("< four orders"));
            writer.append(new JournalEvent.StepDecided(Step.of(id, new StepId(2), Operation.TOOL_CALL, "send_mail").build(), new Decision(3, start, "", null, Set.of(), List.of(), List.of())));
            writer.append(new JournalEvent.RunEnded(id, start + 9, Status.OK));

            assertThat(followed.get(60, TimeUnit.SECONDS)).isZero();
        }
        assertThat(out.toString().lines()).containsExactly("1  tool.call read_orders  unfinished", "     < four orders", "", "2  tool.call send_mail  unfinished", "     x no end was recorded");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void followLive_ofARecordingThatHasEnded_printsAllOfIt() {
        CliRun followed = CliRun.of("follow", "--live", directory, "1");

        assertThat(followed.code()).isZero();
        assertThat(followed.out()).startsWith("1  agent.invoke report").contains("2  data.sql customers", "x stopped before it was done");
    }
}
