package dev.pathwarden.workbench.nav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepCursorTest {

    private final Selection selection = new Selection();
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, new SameThreadTaskExecutor());
    private final StepCursor cursor = new StepCursor(selection, workspace);

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

    @Test
    void nextAndPrevious_withAFilter_goThroughWhatItLeaves_fromRunToRun() {
        workspace.open(List.of(Path.of("demo")));
        RunId stopped = SampleRuns.stopped().run().id();
        RunId imported = SampleRuns.imported().run().id();
        BitSet two = new BitSet();
        two.set(2);
        two.set(5);
        BitSet one = new BitSet();
        one.set(1);
        selection.filter(new Matches(FoundPlaces.of(Map.of(stopped, two, imported, one)), null));

        List<String> visited = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            cursor.next();
            visited.add(selection.run().run().id() + " " + selection.path().placeOf(selection.step()));
        }
        for (int i = 0; i < 3; i++) {
            cursor.previous();
            visited.add(selection.run().run().id() + " " + selection.path().placeOf(selection.step()));
        }

        assertThat(visited).containsExactly(stopped + " 2", stopped + " 5", imported + " 1", stopped + " 2", imported + " 1", stopped + " 5", stopped + " 2");
    }

    @Test
    void next_withAFilterThatLeavesNothing_staysWhereItIs() {
        workspace.open(List.of(Path.of("demo")));
        cursor.next();
        StepId before = selection.step();
        selection.filter(new Matches(FoundPlaces.NONE, null));
        cursor.next();
        assertThat(selection.step()).isEqualTo(before);
    }
}
