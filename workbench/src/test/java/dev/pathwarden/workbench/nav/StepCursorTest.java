package dev.pathwarden.workbench.nav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.SampleRuns;
import org.junit.jupiter.api.Test;

class StepCursorTest {

    private final Selection selection = new Selection();
    private final StepCursor cursor = new StepCursor(selection);

    private String name() {
        return selection.recordedStep().orElseThrow().step().name();
    }

    @Test
    void nextStopped_visitsEachStoppedStepAndBeginsAgain() {
        selection.show(PathIndex.of(SampleRuns.stopped()));
        cursor.nextStopped();
        assertThat(name()).isEqualTo("web/fetch");
        cursor.nextStopped();
        assertThat(name()).isEqualTo("/tmp/customers.csv");
        cursor.nextStopped();
        assertThat(name()).isEqualTo("sudo");
        cursor.nextStopped();
        assertThat(name()).isEqualTo("web/fetch");
    }

    @Test
    void nextAndPrevious_goThroughThePathAndAroundItsEnds() {
        RecordedRun run = SampleRuns.imported();
        selection.show(PathIndex.of(run));
        cursor.previous();
        assertThat(name()).isEqualTo("send_direct_message");
        cursor.next();
        assertThat(selection.step()).isEqualTo(run.steps().getFirst().id());
        cursor.next();
        assertThat(name()).isEqualTo("get_channels");
    }

    @Test
    void begin_whereNothingWasStopped_selectsTheFirstStep() {
        selection.show(PathIndex.of(SampleRuns.imported()));
        cursor.begin();
        assertThat(selection.step()).isEqualTo(SampleRuns.imported().steps().getFirst().id());
    }

    @Test
    void cursor_withoutARun_selectsNothing() {
        cursor.next();
        cursor.nextStopped();
        cursor.begin();
        assertThat(selection.step()).isNull();
    }
}
