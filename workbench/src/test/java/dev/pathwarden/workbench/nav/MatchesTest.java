package dev.pathwarden.workbench.nav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.casefile.StepMarks;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.path.SamplePaths;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import dev.pathwarden.workbench.timeline.TimelineViewModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

class MatchesTest {

    private final RecordedRun whole = SamplePaths.report();
    /** The run before steps came in its middle, as those of another process do. */
    private final RecordedRun before = without(3, 7);
    private final Selection selection = new Selection();

    private RecordedRun without(int from, int until) {
        List<RecordedStep> steps = new ArrayList<>(whole.steps());
        steps.subList(from, until).clear();
        return new RecordedRun(whole.run(), steps, whole.imports());
    }

    private Matches found(int... places) {
        BitSet set = new BitSet();
        long[] ids = new long[places.length];
        for (int i = 0; i < places.length; i++) {
            set.set(places[i]);
            ids[i] = before.steps().get(places[i]).id().value();
        }
        return new Matches(FoundPlaces.of(Map.of(whole.run().id(), set)), null, Map.of(whole.run().id(), ids));
    }

    @Test
    void stepsThatAreLeft_areTheSameOnes_whenOthersComeBeforeThem() {
        selection.show(PathIndex.of(before));
        selection.filter(found(1, 5));
        assertThat(selection.matched().stream()).containsExactly(1, 5);

        selection.grow(PathIndex.of(whole));

        assertThat(selection.matched().stream()).containsExactly(1, 9);
        assertThat(selection.isLeft(9)).isTrue();
        assertThat(selection.isLeft(5)).isFalse();
    }

    @Test
    void stepsThatAreLeft_ofARunAsItWas_haveTheirPlacesThere() {
        PathIndex shown = PathIndex.of(before);
        selection.show(shown);
        selection.grow(PathIndex.of(whole));
        selection.filter(found(1, 5));

        assertThat(selection.matched(shown).stream()).containsExactly(1, 5);
        assertThat(selection.matched().stream()).containsExactly(1, 9);
    }

    @Test
    void cursor_goesToWhatIsLeft_afterTheRunGrewInItsMiddle() {
        Workspace workspace = new Workspace(location -> null, selection, new SameThreadTaskExecutor());
        selection.show(PathIndex.of(before));
        selection.filter(found(5));
        selection.grow(PathIndex.of(whole));

        new StepCursor(selection, workspace).next();

        assertThat(selection.step()).isEqualTo(before.steps().get(5).id());
    }

    @Test
    void timeline_thatGrows_showsWhatIsLeftOfWhatItShows_atOnce() {
        TimelineViewModel timeline = new TimelineViewModel(selection, new SimpleObjectProperty<>(StepMarks.NONE), new SimpleObjectProperty<>(RehearsedSteps.NONE), new SameThreadTaskExecutor());
        selection.show(PathIndex.of(before));
        selection.filter(found(1, 5));
        assertThat(timeline.summaryProperty().get()).contains("the filter leaves 2 of them");

        timeline.seenProperty().set(false);
        selection.grow(PathIndex.of(whole));
        selection.filter(found(1, 4, 5));
        assertThat(timeline.summaryProperty().get()).as("what is drawn is the run as it was").contains("the filter leaves 3 of them");
        timeline.seenProperty().set(true);
        assertThat(timeline.summaryProperty().get()).startsWith("30 steps").contains("the filter leaves 3 of them");
    }
}
