package dev.pathwarden.workbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.casefile.SampleMarks;
import dev.pathwarden.workbench.casefile.StepMarks;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.path.SamplePaths;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

class TimelineViewModelTest {

    private final Selection selection = new Selection();
    private final SimpleObjectProperty<StepMarks> caseMarks = new SimpleObjectProperty<>(StepMarks.NONE);
    private final SimpleObjectProperty<RehearsedSteps> rehearsed = new SimpleObjectProperty<>(RehearsedSteps.NONE);
    private final TimelineViewModel model = new TimelineViewModel(selection, caseMarks, rehearsed, new SameThreadTaskExecutor());

    @Test
    void summary_ofARun_saysInWordsWhatIsDrawn() {
        selection.show(PathIndex.of(SamplePaths.report()));
        selection.select(SamplePaths.id(selection.run(), "sudo"));

        assertThat(model.summaryProperty().get())
                .isEqualTo("30 steps in 7 lanes · 4.2 s · error: 1 · would be blocked: 1 · blocked: 3 · step 23: code.process sudo, blocked");
    }

    @Test
    void times_areCountedFromTheSelectedStep_untilThatIsAskedForAgain_orAnotherRunIsShown() {
        selection.show(PathIndex.of(SamplePaths.report()));
        model.select(4);
        model.refer();
        model.select(9);

        assertThat(model.axisTime()).extracting(AxisTime::step, AxisTime::zero).containsExactly(5, model.modelProperty().get().from(4));
        assertThat(model.summaryProperty().get()).contains("times since step 5");
        model.refer();
        assertThat(model.axisTime().step()).isEqualTo(10);
        model.refer();
        assertThat(model.axisTime()).extracting(AxisTime::step, AxisTime::zero).containsExactly(0, 0L);

        model.refer();
        selection.show(PathIndex.of(SamplePaths.withoutClock(3)));
        assertThat(model.axisTime().step()).isZero();
    }

    @Test
    void summary_ofARunWithoutClock_saysThatOnlyTheOrderIsShown() {
        selection.show(PathIndex.of(SamplePaths.withoutClock(3)));

        assertThat(model.summaryProperty().get()).isEqualTo("7 steps in 3 lanes · no clock: order only");
    }

    @Test
    void summary_withoutRunOrSteps_isNothingOrNoSteps() {
        assertThat(model.summaryProperty().get()).isEmpty();

        selection.show(PathIndex.of(SamplePaths.empty()));

        assertThat(model.summaryProperty().get()).isEqualTo("no steps in no lanes");
    }

    /** The first steps of a run that goes on; without that around them, which takes as long as all. */
    private static PathIndex begin(RecordedRun run, int steps) {
        return PathIndex.of(new RecordedRun(run.run(), run.steps().subList(1, 1 + steps), run.imports()));
    }

    @Test
    void run_thatGrows_leavesTheStretchInView_andGrowsWithItWhereAllIsInView() {
        RecordedRun whole = SamplePaths.report();
        selection.show(begin(whole, 10));
        long end = model.modelProperty().get().end();
        selection.grow(begin(whole, 20));
        assertThat(model.modelProperty().get().path().size()).isEqualTo(20);
        assertThat(model.modelProperty().get().end()).isGreaterThan(end);
        assertThat(model.windowProperty().get().to()).isGreaterThan(end * 1.05);

        model.select(0);
        model.show(100_000_000, 200_000_000);
        TimeWindow before = model.windowProperty().get();
        selection.grow(begin(whole, 29));

        assertThat(model.modelProperty().get().path().size()).isEqualTo(29);
        assertThat(model.windowProperty().get().from()).isEqualTo(before.from());
        assertThat(model.windowProperty().get().to()).isEqualTo(before.to());
        assertThat(model.selected()).isZero();
    }

    @Test
    void run_thatGrowsUnseen_isLaidOutOnceSomebodyLooks() {
        RecordedRun whole = SamplePaths.report();
        selection.show(begin(whole, 10));
        model.seenProperty().set(false);
        selection.grow(begin(whole, 20));
        selection.grow(begin(whole, 29));
        assertThat(model.modelProperty().get().path().size()).isEqualTo(10);

        model.seenProperty().set(true);
        assertThat(model.modelProperty().get().path().size()).isEqualTo(29);
    }

    @Test
    void step_fromNoneToTheLast_walksInPathOrder() {
        selection.show(PathIndex.of(SamplePaths.report()));

        model.step(1);
        assertThat(model.selected()).isZero();
        model.step(1);
        assertThat(selection.step()).isEqualTo(SamplePaths.id(selection.run(), 1));
        model.selectLast();
        model.step(1);
        assertThat(model.selected()).isEqualTo(29);
    }

    @Test
    void select_ofAStepOutOfView_bringsItIntoView() {
        selection.show(PathIndex.of(SamplePaths.report()));
        model.show(0, 500_000_000);
        int write = SamplePaths.place(selection.run(), "customers-8812.csv");

        selection.select(SamplePaths.id(selection.run(), write));

        TimeWindow window = model.windowProperty().get();
        assertThat(window.from()).isLessThan(model.modelProperty().get().from(write));
        assertThat(window.to()).isGreaterThan(model.modelProperty().get().to(write));
        assertThat(window.length()).isCloseTo(500_000_000, within(1.0));
    }

    @Test
    void focus_onAStep_fillsTheViewWithIt() {
        selection.show(PathIndex.of(SamplePaths.report()));
        int chat = SamplePaths.place(selection.run(), "gpt-4o-mini");
        model.select(chat);

        model.focus();

        assertThat(model.windowProperty().get().length()).isCloseTo(3 * 640_000_000.0, within(3e8));
    }

    @Test
    void lanes_whenChanged_keepTheStretchInView() {
        selection.show(PathIndex.of(SamplePaths.report()));
        model.zoom(0.5);
        TimeWindow before = model.windowProperty().get();

        model.lanesProperty().set(LaneBy.PROCESS);

        assertThat(model.modelProperty().get().lanes()).hasSize(2);
        assertThat(model.windowProperty().get()).isEqualTo(before);
    }

    @Test
    void run_whenChanged_showsAllOfTheNext() {
        selection.show(PathIndex.of(SamplePaths.report()));
        model.zoom(0.1);

        selection.show(PathIndex.of(SamplePaths.withoutClock(5)));

        assertThat(model.windowProperty().get()).isEqualTo(TimeWindow.all(11));
        selection.show(null);
        assertThat(model.modelProperty().get()).isNull();
    }

    @Test
    void details_ofABlockedStep_nameTheGuardrailAndTheLabels() {
        selection.show(PathIndex.of(SamplePaths.report()));

        assertThat(model.details(SamplePaths.place(selection.run(), "customers-8812.csv"))).containsExactly(
                "data.file.write customers-8812.csv", "Blocked", "2023-11-14 22:13:23.400000 UTC, took 2.0 ms",
                "no-plaintext-personal-data: block (enforce)", "Labels: pii.email, pii.payment-card, pii.us-ssn");
    }

    @Test
    void marksOfTheCase_areToldInTheSummary_andOfTheStepUnderTheMouse_andNoMoreWhenAnotherRunIsShown() {
        RecordedRun run = SamplePaths.report();
        selection.show(PathIndex.of(run));
        caseMarks.set(SampleMarks.of(selection.path(), Map.of(3, List.of(SampleMarks.STAR, SampleMarks.finding(FindingSeverity.HIGH)), 7, List.of(SampleMarks.STAR))));

        assertThat(model.summaryProperty().get()).contains("case: 2 stars, 1 finding (High)");
        assertThat(model.details(3)).contains("Case: 1 star, 1 finding (High)");
        assertThat(model.details(4)).noneMatch(line -> line.startsWith("Case:"));

        selection.show(PathIndex.of(SamplePaths.single()));
        assertThat(model.summaryProperty().get()).doesNotContain("case:");
    }
}
