package dev.pathwarden.policies.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.DryRunReports;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class RehearsingTest {

    private static final Bundle NO_WRITES = bundle("id: no-writes\ntitle: A title\non: [data.sql]\nwhen: step.sql.writes\naction: block\n");
    private static final Bundle NO_READS = bundle("id: no-reads\ntitle: A title\non: [data.sql]\nwhen: '!step.sql.writes'\naction: hold\n");

    private final List<RecordedRun> runs = new ArrayList<>();
    private final Set<RunId> damaged = new java.util.HashSet<>();

    private static Bundle bundle(String text) {
        return GuardrailCompiler.compile(List.of(new GuardrailSource("g.yaml", text))).bundle();
    }

    /** A run in which a tool reads, and one in which another writes twice, in turn. */
    private void record(int count) {
        for (int i = 0; i < count; i++) {
            RunId id = new RunId(7, i + 1);
            boolean writes = i % 2 == 1;
            Step call = Step.of(id, new StepId(1), Operation.TOOL_CALL, writes ? "save" : "load").agent("agent-" + i % 3).fact(Field.TOOL_NAME, writes ? "save" : "load").build();
            List<RecordedStep> steps = new ArrayList<>(List.of(new RecordedStep(call, null, null, 0, -1)));
            for (int query = 1; query <= (writes ? 2 : 1); query++) {
                steps.add(new RecordedStep(Step.of(id, new StepId(query + 1), Operation.DATA_SQL, "query").parent(new StepId(1)).agent("agent-" + i % 3).startNanos(i * 1_000_000_000L).fact(Field.SQL_WRITES, writes).build(), null, null, query, -1));
            }
            runs.add(new RecordedRun(new Run(id, null, null, null, Status.OK, null, null, Map.of()), steps, List.of()));
        }
    }

    private Snapshot snapshot(boolean indexed) {
        return new Snapshot() {
            @Override
            public Path location() {
                return Path.of("recorded");
            }

            @Override
            public List<RunSummary> runs() {
                return runs.stream().map(RunSummary::of).toList();
            }

            @Override
            public RecordedRun run(RunId id) {
                if (damaged.contains(id)) {
                    throw new SnapshotException(SnapshotException.Cause.INPUT, "Run " + id + " is damaged.");
                }
                return runs.stream().filter(run -> run.run().id().equals(id)).findFirst().orElseThrow();
            }

            @Override
            public boolean isIndexed() {
                return indexed;
            }

            @Override
            public List<ProcessInfo> processes() {
                return List.of();
            }

            @Override
            public List<String> damages() {
                return List.of("A run is missing.");
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private Rehearsal rehearse(Rehearser rehearser, boolean indexed) {
        return new Rehearsing(rehearser, done -> { }, (soFar, part) -> { }).over(snapshot(indexed), null);
    }

    @Test
    void rehearsal_whateverWayItReads_isTheDryRunOfEachRun() {
        record(9);
        DryRun dryRun = new DryRun(NO_WRITES, DryRunMode.WHOLE_PATH);
        DryRunReport expected = DryRunReports.merge(runs.stream().map(dryRun::report).toList());

        for (boolean indexed : new boolean[] {true, false}) {
            Rehearsal rehearsal = rehearse(Rehearser.besideRecord(NO_WRITES, DryRunMode.WHOLE_PATH), indexed);

            assertThat(rehearsal.report()).isEqualTo(expected);
            assertThat(rehearsal.whole()).isTrue();
            assertThat(rehearsal.newlyStopped()).isEqualTo(8);
            assertThat(rehearsal.unreadable()).containsExactly("A run is missing.");
        }
    }

    @Test
    void hits_areCountedByRunToolAgentAndTime() {
        record(6);
        Rehearsal rehearsal = rehearse(Rehearser.besideRecord(NO_WRITES, DryRunMode.WHOLE_PATH), true);

        assertThat(rehearsal.groups().get(GroupBy.TOOL)).singleElement().satisfies(group -> {
            assertThat(group.key()).isEqualTo("save");
            assertThat(group.stopped()).isEqualTo(6);
        });
        assertThat(rehearsal.groups().get(GroupBy.RUN)).hasSize(3).allSatisfy(group -> assertThat(group.run().id().toString()).isEqualTo(group.key()));
        assertThat(rehearsal.groups().get(GroupBy.AGENT)).extracting(HitGroup::key).containsExactlyInAnyOrder("agent-0", "agent-1", "agent-2");
        assertThat(rehearsal.groups().get(GroupBy.TIME)).extracting(HitGroup::stopped).containsExactly(2L, 0L, 2L, 0L, 2L);
    }

    @Test
    void sets_besideEachOther_tellBothReportsAndBothWays() {
        record(4);
        Rehearsal rehearsal = rehearse(Rehearser.beside(NO_READS, NO_WRITES, DryRunMode.WHOLE_PATH), true);

        assertThat(rehearsal.newlyStopped()).isEqualTo(4);
        assertThat(rehearsal.noLongerStopped()).isEqualTo(2);
        assertThat(rehearsal.before().coverage()).extracting(DryRunReport.Coverage::guardrail).containsExactly("no-reads");
    }

    @Test
    void runThatIsDamaged_isToldAndCounted_andTheOthersAreRead() {
        record(4);
        damaged.add(runs.get(1).run().id());

        Rehearsal rehearsal = rehearse(Rehearser.besideRecord(NO_WRITES, DryRunMode.WHOLE_PATH), true);

        assertThat(rehearsal.unread()).isEqualTo(1);
        assertThat(rehearsal.unreadable()).containsExactly("Run " + runs.get(1).run().id() + " is damaged.", "A run is missing.");
        assertThat(rehearsal.newlyStopped()).isEqualTo(2);
        assertThat(rehearsal.report().summary().runs()).isEqualTo(3);
    }

    @Test
    void firstHit_isToldBeforeTheOtherRunsAreRead() {
        record(40);
        List<Rehearsal> told = new ArrayList<>();

        Rehearsal whole = new Rehearsing(Rehearser.besideRecord(NO_WRITES, DryRunMode.WHOLE_PATH), done -> { }, (soFar, part) -> told.add(soFar)).over(snapshot(true), null);

        // On a machine that is slow, what was looked at before is told too.
        Rehearsal first = told.stream().filter(each -> !each.hits().isEmpty()).findFirst().orElseThrow();
        assertThat(first.whole()).isFalse();
        assertThat(first.report().summary().runs()).isLessThan(40);
        assertThat(whole.hits()).startsWith(first.hits().toArray(Hit[]::new));
    }

    @Test
    void rehearsal_thatIsCancelled_readsNoMore() {
        record(40);
        int[] calls = {0};

        assertThatThrownBy(() -> new Rehearsing(Rehearser.besideRecord(NO_WRITES, DryRunMode.WHOLE_PATH), done -> {
            if (++calls[0] == 3) {
                throw new CancellationException();
            }
        }, (soFar, part) -> { }).over(snapshot(true), null)).isInstanceOf(CancellationException.class);
        assertThat(calls[0]).isEqualTo(3);
    }
}
