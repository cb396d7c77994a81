package dev.pathwarden.workbench.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.follow.FollowLine;
import dev.pathwarden.model.follow.FollowedRun;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.path.SamplePaths;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class FollowViewModelTest {

    private final RecordedRun whole = SamplePaths.report();
    private final Selection selection = new Selection();
    private final FollowViewModel model = new FollowViewModel(selection, new SameThreadTaskExecutor());

    private PathIndex begin(int steps) {
        return PathIndex.of(new RecordedRun(whole.run(), whole.steps().subList(0, steps), whole.imports()));
    }

    @Test
    void run_thatGrows_getsTheLinesOfWhatCame_andKeepsTheOthers() {
        selection.show(begin(10));
        selection.select(whole.steps().get(3).id());
        int before = model.lines().size();
        List<FollowLine> first = List.copyOf(model.lines());
        List<Integer> changedFrom = new ArrayList<>();
        model.lines().addListener((ListChangeListener<FollowLine>) change -> {
            while (change.next()) {
                changedFrom.add(change.getFrom());
            }
        });

        selection.grow(PathIndex.of(whole));

        assertThat(model.lines()).isEqualTo(FollowedRun.of(whole, false)).startsWith(first.toArray(FollowLine[]::new));
        assertThat(changedFrom).containsExactly(before);
        assertThat(model.keepsPlace()).isTrue();
        assertThat(selection.step()).isEqualTo(whole.steps().get(3).id());
    }

    @Test
    void run_ofWhichTheSelectedStepCameJustNow_isShownAtThat() {
        selection.show(begin(10));
        selection.grow(begin(20));
        selection.select(whole.steps().get(19).id());
        selection.grow(PathIndex.of(whole));
        assertThat(model.keepsPlace()).isTrue();

        selection.show(begin(10));
        model.seenProperty().set(false);
        selection.grow(begin(20));
        selection.select(whole.steps().get(19).id());
        model.seenProperty().set(true);
        assertThat(model.keepsPlace()).isFalse();
        assertThat(model.lines().get(model.selectedLine()).place()).isEqualTo(19);
    }
}
