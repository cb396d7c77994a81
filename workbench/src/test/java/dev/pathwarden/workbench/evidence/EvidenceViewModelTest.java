package dev.pathwarden.workbench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.workbench.SampleArchives;
import dev.pathwarden.workbench.SampleJournal;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import dev.pathwarden.workbench.task.TaskExecutor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceViewModelTest {

    @TempDir
    private Path directory;
    private final TaskExecutor executor = new SameThreadTaskExecutor();
    private final Workspace workspace = new Workspace(Snapshots::open, new Selection(), executor);
    private final EvidenceViewModel evidence = new EvidenceViewModel(workspace, executor);

    @AfterEach
    void close() {
        workspace.close();
    }

    private EvidenceState open(Path location) {
        workspace.open(List.of(location));
        assertThat(workspace.problemProperty().get()).isEmpty();
        return evidence.stateProperty().get();
    }

    @Test
    void open_ofWhatWasSealed_comparesItAtOnce() {
        EvidenceState state = open(SampleArchives.sealed(directory, SampleRuns.stopped(), SampleRuns.allowed()));

        assertThat(state.kind()).isEqualTo(EvidenceState.Kind.VERIFIED);
        assertThat(state.sentences()).hasSize(3).anySatisfy(sentence -> assertThat(sentence).startsWith("2 runs, ").endsWith(" steps: as they were when they were sealed."))
                .anySatisfy(sentence -> assertThat(sentence).startsWith("Sealed 20").contains("checkpoint 1 of its key")).anySatisfy(sentence -> assertThat(sentence).startsWith("Signed by the key "));
        assertThat(state.canVerify()).isFalse();
    }

    @Test
    void open_ofWhatWasAltered_saysWhichRun() {
        EvidenceState state = open(SampleArchives.altered(directory));

        assertThat(state.kind()).isEqualTo(EvidenceState.Kind.ALTERED);
        assertThat(state.sentences()).first().asString().contains(SampleRuns.stopped().run().id().toString());
    }

    @Test
    void open_ofAJournal_saysThatNothingCanBeCompared() throws Exception {
        EvidenceState state = open(SampleJournal.write(directory.resolve("journal")));

        assertThat(state.kind()).isEqualTo(EvidenceState.Kind.UNSEALED);
        assertThat(state.sentences()).singleElement().asString().contains("pathwarden snapshot");
        evidence.verify();
        assertThat(evidence.stateProperty().get()).isEqualTo(state);
    }

    @Test
    void open_ofALargeOne_comparesItOnceThatIsAskedFor() {
        EvidenceState state = open(SampleArchives.sealed(directory, SampleRuns.large((int) EvidenceViewModel.SMALL + 1)));

        assertThat(state.kind()).isEqualTo(EvidenceState.Kind.SEALED);
        assertThat(state.canVerify()).isTrue();
        evidence.verify();
        assertThat(evidence.stateProperty().get().kind()).isEqualTo(EvidenceState.Kind.VERIFIED);
    }

    @Test
    void open_ofWhatWordsWereTakenOutOf_saysSo_andVerifies() {
        EvidenceState state = open(SampleArchives.redacted(directory));

        assertThat(state.kind()).isEqualTo(EvidenceState.Kind.VERIFIED);
        assertThat(state.sentences()).last().asString().startsWith("Words were taken out of ").contains("The step shows where.");
    }
}
