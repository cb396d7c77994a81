package dev.pathwarden.workbench.nav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.search.FacetCounter;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.task.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinedSnapshotTest {

    private static final Progress NO_PROGRESS = new Progress() {
        @Override
        public void update(double done) {
            assertThat(done).isBetween(0.0, 1.0);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /** The stopped run stands in both. */
    private static Snapshot joined() {
        SampleSnapshot one = new SampleSnapshot(SampleRuns.stopped(), SampleRuns.allowed());
        SampleSnapshot other = new SampleSnapshot(SampleRuns.imported(), SampleRuns.stopped());
        return JoinedSnapshot.open(place -> place.endsWith("one") ? one : other, List.of(Path.of("one"), Path.of("other")), NO_PROGRESS);
    }

    @Test
    void find_findsEachStepOnce_inWhicheverSnapshotItsRunIs() {
        List<Double> progress = new ArrayList<>();
        StepFilter filter = StepFilter.ALL.operations(Operation.TOOL_CALL);
        FoundPlaces found = joined().find(filter, progress::add);

        for (RecordedRun run : List.of(SampleRuns.stopped(), SampleRuns.allowed(), SampleRuns.imported())) {
            assertThat(found.in(run.run().id())).as("%s", run.run().id()).isEqualTo(filter.places(run));
        }
        assertThat(progress).isSorted().last().isEqualTo(1.0);
    }

    @Test
    void count_countsEachStepOnce_andOfAFilterOnlyWhatItLeaves() {
        FacetCounter all = new FacetCounter();
        FacetCounter left = new FacetCounter();
        StepFilter filter = StepFilter.ALL.labels("pii.email");
        for (RecordedRun run : List.of(SampleRuns.stopped(), SampleRuns.allowed(), SampleRuns.imported())) {
            all.add(run, StepFilter.ALL.places(run));
            left.add(run, filter.places(run));
        }
        Snapshot joined = joined();

        assertThat(joined.count(null, done -> { })).isEqualTo(all.counts());
        assertThat(joined.count(joined.find(filter, done -> { }), done -> { })).isEqualTo(left.counts());
    }
}
