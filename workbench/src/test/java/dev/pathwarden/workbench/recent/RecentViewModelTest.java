package dev.pathwarden.workbench.recent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.nav.Address;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentViewModelTest {

    @TempDir
    private Path directory;
    private final SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
    private final Selection selection = new Selection();
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, executor);
    private final RecentViewModel recent = new RecentViewModel(workspace, SettingsStore.unkept(), executor, InstantSource.fixed(Instant.parse("2026-11-30T08:00:00Z")));
    private Path one;
    private Path two;

    @BeforeEach
    void makeTwo() throws IOException {
        one = Files.createDirectory(directory.resolve("one"));
        two = Files.createDirectory(directory.resolve("two"));
    }

    @Test
    void whatIsOpened_isListed_theLastFirst_andWhatIsPinnedBeforeIt() {
        workspace.open(List.of(one));
        recent.pinOpen();
        workspace.open(List.of(two));

        assertThat(recent.entries()).extracting(RecentEntry::name).containsExactly("one", "two");
        assertThat(recent.entries().getLast().details()).isEqualTo("3 runs · 2026-11-30 08:00:00");
        assertThat(recent.pinnedProperty().get()).isFalse();
        recent.pinOpen();
        assertThat(recent.entries()).extracting(RecentEntry::name).containsExactly("two", "one");
        assertThat(recent.pinnedProperty().get()).isTrue();
    }

    @Test
    void several_thatWereOpenSideBySide_areOneEntry_andAreOpenedSo() {
        workspace.open(List.of(one, two));
        workspace.leave();

        recent.open(recent.entries().getFirst());

        assertThat(recent.entries()).singleElement().extracting(RecentEntry::name).isEqualTo("one and 1 more");
        assertThat(workspace.locations()).containsExactly(one, two);
    }

    @Test
    void open_ofWhatIsGone_saysSo_andItCanBeTakenOut() throws IOException {
        workspace.open(List.of(one));
        workspace.leave();
        Files.delete(one);

        recent.open(recent.entries().getFirst());

        assertThat(workspace.problemProperty().get()).isEqualTo(one + " is no longer there: take it out of the list of recent snapshots, or open it where it is now.");
        assertThat(workspace.snapshotProperty().get()).isNull();
        assertThat(recent.entries()).singleElement().extracting(RecentEntry::details).isEqualTo("No longer there");
        recent.removeGone();
        assertThat(recent.entries()).isEmpty();
    }

    @Test
    void look_findsWhatIsGone_andWhatIsBack() throws IOException {
        workspace.open(List.of(one));
        Files.delete(one);
        recent.look();
        assertThat(recent.anyGoneProperty().get()).isTrue();

        Files.createDirectory(one);
        recent.look();
        assertThat(recent.anyGoneProperty().get()).isFalse();
    }

    @Test
    void open_atAPlace_goesThere_andToTheFirstRunWhereThereIsNoSuch() {
        var run = SampleRuns.imported();
        recent.open(List.of(one), new Address(run.run().id(), run.steps().get(1).id()));
        assertThat(selection.step()).isEqualTo(run.steps().get(1).id());

        recent.open(List.of(two), new Address(SampleRuns.large(10).run().id(), null));
        assertThat(selection.run().run().id()).isEqualTo(SampleRuns.stopped().run().id());
    }
}
