package dev.pathwarden.workbench.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.nav.Matches;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunTableViewModelTest {

    private final Selection selection = new Selection();
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, new SameThreadTaskExecutor());
    private final RunTableViewModel table = new RunTableViewModel(workspace, selection, new SimpleObjectProperty<>(Map.of()));

    @BeforeEach
    void open() {
        workspace.open(List.of(Path.of("demo")));
    }

    @Test
    void filter_leavesTheRunsThatHaveStepsLeft_andSaysHowManyOfHowMany() {
        assertThat(table.countProperty().getValue()).isEqualTo("3 runs");
        BitSet two = new BitSet();
        two.set(1, 3);

        selection.filter(new Matches(FoundPlaces.of(Map.of(SampleRuns.imported().run().id(), two)), null));

        assertThat(table.shown()).singleElement().satisfies(left -> {
            assertThat(left.run().id()).isEqualTo(SampleRuns.imported().run().id());
            assertThat(table.matched(left)).isEqualTo(2);
        });
        assertThat(table.countProperty().getValue()).isEqualTo("1 of 3 runs");

        selection.filter(null);
        assertThat(table.shown()).hasSize(3);
    }

    @Test
    void show_ofARun_makesItCurrentEverywhere() {
        table.show(table.shown().get(1));

        assertThat(selection.run().run().id()).isEqualTo(SampleRuns.allowed().run().id());
        assertThat(table.currentProperty().getValue()).isEqualTo(SampleRuns.allowed().run().id());
    }

    @Test
    void attributes_areThoseOfAllRuns_sorted() {
        assertThat(table.attributes()).containsExactly("scenario", "security", "success", "suite_name");
    }
}
