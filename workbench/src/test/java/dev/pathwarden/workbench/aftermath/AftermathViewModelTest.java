package dev.pathwarden.workbench.aftermath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AftermathViewModelTest {

    private final Selection selection = new Selection();
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, new SameThreadTaskExecutor());
    private final AftermathViewModel aftermath = new AftermathViewModel(workspace, selection, new SameThreadTaskExecutor());

    private static PathIndex begin(int steps) {
        RecordedRun whole = SampleRuns.stopped();
        return PathIndex.of(new RecordedRun(whole.run(), whole.steps().subList(0, steps), whole.imports()));
    }

    @Test
    void run_isToldOnlyWhileItIsOn() {
        workspace.open(List.of(Path.of("demo")));
        assertThat(aftermath.stepsProperty().get()).isSameAs(RehearsedSteps.NONE);
        assertThat(aftermath.sentenceProperty().get()).isEmpty();

        aftermath.show(SampleRehearsals.rehearser());
        assertThat(aftermath.stepsProperty().get().areOf(selection.path())).isTrue();
        assertThat(aftermath.sentenceProperty().get()).startsWith("Rehearsed: 2 steps of this run would have been stopped, 1 of them newly;");
        aftermath.staleProperty().set(true);
        assertThat(aftermath.sentenceProperty().get()).endsWith(" The guardrails were changed since.");

        aftermath.leave();
        assertThat(aftermath.stepsProperty().get()).isSameAs(RehearsedSteps.NONE);
        assertThat(aftermath.sentenceProperty().get()).isEmpty();
    }

    @Test
    void run_thatGrows_isTriedAnew() {
        workspace.open(List.of(Path.of("demo")));
        selection.show(begin(3));
        aftermath.show(SampleRehearsals.rehearser());
        assertThat(aftermath.stepsProperty().get().rehearsed().behind()).isZero();

        selection.grow(begin(5));

        assertThat(aftermath.stepsProperty().get().areOf(selection.path())).isTrue();
        assertThat(aftermath.stepsProperty().get().isBehind(3)).isTrue();
    }

    @Test
    void nothingIsTold_whereNoRunIsShown() {
        workspace.open(List.of(Path.of("demo")));
        aftermath.show(SampleRehearsals.rehearser());

        workspace.leave();

        assertThat(aftermath.sentenceProperty().get()).isEmpty();
        assertThat(aftermath.stepsProperty().get()).isSameAs(RehearsedSteps.NONE);
    }
}
