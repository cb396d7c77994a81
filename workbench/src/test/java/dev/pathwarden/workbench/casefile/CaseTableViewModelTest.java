package dev.pathwarden.workbench.casefile;

import static dev.pathwarden.workbench.GrowingRecording.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.FindingState;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.GrowingRecording;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.filter.FilterViewModel;
import dev.pathwarden.workbench.live.LiveViewModel;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.SnapshotOpener;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import dev.pathwarden.workbench.task.SteppedTaskExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseTableViewModelTest {

    private static final Subject STEP = new Subject(SampleRuns.stopped().run().id(), SampleRuns.stopped().steps().get(8).id());
    private static final RunId LATER = new RunId(1, 2);

    @TempDir
    private Path directory;
    private final SameThreadTaskExecutor atOnce = new SameThreadTaskExecutor();
    private final SteppedTaskExecutor stepped = new SteppedTaskExecutor();
    private final Selection selection = new Selection();
    private Instant now = Instant.parse("2026-11-30T12:00:00Z");

    private CaseViewModel cases(Workspace of) {
        return new CaseViewModel(of, selection, snapshot -> new StoredCase(snapshot, Map.of("HOME", directory.toString())), atOnce, InstantSource.fixed(now));
    }

    private Workspace demo() {
        return new Workspace(location -> SampleSnapshot.demo().at(directory.resolve("demo.pathwarden")), selection, atOnce);
    }

    @Test
    void marks_areListedOnlyWhileSomebodyLooks_findingsTheWorstFirst() {
        Workspace workspace = demo();
        CaseViewModel cases = cases(workspace);
        CaseTableViewModel table = new CaseTableViewModel(cases, workspace, new FilterViewModel(workspace, selection, atOnce), stepped);
        stepped.stepAll();
        table.seenProperty().set(false);
        workspace.open(List.of(Path.of("demo")));
        cases.add(STEP, new MarkContent.Finding("later", FindingSeverity.LOW, FindingState.OPEN, ""));
        cases.add(STEP, new MarkContent.Finding("at once", FindingSeverity.CRITICAL, FindingState.OPEN, ""));
        cases.star(STEP);
        assertThat(stepped.running()).isEmpty();

        table.seenProperty().set(true);
        stepped.stepAll();

        assertThat(table.findings()).extracting(row -> ((MarkContent.Finding) row.mark().content()).title()).containsExactly("at once", "later");
        assertThat(table.others()).singleElement().satisfies(row -> assertThat(row.step()).doesNotContain(STEP.step().toString()).isNotBlank());
    }

    @Test
    void marks_onARunThatCameLater_areNotSaidToBeOfOneThatIsGone() throws IOException {
        SnapshotOpener opener = location -> Snapshots.canGrow(location) ? Snapshots.follow(location) : Snapshots.open(location);
        try (GrowingRecording recording = new GrowingRecording(directory.resolve("run"))) {
            Workspace workspace = new Workspace(opener, selection, atOnce);
            LiveViewModel live = new LiveViewModel(workspace, selection, atOnce, atOnce, opener, () -> now);
            CaseViewModel cases = cases(workspace);
            CaseTableViewModel table = new CaseTableViewModel(cases, workspace, new FilterViewModel(workspace, selection, atOnce), atOnce);
            StepId first = recording.step(RUN, "read_orders");
            workspace.open(List.of(recording.directory()));
            cases.star(new Subject(RUN, first));
            recording.begin(LATER);
            StepId second = recording.step(LATER, "send_mail");
            now = now.plusSeconds(60);
            live.look();
            cases.star(new Subject(LATER, second));

            assertThat(table.others()).extracting(CaseRow::agent).containsExactly("mailer", "mailer");
            assertThat(table.others()).extracting(CaseRow::step).last().asString().contains("send_mail");
            workspace.close();
        }
    }
}
