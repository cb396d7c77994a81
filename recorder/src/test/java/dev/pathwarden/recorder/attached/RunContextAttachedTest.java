package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.recorder.attached.program.Carrying;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run follows its work to other threads, takes in nothing else, and is over when it is over. */
class RunContextAttachedTest {

    @Test
    void run_withWorkOnOtherThreads_holdsExactlyItsOwnSteps(@TempDir Path directory) throws Exception {
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("agent", Carrying.class.getName() + ".agent").run(Carrying.class, directory);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("end\n");
        List<JournalEvent.RunStarted> runs = ended.events(JournalEvent.RunStarted.class);
        assertThat(runs).singleElement().satisfies(run -> assertThat(run.run().agentName()).isEqualTo("Carrying"));
        Step root = ended.steps().get(0);
        assertThat(root.operation()).isEqualTo(Operation.AGENT_INVOKE);
        assertThat(root.parent()).isNull();
        assertThat(root.arguments()).containsValue("make the files");

        Set<String> made;
        try (var files = Files.list(directory)) {
            made = files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("in-")).collect(Collectors.toCollection(TreeSet::new));
        }
        List<Step> writes = ended.steps().stream().filter(step -> step.operation() == Operation.DATA_FILE_WRITE).toList();
        assertThat(writes).extracting(Step::name).containsExactlyInAnyOrderElementsOf(made).hasSizeGreaterThan(15);
        assertThat(writes).allSatisfy(step -> {
            assertThat(step.parent()).isEqualTo(root.id());
            assertThat(step.agent()).isEqualTo(root.agent()).matches("[0-9a-f]{32}");
        });
        assertThat(ended.steps()).last().satisfies(step -> assertThat(step.operation()).isEqualTo(Operation.OUTCOME));
        assertThat(ended.events(JournalEvent.RunEnded.class)).singleElement().satisfies(end -> assertThat(end.status()).isEqualTo(Status.OK));
        // before, in the pool before, after, in the pool after, late, and what a pool in the run had not taken.
        assertThat(ended.process().outside()).isEqualTo(6);
    }
}
