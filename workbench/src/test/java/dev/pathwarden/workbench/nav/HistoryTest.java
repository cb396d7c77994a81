package dev.pathwarden.workbench.nav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final Selection selection = new Selection();
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, new SameThreadTaskExecutor());
    private final History history = new History(workspace, selection);

    @BeforeEach
    void open() {
        workspace.open(List.of(Path.of("demo")));
    }

    private String here() {
        return new Address(selection.run().run().id(), selection.step()).toString();
    }

    @Test
    void back_goesThroughTheStepsThatWereLookedAt_alsoInOtherRuns_andForwardThemAgain() {
        RunId stopped = SampleRuns.stopped().run().id();
        RunId imported = SampleRuns.imported().run().id();
        workspace.show(stopped, 3);
        String first = here();
        workspace.show(stopped, 5);
        String second = here();
        workspace.show(imported, 1);
        String third = here();

        history.back();
        assertThat(here()).isEqualTo(second);
        history.back();
        assertThat(here()).isEqualTo(first);
        assertThat(history.backProperty().get()).isFalse();
        history.back();
        assertThat(here()).isEqualTo(first);

        history.forward();
        history.forward();
        assertThat(here()).isEqualTo(third);
        assertThat(history.forwardProperty().get()).isFalse();
    }

    @Test
    void anotherWay_endsTheWayForward() {
        RunId stopped = SampleRuns.stopped().run().id();
        workspace.show(stopped, 1);
        workspace.show(stopped, 2);
        workspace.show(stopped, 3);
        history.back();
        history.back();
        workspace.show(stopped, 7);

        assertThat(history.forwardProperty().get()).isFalse();
        history.back();
        assertThat(selection.path().placeOf(selection.step())).isEqualTo(1);
    }

    @Test
    void whatIsVisitedBehindAWayBack_isRemembered() {
        RunId stopped = SampleRuns.stopped().run().id();
        workspace.show(stopped, 1);
        workspace.show(stopped, 2);
        history.back();
        workspace.show(stopped, 4);
        workspace.show(stopped, 5);
        history.back();
        assertThat(selection.path().placeOf(selection.step())).isEqualTo(4);
    }

    @Test
    void history_isBounded_andOfOneSnapshot() {
        RunId stopped = SampleRuns.stopped().run().id();
        for (int i = 0; i < 3 * History.MOST; i++) {
            workspace.show(stopped, i % 2);
        }
        int steps = 0;
        while (history.backProperty().get()) {
            history.back();
            steps++;
        }
        assertThat(steps).isEqualTo(History.MOST - 1);

        workspace.open(List.of(Path.of("demo")));
        assertThat(history.backProperty().get()).isFalse();
        assertThat(history.forwardProperty().get()).isFalse();
    }

    @Test
    void address_isReadAsItIsWritten() {
        Address step = new Address(new RunId(1, 2), new StepId(3));
        assertThat(Address.parse(step.toString())).contains(step);
        assertThat(Address.parse(new Address(new RunId(1, 2), null).toString())).contains(new Address(new RunId(1, 2), null));
        assertThat(Address.parse("00000000000000010000000000000002/")).isEmpty();
        assertThat(Address.parse("0001/3")).isEmpty();
    }
}
