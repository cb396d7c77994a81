package dev.pathwarden.workbench.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.RecordedRun;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class DescentTest {

    private final RecordedRun run = SamplePaths.report();

    @Test
    void of_aQuery_reachesWhatGotItsResultAndNothingBeside() {
        BitSet came = Descent.of(PathIndex.of(run), SamplePaths.place(run, "SELECT name, email, card, ssn FROM customers"));

        assertThat(came.get(SamplePaths.place(run, "export_csv"))).isTrue();
        assertThat(came.get(SamplePaths.place(run, "customers-8812.csv"))).isTrue();
        assertThat(came.get(SamplePaths.place(run, "SELECT count(*) FROM customers"))).isFalse();
        assertThat(came.get(SamplePaths.place(run, "sudo"))).isFalse();
        assertThat(came.get(SamplePaths.place(run, "customer-report"))).isFalse();
    }

    @Test
    void of_anyStep_isTheOtherSideOfWhatLedThere() {
        PathIndex path = PathIndex.of(run);
        for (int from = 0; from < path.size(); from++) {
            BitSet came = Descent.of(path, from);
            for (int to = 0; to < path.size(); to++) {
                assertThat(came.get(to)).as("from %d to %d", from, to).isEqualTo(Ancestry.of(path, to).get(from));
            }
        }
    }
}
