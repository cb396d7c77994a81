package dev.pathwarden.workbench.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTableViewModelTest {

    private final Selection selection = new Selection();
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, new SameThreadTaskExecutor());
    private final RunTableViewModel table = new RunTableViewModel(workspace, selection);

    @BeforeEach
    void open() {
        workspace.open(List.of(Path.of("demo")));
    }

    @ParameterizedTest
    @CsvSource({"'', 3", "customer, 2", "'  ', 3", "untrusted, 1", "UNTRUSTED, 1", "suite_name=slack, 1", "'customer pii.email', 2", "'pii.email blocked', 1", "4bf92f35, 1", "'customer slack', 0", "2026-11-22, 2"})
    void filter_ofWords_leavesTheRunsThatHoldAllOfThem(String words, int left) {
        table.filterProperty().set(words);

        assertThat(table.shown()).hasSize(left);
    }

    @Test
    void count_whenAFilterIsSet_saysHowManyOfHowMany() {
        assertThat(table.countProperty().getValue()).isEqualTo("3 runs");

        table.filterProperty().set("slack");

        assertThat(table.countProperty().getValue()).isEqualTo("1 of 3 runs");
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
