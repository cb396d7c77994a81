package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalReader;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.recorder.attached.program.Endless;
import dev.pathwarden.recorder.attached.program.Parent;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that reach into other processes, and processes that die. */
class ProcessesAttachedTest {

    @Test
    void childJvm_withAnEmptyEnvironment_joinsTheRun(@TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("scope", "process").run(Parent.class, directory);

        assertThat(ended.lines()).containsExactly("exit 0", "environment {OWN=value}");
        Step start = ended.steps().stream().filter(step -> step.operation() == Operation.CODE_PROCESS).findFirst().orElseThrow();
        Step inChild = ended.steps().stream().filter(step -> step.name().equals("from-child")).findFirst().orElseThrow();
        assertThat(inChild.run()).isEqualTo(start.run());
        assertThat(inChild.agent()).isEqualTo(start.agent());
        assertThat(inChild.parent()).isEqualTo(start.id());
        assertThat(inChild.links()).contains(Link.to(start.id(), LinkKind.STARTED_BY));
        assertThat(inChild.pid()).isNotEqualTo(start.pid());
        assertThat(ended.outcome(start).facts().get(Field.PROCESS_EXIT)).isEqualTo(0L);
        assertThat(ended.events(JournalEvent.LabelsCame.class)).singleElement().satisfies(came -> assertThat(came.imported().labels()).contains("pii.email", "user"));
        assertThat(ended.events(JournalEvent.ProcessSeen.class)).filteredOn(seen -> seen.process().pid() == inChild.pid())
                .isNotEmpty().allSatisfy(seen -> assertThat(seen.process().startedBy()).isEqualTo(start.id()));
        assertThat(ended.events(JournalEvent.RunEnded.class)).hasSize(1);
    }

    @Test
    void childJvm_toldOfAnotherRunByTheProgram_isARunOfItsOwnThatNobodyVouchesFor(@TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("scope", "process").run(Parent.class, directory, "forge");

        Step start = ended.steps().stream().filter(step -> step.operation() == Operation.CODE_PROCESS).findFirst().orElseThrow();
        Step inChild = ended.steps().stream().filter(step -> step.name().equals("from-child")).findFirst().orElseThrow();
        Step began = ended.steps().stream().filter(step -> step.operation() == Operation.AGENT_INVOKE && step.run().equals(inChild.run())).findFirst().orElseThrow();
        assertThat(inChild.run()).isNotEqualTo(start.run()).isNotEqualTo(new RunId(1, 1));
        assertThat(began.pid()).isEqualTo(inChild.pid());
        assertThat(began.labels()).contains("untrusted").doesNotContain("user");
    }

    @Test
    void killedJvm_leavesEveryStepWhoseDecisionHadReturned(@TempDir Path directory) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        WatchedJvm jvm = new WatchedJvm(directory).option("scope", "process");
        Process process = jvm.start(Endless.class, files);
        List<String> printed = new ArrayList<>();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (printed.size() < 300) {
                printed.add(out.readLine());
            }
            // The process itself would close its streams, and what it still printed with them.
            process.toHandle().destroyForcibly();
            process.waitFor();
            out.lines().filter(line -> Files.exists(files.resolve(line))).forEach(printed::add);
        }

        JournalContents journal = JournalReader.read(jvm.journal());
        Set<String> recorded = journal.events().stream().filter(JournalEvent.StepDecided.class::isInstance).map(event -> ((JournalEvent.StepDecided) event).step().name()).collect(Collectors.toSet());
        assertThat(recorded).containsAll(printed);
    }
}
