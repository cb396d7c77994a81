package dev.pathwarden.workbench.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.task.RunningTask;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class CausesViewModelTest {

    private final RecordedRun run = SampleRuns.stopped();
    private final Selection selection = new Selection();

    private StepId step(Operation operation, String name) {
        return run.steps().stream().filter(step -> step.operation() == operation && step.step().name().equals(name)).findFirst().orElseThrow().id();
    }

    @Test
    void causes_ofTheSelectedStep_areShownWithTheWordsThatFlowed_theSurestFirst() {
        CausesViewModel causes = new CausesViewModel(selection, new SameThreadTaskExecutor());
        selection.show(PathIndex.of(run));
        assertThat(causes.causesProperty().get()).isEmpty();
        assertThat(causes.lookingProperty().get()).isFalse();

        selection.select(step(Operation.MCP_CALL, "web/fetch"));

        ShownCause first = causes.causesProperty().get().getFirst();
        assertThat(first.rank()).isEqualTo(1);
        assertThat(first.step().id()).isEqualTo(step(Operation.MCP_CALL, "notes/search"));
        assertThat(run.steps().get(first.place()).id()).isEqualTo(first.step().id());
        assertThat(first.words()).contains("http://169.254.169.254/latest/meta-data");
        assertThat(causes.causesProperty().get()).extracting(ShownCause::rank).isSorted();
    }

    @Test
    void rootCause_isGoneTo_andNothingHappensWhereThereIsNone() {
        CausesViewModel causes = new CausesViewModel(selection, new SameThreadTaskExecutor());
        selection.show(PathIndex.of(run));
        selection.select(run.steps().get(0).id());
        causes.goToRootCause();
        assertThat(selection.step()).isEqualTo(run.steps().get(0).id());

        selection.select(step(Operation.MCP_CALL, "web/fetch"));
        causes.goToRootCause();

        assertThat(selection.step()).isEqualTo(step(Operation.MCP_CALL, "notes/search"));
    }

    @Test
    void rootCause_askedForBeforeItIsKnown_isGoneToOnceItIs() {
        SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
        CausesViewModel causes = new CausesViewModel(selection, executor);
        selection.show(PathIndex.of(run));
        List<Boolean> asked = new ArrayList<>();
        executor.running().addListener((ListChangeListener<RunningTask>) change -> {
            if (asked.isEmpty()) {
                asked.add(causes.lookingProperty().get());
                causes.goToRootCause();
            }
        });

        selection.select(step(Operation.MCP_CALL, "web/fetch"));

        assertThat(asked).containsExactly(true);
        assertThat(selection.step()).isEqualTo(step(Operation.MCP_CALL, "notes/search"));
    }

    @Test
    void search_thatIsEndedInTheStatusBar_isSaidToBe_andBeginsAnewWithTheNextStep() {
        SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
        CausesViewModel causes = new CausesViewModel(selection, executor);
        selection.show(PathIndex.of(run));
        ListChangeListener<RunningTask> cancel = change -> executor.running().forEach(RunningTask::cancel);
        executor.running().addListener(cancel);

        selection.select(step(Operation.MCP_CALL, "web/fetch"));

        assertThat(causes.lookingProperty().get()).isFalse();
        assertThat(causes.causesProperty().get()).isEmpty();
        assertThat(causes.problemProperty().get()).startsWith("The search for what led here was ended");
        executor.running().removeListener(cancel);
        selection.select(null);
        assertThat(causes.problemProperty().get()).isEmpty();
        selection.select(step(Operation.MCP_CALL, "web/fetch"));
        assertThat(causes.causesProperty().get()).isNotEmpty();
    }
}
