package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.cause.RootCause;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.samples.handover.ReporterMain;
import dev.pathwarden.samples.handover.ResearcherMain;
import dev.pathwarden.samples.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A researcher that hands its work over to a reporter in another JVM, under the shipped guardrails, enforced. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ResearchHandoverTest {

    @TempDir(factory = NamedTempDir.class)
    static Path directory;
    static WatchedJvm researcher;

    @BeforeAll
    static void research() throws Exception {
        List<String> recorder = List.of(Recording.agent(directory.resolve("record"), "policies=" + ShippedGuardrails.writtenTo(directory.resolve("pack.bundle")), "mode=enforce"));
        try (World world = World.start("research-handover", directory.resolve("world"));
                RunningJvm reporter = RunningJvm.startSample(directory, recorder, ReporterMain.class, world.model("reporter"), directory.resolve("reports").toString())) {
            researcher = WatchedJvm.runSample(directory, recorder, ResearcherMain.class, world.model("researcher"), world.site() + "/markets/tea.html",
                    reporter.printedAfter("The reporter listens on"));
            assertThat(world.problem()).as(researcher.printed()).isEmpty();
        }
        assertThat(researcher.exitCode()).as(researcher.printed()).isZero();
    }

    @Test
    void list_isNotInAReport_butHasLeft() throws IOException {
        assertThat(researcher.printed()).contains("Tea prices rose by 4 percent; the reporter has written it up.");
        assertThat(directory.resolve("reports/tea.md")).isEmptyFile();
        assertThat(directory.resolve("reports/tea-short.md")).content().contains("prices up by 4 percent");
        assertThat(directory.resolve("world/site-received.txt")).content().contains("cora.specimen@example.com");
    }

    @Test
    void handOver_isLinkedBothWays() throws IOException {
        Recording recording = Recording.in(directory.resolve("record"));
        RecordedStep handOver = recording.step(Operation.AGENT_HANDOFF, "Reporter");
        RecordedStep takenOver = takenOver(recording);

        assertThat(recording.parent(handOver).step().name()).isEqualTo("hand_to_reporter");
        assertThat(recording.linked(takenOver, LinkKind.HANDED_OVER)).contains(handOver);
        assertThat(recording.parent(takenOver)).isEqualTo(handOver);
        assertThat(handOver.outcome().facts().asMap()).containsEntry(Field.HANDOFF_STEP, takenOver.id().toString()).containsEntry(Field.HANDOFF_AGENT, takenOver.step().agent());
        assertThat(takenOver.step().pid()).isNotEqualTo(handOver.step().pid());
    }

    @Test
    void everyStep_isOfTheAgentThatDidIt() throws IOException {
        Recording recording = Recording.in(directory.resolve("record"));
        String reporter = takenOver(recording).step().agent();

        assertThat(reporter).isNotEqualTo(recording.run().run().agent());
        assertThat(recording.run().steps()).allSatisfy(step -> assertThat(step.step().agent()).as(step.step().name()).isEqualTo(isOfReporter(recording, step) ? reporter : recording.run().run().agent()));
        assertThat(recording.steps(Operation.TOOL_CALL)).filteredOn(tool -> tool.step().agent().equals(reporter)).extracting(tool -> tool.step().name())
                .containsExactly("list_subscribers", "save_report", "save_report", "send_copy");
    }

    @Test
    void report_withTheList_isStopped_andNothingElse() throws IOException {
        Recording recording = Recording.in(directory.resolve("record"));

        assertThat(recording.run().steps()).filteredOn(step -> step.status() == Status.BLOCKED).singleElement().satisfies(step -> {
            assertThat(step.operation() + " " + step.step().name()).isEqualTo("data.file.write tea.md");
            assertThat(step.decision().verdicts()).extracting(Verdict::guardrail).containsExactly("personal-data-to-plaintext-file");
        });
    }

    @Test
    void leak_goesBackToThePageThatTheOtherAgentRead_andIsNotTheUsersWish() throws IOException {
        Recording recording = Recording.in(directory.resolve("record"));
        RecordedStep leak = leak(recording);

        assertThat(leak.status()).isEqualTo(Status.OK);
        assertThat(leak.step().labels()).contains("pii.email");
        assertThat(RootCause.of(recording.run(), leak.id())).extracting(cause -> recording.step(cause.step()).step().name()).contains("list_subscribers", "fetch_page", "send_copy");
        assertThat(recording.run().steps()).filteredOn(step -> isOfReporter(recording, step)).noneSatisfy(step -> assertThat(step.step().labels()).contains("user"));
    }

    @Test
    void ownGuardrail_rehearsed_stopsTheLeakAndNothingElse() throws IOException {
        Recording recording = Recording.in(directory.resolve("record"));
        Compilation own = GuardrailCompiler.compile(List.of(new GuardrailSource("subscribers-stay.yaml", Files.readString(Path.of("research-handover/guardrails/subscribers-stay.yaml")))));
        assertThat(own.problems()).isEmpty();

        assertThat(new DryRun(own.bundle(), DryRunMode.WHOLE_PATH).dryRun(recording.run()).decisions()).singleElement()
                .satisfies(decision -> assertThat(decision.step()).isEqualTo(leak(recording).id()));
    }

    @Test
    void committedArchive_tellsTheSamePath() throws IOException {
        CommittedArchive.of("research-handover").assertTellsTheSameAs(directory.resolve("record"));
    }

    private static RecordedStep takenOver(Recording recording) {
        return recording.steps(Operation.AGENT_INVOKE).stream().filter(step -> step.step().name().equals("Reporter")).findFirst().orElseThrow();
    }

    private static RecordedStep leak(Recording recording) {
        return recording.steps(Operation.DATA_HTTP).stream().filter(step -> recording.parent(step).step().name().equals("send_copy")).findFirst().orElseThrow();
    }

    private static boolean isOfReporter(Recording recording, RecordedStep step) {
        return Objects.equals(step.step().pid(), takenOver(recording).step().pid());
    }
}
