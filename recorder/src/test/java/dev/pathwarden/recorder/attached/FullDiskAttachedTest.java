package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalReader;
import dev.pathwarden.model.snapshot.MergedRuns;
import dev.pathwarden.model.snapshot.RunMerger;
import dev.pathwarden.recorder.attached.program.FullDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watched JVM whose journal finds no room on the disk: the program goes on, what is denied is denied, and the record says how much is missing. */
class FullDiskAttachedTest {

    private static final String GUARDRAIL = """
            id: forbidden-file
            title: Writes the forbidden file
            on: [data.file.write]
            when: step.name == 'forbidden'
            action: block
            mode: enforce
            """;
    private static final int FILES = 1_500;

    /** The journal's first file fits, the second does not. */
    private static final int LARGEST_FILE_KB = 2_048;

    @TempDir
    private Path directory;

    @Test
    void journalWithoutRoom_losesNoDecisionAndTellsHowManyEventsAreMissing() throws Exception {
        JournalContents whole = run("whole", "exec \"$@\"");
        MergedRuns all = RunMerger.merge(whole);
        assertThat(all.processes()).singleElement().satisfies(process -> assertThat(process.dropped()).isZero());

        JournalContents cut = run("cut", "ulimit -f " + LARGEST_FILE_KB + "; exec \"$@\"");
        MergedRuns kept = RunMerger.merge(cut);
        assertThat(kept.processes()).singleElement().satisfies(process -> assertThat(process.dropped()).as("all that is missing").isEqualTo(whole.events().size() - cut.events().size()));
        assertThat(kept.runs()).singleElement().satisfies(run -> assertThat(run.steps()).hasSizeBetween(100, all.runs().get(0).steps().size() - 100));
        // Small ends can find room where the beginnings of their steps did not.
        assertThat(kept.damages()).first().asString().contains(" " + (whole.events().size() - cut.events().size()) + " events could not be written");
    }

    private JournalContents run(String name, String shell) throws Exception {
        Path own = Files.createDirectory(directory.resolve(name));
        Path files = Files.createDirectory(own.resolve("files"));
        WatchedJvm jvm = new WatchedJvm(own).option("agent", FullDisk.class.getName() + ".agent").guardrails(GUARDRAIL).startedBy("bash", "-c", shell, "bash");
        assertThat(jvm.run(FullDisk.class, files, FILES).lines()).containsExactly("PathwardenBlockedException");
        assertThat(files.resolve("forbidden")).doesNotExist();
        return JournalReader.read(jvm.journal());
    }
}
