package dev.pathwarden.workbench.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.CaseException;
import dev.pathwarden.model.casefile.CaseStore;
import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.FindingState;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseViewModelTest {

    private static final Subject RUN = Subject.of(SampleRuns.stopped().run().id());
    private static final Subject STEP = new Subject(SampleRuns.stopped().run().id(), SampleRuns.stopped().steps().get(8).id());

    /** The files of a case that can be full, or of somebody who is quicker. */
    private final class Files implements CaseFiles {
        private final CaseFiles stored = new StoredCase(SampleSnapshot.demo().at(directory.resolve("demo.pathwarden")), Map.of("HOME", directory.toString()));
        private boolean full;
        private int edits;

        @Override
        public CaseStore.Found read() {
            return stored.read();
        }

        @Override
        public Case edit(CaseEdit edit) {
            edits++;
            if (full) {
                throw new CaseException(CaseException.Cause.ENVIRONMENT, "The disk is full: make room.");
            }
            return stored.edit(edit);
        }
    }

    @TempDir
    private Path directory;
    private final SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
    private final Selection selection = new Selection();
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, executor);
    private Files files;
    private CaseViewModel cases;

    @BeforeEach
    void open() {
        files = new Files();
        cases = window(workspace, selection);
        workspace.open(List.of(Path.of("demo")));
    }

    private CaseViewModel window(Workspace of, Selection with) {
        return new CaseViewModel(of, with, snapshot -> files, executor, InstantSource.fixed(Instant.parse("2026-11-30T09:00:00Z")));
    }

    /** The same recording in another window, with what is in the file. */
    private CaseViewModel otherWindow() {
        Selection other = new Selection();
        Workspace beside = new Workspace(location -> SampleSnapshot.demo(), other, executor);
        CaseViewModel made = window(beside, other);
        beside.open(List.of(Path.of("demo")));
        return made;
    }

    private static List<String> kinds(CaseViewModel of, Subject on) {
        return of.marks(on).stream().map(mark -> mark.content().kind()).toList();
    }

    @Test
    void subject_isTheStep_andTheRunWhereNoneIsSelected() {
        assertThat(cases.subjectProperty().get()).isEqualTo(RUN);
        selection.select(STEP.step());
        assertThat(cases.subjectProperty().get()).isEqualTo(STEP);
        workspace.leave();
        assertThat(cases.subjectProperty().get()).isNull();
    }

    @Test
    void marks_areInTheFile_andInTheNextWindow() {
        cases.star(STEP);
        cases.add(STEP, new MarkContent.Tag("exfil"));
        cases.add(RUN, new MarkContent.Note("asked for by Ada"));

        assertThat(kinds(otherWindow(), STEP)).containsExactlyInAnyOrder("star", "tag");
        assertThat(kinds(otherWindow(), RUN)).containsExactly("note");
        assertThat(otherWindow().tags()).containsExactly("exfil");
    }

    @Test
    void star_onWhatHasOne_removesIt() {
        cases.star(STEP);
        cases.star(STEP);

        assertThat(kinds(cases, STEP)).isEmpty();
        assertThat(kinds(otherWindow(), STEP)).isEmpty();
        assertThat(cases.saidProperty().get()).startsWith("Star on ").endsWith(" removed");
    }

    @Test
    void undo_takesTheLastBack_redoDoesItAgain_andBothSayWhat() {
        selection.select(STEP.step());
        cases.star(STEP);
        cases.add(STEP, new MarkContent.Tag("exfil"));
        assertThat(cases.undoableProperty().get()).isEqualTo("Tag exfil on mcp.call web/fetch set");

        cases.undo();
        assertThat(kinds(otherWindow(), STEP)).containsExactly("star");
        assertThat(cases.saidProperty().get()).isEqualTo("Undone: Tag exfil on mcp.call web/fetch set");
        cases.undo();
        cases.undo();
        assertThat(kinds(otherWindow(), STEP)).isEmpty();
        assertThat(cases.undoableProperty().get()).isEmpty();

        cases.redo();
        cases.redo();
        cases.redo();
        assertThat(kinds(otherWindow(), STEP)).containsExactlyInAnyOrder("star", "tag");
        assertThat(cases.redoableProperty().get()).isEmpty();
    }

    @Test
    void change_afterUndo_leavesNothingToDoAgain() {
        cases.star(STEP);
        cases.undo();
        cases.star(RUN);

        assertThat(cases.redoableProperty().get()).isEmpty();
        cases.redo();
        assertThat(kinds(cases, STEP)).isEmpty();
    }

    @Test
    void removedFinding_comesBackByUndo_withAllItSaid() {
        MarkContent.Finding finding = new MarkContent.Finding("Data left", FindingSeverity.HIGH, FindingState.OPEN, "to the metadata service");
        cases.add(STEP, finding);
        Mark mark = cases.marks(STEP).getFirst();
        cases.change(mark, new MarkContent.Finding("Data left", FindingSeverity.HIGH, FindingState.CONFIRMED, ""));
        cases.remove(cases.marks(STEP));
        cases.undo();
        cases.undo();

        assertThat(otherWindow().marks(STEP)).singleElement().satisfies(back -> {
            assertThat(back.id()).isEqualTo(mark.id());
            assertThat(back.content()).isEqualTo(finding);
        });
    }

    @Test
    void failingSave_isSaid_keepsAll_andIsTriedWithTheNextChange() {
        files.full = true;
        cases.star(STEP);
        cases.add(STEP, new MarkContent.Note("look here"));

        assertThat(kinds(cases, STEP)).containsExactlyInAnyOrder("star", "note");
        assertThat(cases.problemProperty().get()).isEqualTo("2 changes of the case could not be saved: The disk is full: make room. Nothing is lost yet: it is tried again with the next change, and by “Save the case again” in the menu Case.");
        assertThat(kinds(otherWindow(), STEP)).isEmpty();

        files.full = false;
        cases.star(RUN);
        assertThat(cases.problemProperty().get()).isEmpty();
        assertThat(kinds(otherWindow(), STEP)).containsExactlyInAnyOrder("star", "note");
        assertThat(kinds(otherWindow(), RUN)).containsExactly("star");
    }

    @Test
    void failingSave_isNotLost_whenSomethingElseIsOpened_norAtTheEnd() {
        files.full = true;
        cases.star(STEP);
        workspace.open(List.of(Path.of("other")));
        assertThat(cases.problemProperty().get()).startsWith("1 change of the case could not be saved");
        assertThat(cases.saveNow()).isFalse();

        files.full = false;
        assertThat(cases.saveNow()).isTrue();
        assertThat(kinds(otherWindow(), STEP)).containsExactly("star");
        int before = files.edits;
        assertThat(cases.saveNow()).isTrue();
        assertThat(files.edits).isEqualTo(before);
    }

    @Test
    void anotherWriter_losesNothing_andIsSeenWithTheNextChange_orWhenLookedAt() {
        CaseViewModel other = otherWindow();
        other.add(STEP, new MarkContent.Tag("theirs"));
        cases.add(STEP, new MarkContent.Tag("ours"));
        assertThat(cases.tags()).containsExactly("ours", "theirs");

        other.look();
        assertThat(other.tags()).containsExactly("ours", "theirs");
        cases.undo();
        assertThat(cases.tags()).containsExactly("theirs");
    }

    @Test
    void undo_isOfThisRecordingOnly() {
        cases.star(STEP);
        workspace.open(List.of(Path.of("demo")));

        assertThat(cases.undoableProperty().get()).isEmpty();
        cases.undo();
        assertThat(kinds(cases, STEP)).containsExactly("star");
    }

    @Test
    void go_leadsToTheStep_andSaysWhereThereIsNone() {
        workspace.show(SampleRuns.allowed().run().id());
        cases.go(STEP);
        assertThat(selection.step()).isEqualTo(STEP.step());

        cases.go(Subject.of(SampleRuns.large(3).run().id()));
        assertThat(cases.problemProperty().get()).isEqualTo("The run " + SampleRuns.large(3).run().id() + " is not in what is open: open the recording that it is in.");
        assertThat(selection.step()).isEqualTo(STEP.step());
    }
}
