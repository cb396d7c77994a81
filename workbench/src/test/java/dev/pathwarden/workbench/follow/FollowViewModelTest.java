package dev.pathwarden.workbench.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.follow.FollowLine;
import dev.pathwarden.model.follow.FollowWords;
import dev.pathwarden.model.follow.FollowedRun;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.nav.Matches;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.path.SamplePaths;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

class FollowViewModelTest {

    private final RecordedRun whole = SamplePaths.report();
    private final Selection selection = new Selection();
    private final SimpleObjectProperty<RehearsedSteps> rehearsed = new SimpleObjectProperty<>(RehearsedSteps.NONE);
    private final FollowViewModel model = new FollowViewModel(selection, rehearsed, new SameThreadTaskExecutor());

    private PathIndex begin(int steps) {
        return PathIndex.of(new RecordedRun(whole.run(), whole.steps().subList(0, steps), whole.imports()));
    }

    @Test
    void run_thatNobodyLooksAt_isNotWritten_untilSomebodyDoes() {
        model.seenProperty().set(false);
        selection.show(begin(10));
        assertThat(model.lines()).isEmpty();

        model.seenProperty().set(true);
        assertThat(model.lines()).isEqualTo(FollowedRun.of(begin(10).run(), false));

        model.seenProperty().set(false);
        selection.show(PathIndex.of(SampleRuns.stopped()));
        assertThat(model.lines()).isEmpty();
        model.seenProperty().set(true);
        assertThat(model.lines()).isEqualTo(FollowedRun.of(SampleRuns.stopped(), false));
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
    void words_areFoundFromTheSelectedStepOn_andGoneThroughRound_inTheLinesAsTheyBecome() {
        selection.show(begin(20));
        selection.select(whole.steps().get(3).id());
        model.wordsProperty().set("CUSTOMERS");

        List<FollowWords.Place> places = model.foundProperty().get().places();
        assertThat(places).hasSizeGreaterThan(2).isEqualTo(new FollowWords("customers").in(selection.run(), model.lines(), FollowViewModel::shown));
        assertThat(model.foundProperty().get().current().line()).isGreaterThanOrEqualTo(model.selectedLine());
        FollowWords.Place first = model.foundProperty().get().current();
        model.turn(1);
        assertThat(model.foundProperty().get().current()).isNotEqualTo(first);
        model.turn(places.size() - 1);
        assertThat(model.foundProperty().get().current()).isEqualTo(first);

        selection.grow(PathIndex.of(whole));
        assertThat(model.foundProperty().get().current()).as("what is looked at stays").isEqualTo(first);
        assertThat(model.foundProperty().get().places()).hasSizeGreaterThan(places.size());
        model.wordsProperty().set("no such words");
        assertThat(model.foundProperty().get().current()).isNull();
        model.turn(1);
        model.wordsProperty().set("");
        assertThat(model.foundProperty().get().places()).isEmpty();
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

    @Test
    void whatIsLeft_ofARunThatGrewInItsMiddle_isToldOfTheRunThatIsWritten() {
        List<RecordedStep> steps = new ArrayList<>(whole.steps());
        steps.subList(3, 7).clear();
        selection.show(PathIndex.of(new RecordedRun(whole.run(), steps, whole.imports())));
        BitSet sixth = new BitSet();
        sixth.set(5);
        selection.filter(new Matches(FoundPlaces.of(Map.of(whole.run().id(), sixth)), null, Map.of(whole.run().id(), new long[] {steps.get(5).id().value()})));
        selection.select(steps.get(5).id());
        model.seenProperty().set(false);

        selection.grow(PathIndex.of(whole));

        assertThat(model.left().stream()).containsExactly(5);
        assertThat(model.lines().get(model.selectedLine()).place()).isEqualTo(5);
        model.seenProperty().set(true);
        assertThat(model.left().stream()).containsExactly(9);
        assertThat(model.lines().get(model.selectedLine()).place()).isEqualTo(9);
    }
}
