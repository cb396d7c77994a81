package dev.pathwarden.recorder.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TamperedJournalTest {

    @TempDir
    private Path temporary;
    private RecordingDirectory directory;

    @BeforeEach
    void directory() {
        directory = new RecordingDirectory(temporary.resolve("recorded"));
    }

    @Test
    void journal_thatItsProgramTruncates_losesNothingThatWasDrained() throws Exception {
        MadeSnapshot made = record(TamperingProgram.Harm.TRUNCATE);

        assertAllSteps(made);
        assertThat(made.damages()).hasSize(2).anySatisfy(damage -> assertThat(damage).contains("was changed behind the recorder").contains("7 events"))
                .anySatisfy(damage -> assertThat(damage).contains("is cut at byte 0"));
    }

    @Test
    void journal_thatItsProgramOverwrites_losesNothingThatWasDrained() throws Exception {
        MadeSnapshot made = record(TamperingProgram.Harm.OVERWRITE);

        assertAllSteps(made);
        assertThat(made.damages()).singleElement().asString().contains("was changed behind the recorder");
    }

    @Test
    void journal_thatItsProgramDeletes_isPutBack() throws Exception {
        MadeSnapshot made = record(TamperingProgram.Harm.DELETE);

        assertAllSteps(made);
        assertThat(made.damages()).singleElement().asString().contains("was deleted while it was recorded").contains("put back");
    }

    @Test
    void journal_thatItsProgramTruncatesAndDeletes_losesNothingThatWasDrained() throws Exception {
        MadeSnapshot made = record(TamperingProgram.Harm.TRUNCATE_AND_DELETE);

        assertAllSteps(made);
        assertThat(made.damages()).anySatisfy(damage -> assertThat(damage).contains("was changed behind the recorder"))
                .anySatisfy(damage -> assertThat(damage).contains("was deleted while it was recorded"));
    }

    @Test
    void journal_ofAKilledProgramThatHarmsNothing_hasNoDamage() throws Exception {
        MadeSnapshot made = record(TamperingProgram.Harm.NONE);

        assertAllSteps(made);
        assertThat(made.damages()).isEmpty();
    }

    /** Everything is drained before the harm is done. */
    private MadeSnapshot record(TamperingProgram.Harm harm) throws Exception {
        try (Recording recording = Recording.begin(directory, new byte[0])) {
            Process program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                    "-cp", System.getProperty("java.class.path"), TamperingProgram.class.getName(), directory.journal().toString(), harm.name())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try {
                recording.awaitDrained(TamperingProgram.EVENTS);
                program.getOutputStream().close();
                assertThat(program.waitFor()).isEqualTo(9);
            } finally {
                program.destroyForcibly();
            }
            return recording.finish();
        }
    }

    private void assertAllSteps(MadeSnapshot made) {
        assertThat(made.steps()).isEqualTo(TamperingProgram.STEPS);
        try (Snapshot snapshot = Snapshots.open(directory.root())) {
            assertThat(snapshot.run(TamperingProgram.RUN).steps()).hasSize(TamperingProgram.STEPS);
            assertThat(snapshot.damages()).as("what the snapshot itself names").isEqualTo(List.copyOf(made.damages()));
        }
    }
}
