package dev.pathwarden.workbench.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathIndexTest {

    @Test
    void placeOf_forEveryStepOfALargeRun_isItsPlace() {
        PathIndex path = PathIndex.of(SamplePaths.large(10_000));

        for (int place = 0; place < path.size(); place++) {
            assertThat(path.placeOf(path.step(place).id())).isEqualTo(place);
            assertThat(path.parentOf(place)).isLessThan(place);
        }
        assertThat(path.placeOf(new StepId(1))).isEqualTo(-1);
        assertThat(path.placeOf(null)).isEqualTo(-1);
    }

    @Test
    void parentOf_whenTheParentStandsBehindOrIsTheStepItself_isNone() {
        RecordedRun run = SamplePaths.single();
        List<RecordedStep> steps = new ArrayList<>();
        steps.add(step(run, 1, 2));
        steps.add(step(run, 2, 1));
        steps.add(step(run, 3, 3));
        steps.add(step(run, 4, 99));

        PathIndex path = PathIndex.of(new RecordedRun(run.run(), steps, List.of()));

        assertThat(path.parentOf(0)).isEqualTo(-1);
        assertThat(path.parentOf(1)).isEqualTo(0);
        assertThat(path.parentOf(2)).isEqualTo(-1);
        assertThat(path.parentOf(3)).isEqualTo(-1);
    }

    @Test
    void neighbour_atBothEnds_staysWithinTheRun() {
        PathIndex path = PathIndex.of(SamplePaths.report());

        assertThat(path.neighbour(-1, 1)).isZero();
        assertThat(path.neighbour(-1, -1)).isEqualTo(path.size() - 1);
        assertThat(path.neighbour(0, -1)).isZero();
        assertThat(path.neighbour(path.size() - 1, 1)).isEqualTo(path.size() - 1);
        assertThat(path.neighbour(3, 1)).isEqualTo(4);
    }

    @Test
    void ancestry_ofABlockedExport_leadsBackToTheQueryAndTheTask() {
        PathIndex path = PathIndex.of(SamplePaths.report());

        BitSet led = Ancestry.of(path, SamplePaths.place(path.run(), "customers-8812.csv"));

        assertThat(led.stream().mapToObj(place -> path.step(place).step().name()))
                .contains("customer-report", "query_customers", "SELECT name, email, card, ssn FROM customers", "export_csv", "customers-8812.csv")
                .doesNotContain("SELECT count(*) FROM customers", "sudo", "fetch/fetch_url");
    }

    private static RecordedStep step(RecordedRun run, long id, long parent) {
        return new RecordedStep(Step.of(run.run().id(), new StepId(id), Operation.TOOL_CALL, "x").parent(new StepId(parent)).build(), null, null, 0, -1);
    }
}
