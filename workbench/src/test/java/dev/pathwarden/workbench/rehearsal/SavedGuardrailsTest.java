package dev.pathwarden.workbench.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.aftermath.AftermathViewModel;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.Rest;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import dev.pathwarden.workbench.task.SteppedTaskExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was typed is not lost, whatever is done next, and no file is written over with another one's text. */
class SavedGuardrailsTest {

    @TempDir
    private Path directory;
    private final SteppedTaskExecutor executor = new SteppedTaskExecutor();
    private final Selection selection = new Selection();
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, new SameThreadTaskExecutor());
    private final RehearsalViewModel rehearsal = new RehearsalViewModel(workspace, location -> SampleSnapshot.demo(), executor, Rest.none(), new DeployedSet(SettingsStore.unkept(), place -> Optional.empty()),
            new AftermathViewModel(workspace, selection, executor), new CheckViewModel(new SameThreadTaskExecutor(), Rest.none(), InstantSource.system()));
    private Path one;
    private Path other;

    @BeforeEach
    void open() throws IOException {
        one = Files.writeString(directory.resolve("one.yaml"), "# one");
        other = Files.writeString(directory.resolve("other.yaml"), "# other");
        rehearsal.open(directory);
        executor.stepAll();
        rehearsal.choose("one.yaml");
    }

    private void conflict() throws IOException {
        rehearsal.textProperty().set("# mine");
        Files.writeString(one, "# theirs");
        rehearsal.save(one);
        executor.stepAll();
        assertThat(rehearsal.conflictProperty().get().path()).isEqualTo(one);
    }

    @Test
    void save_justBeforeAnotherSetIsOpened_isDone() {
        rehearsal.textProperty().set("# mine");
        rehearsal.save(one);
        rehearsal.openPack();
        executor.stepAll();

        assertThat(one).hasContent("# mine");
        assertThat(rehearsal.setProperty().get()).contains("Shipped");
    }

    @Test
    void save_againBeforeTheFirstIsDone_isNoConflict() {
        rehearsal.textProperty().set("# mine");
        rehearsal.save(one);
        rehearsal.textProperty().set("# mine, later");
        rehearsal.save(one);
        executor.stepAll();

        assertThat(one).hasContent("# mine, later");
        assertThat(rehearsal.conflictProperty().get()).isNull();
        assertThat(rehearsal.unsavedNames()).isEmpty();
    }

    @Test
    void save_ofTwoFilesAtOnce_savesBoth() {
        rehearsal.textProperty().set("# mine");
        rehearsal.save(one);
        rehearsal.choose("other.yaml");
        rehearsal.textProperty().set("# mine too");
        rehearsal.save(other);
        executor.stepAll();

        assertThat(one).hasContent("# mine");
        assertThat(other).hasContent("# mine too");
        assertThat(rehearsal.unsavedNames()).isEmpty();
    }

    @Test
    void save_whileAFileOfThatNameElsewhereIsOpened_writesNoneOfThatOne() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("one.yaml"), "# elsewhere");
        rehearsal.textProperty().set("# mine");
        rehearsal.open(elsewhere);
        rehearsal.save(one);
        executor.stepAll();

        assertThat(one).hasContent("# mine");
        assertThat(elsewhere.resolve("one.yaml")).hasContent("# elsewhere");
    }

    @Test
    void conflict_settledWhileAnotherFileIsEdited_isOneOfItsOwnFile() throws IOException {
        conflict();
        rehearsal.choose("other.yaml");
        rehearsal.keepMine();
        executor.stepAll();

        assertThat(one).hasContent("# mine");
        assertThat(other).hasContent("# other");
        assertThat(rehearsal.textProperty().get()).isEqualTo("# other");
    }

    @Test
    void conflict_givenUpWhileAnotherFileIsEdited_leavesThatOneAsItIs() throws IOException {
        conflict();
        rehearsal.choose("other.yaml");
        rehearsal.textProperty().set("# typed");
        rehearsal.takeTheirs();
        executor.stepAll();

        assertThat(rehearsal.textProperty().get()).isEqualTo("# typed");
        rehearsal.choose("one.yaml");
        assertThat(rehearsal.textProperty().get()).isEqualTo("# theirs");
        assertThat(rehearsal.unsavedNames()).containsExactly("other.yaml");
    }

    @Test
    void draft_whileThereIsAConflict_isNeverWrittenOverThatFile() throws IOException {
        conflict();
        rehearsal.edit("draft.yaml", "# drafted");
        rehearsal.keepMine();
        executor.stepAll();

        assertThat(one).hasContent("# theirs");
        assertThat(rehearsal.unsavedNames()).as("what is in conflict is not saved, and stays").contains("draft.yaml", "one.yaml");
    }

    @Test
    void draft_ofTheNameOfOneThatWasEditedByHand_leavesThatOneBesideIt() {
        rehearsal.edit("draft.yaml", "# drafted");
        rehearsal.textProperty().set("# drafted, and an hour of work");
        rehearsal.edit("draft.yaml", "# drafted");
        rehearsal.edit("draft.yaml", "# drafted once more");
        executor.stepAll();

        assertThat(rehearsal.textProperty().get()).isEqualTo("# drafted once more");
        assertThat(rehearsal.filesProperty().get()).extracting(GuardrailDraft::text).contains("# drafted, and an hour of work");
        assertThat(rehearsal.filesProperty().get()).extracting(GuardrailDraft::name).doesNotHaveDuplicates();
    }
}
