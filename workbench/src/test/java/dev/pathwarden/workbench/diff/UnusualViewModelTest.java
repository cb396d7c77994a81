package dev.pathwarden.workbench.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.nav.Matches;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnusualViewModelTest {

    private final Selection selection = new Selection();
    private final SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, executor);
    private final UnusualViewModel model = new UnusualViewModel(workspace, selection, executor);

    @BeforeEach
    void open() {
        workspace.open(List.of(Path.of("demo")));
    }

    @Test
    void rows_areWorkedOut_onlyWhileSomebodyLooks() {
        assertThat(model.rows()).isEmpty();

        model.look(true);
        assertThat(model.summaryProperty().get()).startsWith("Beside 2 other runs, ");
        assertThat(model.rows()).isNotEmpty();

        model.look(false);
        assertThat(model.rows()).isEmpty();
    }

    @Test
    void row_whenSelected_showsItsStep() {
        model.look(true);

        UnusualRow row = model.rows().getFirst();
        model.select(row);

        assertThat(selection.step()).isEqualTo(row.step().id());
        assertThat(row.sentences()).isNotEmpty();
    }

    @Test
    void comparison_followsTheFilter_andTheChoiceOfRuns() {
        model.look(true);
        RunSummary second = workspace.runs().get(1);
        RunId other = second.run().id();
        BitSet first = new BitSet();
        first.set(0);
        selection.filter(new Matches(FoundPlaces.of(Map.of(other, first)), null));

        assertThat(model.summaryProperty().get()).startsWith("Beside 1 other run, ");
        model.againstProperty().set(Against.ALL);
        assertThat(model.summaryProperty().get()).startsWith("Beside 2 other runs, ");
    }

    @Test
    void filterThatLeavesNoOtherRun_isSaid() {
        model.look(true);
        selection.filter(new Matches(FoundPlaces.NONE, null));

        assertThat(model.summaryProperty().get()).isEqualTo("There is no other run to compare it with.");
        assertThat(model.rows()).isEmpty();
    }
}
