package dev.pathwarden.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.ProcessJournal;
import dev.pathwarden.model.path.PathTree;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunMergerTest {

    private static final RunId RUN = new RunId(1, 2);
    private static final ProcessInfo PARENT = process(10, null);
    private static final ProcessInfo CHILD = process(20, new StepId(2));

    @Test
    void merge_ofOneProcess_givesPathOrder_notTheOrderOfDecisions() {
        MergedRuns merged = merge(journal(PARENT,
                started("agent"), decided(1, null, 1, 100L), decided(2, 1L, 2, 110L), decided(3, 1L, 3, 120L), decided(4, 2L, 4, 130L),
                ended(4, 5), ended(2, 6), ended(3, 7), ended(1, 8), runEnded(Status.OK, 900)));
        RecordedRun run = merged.runs().get(0);
        assertThat(ids(run)).containsExactly(1L, 2L, 4L, 3L);
        assertThat(run.steps()).extracting(RecordedStep::decidedAt).containsExactly(0, 1, 3, 2);
        assertThat(run.steps()).extracting(RecordedStep::endedAt).containsExactly(7, 5, 4, 6);
        assertThat(run.run().status()).isEqualTo(Status.OK);
        assertThat(run.run().endNanos()).isEqualTo(900);
        assertThat(merged.damages()).isEmpty();
    }

    @Test
    void merge_ofAChildProcess_hangsItsStepsUnderTheStepThatStartedIt() {
        MergedRuns merged = merge(
                journal(PARENT, started("agent"), decided(1, null, 1, 100L), decided(2, 1L, 2, 110L), ended(2, 3), ended(1, 4)),
                journal(CHILD, decided(7, null, 1, 115L), decided(8, 7L, 2, 116L)));
        RecordedRun run = merged.runs().get(0);
        assertThat(ids(run)).containsExactly(1L, 2L, 7L, 8L);
        Step first = run.steps().get(2).step();
        assertThat(first.parent()).isEqualTo(new StepId(2));
        assertThat(first.links()).containsExactly(Link.to(new StepId(2), LinkKind.STARTED_BY));
        assertThat(first.pid()).isEqualTo(20);
        assertThat(PathTree.of(run).inOrder()).extracting(PathTree.Node::depth).containsExactly(0, 1, 2, 3);
    }

    @Test
    void merge_whereAChildsClockIsBehind_stillDecidesNoStepBeforeItsParent() {
        MergedRuns merged = merge(
                journal(PARENT, started("agent"), decided(1, null, 1, 100L), decided(2, 1L, 2, 110L)),
                journal(CHILD, decided(7, null, 1, 50L)));
        assertThat(merged.runs().get(0).steps()).extracting(RecordedStep::decidedAt).containsExactly(0, 1, 2);
    }

    @Test
    void merge_withinAProcess_trustsTheTicketsMoreThanTheClock() {
        MergedRuns merged = merge(journal(PARENT, decided(2, null, 2, 50L), decided(1, null, 1, 100L)));
        assertThat(ids(merged.runs().get(0))).containsExactly(1L, 2L);
    }

    @Test
    void merge_ofStepsInterleavedBetweenProcesses_ordersThemByClock() {
        MergedRuns merged = merge(
                journal(process(10, null), decided(1, null, 1, 100L), decided(3, null, 2, 300L)),
                journal(process(20, null), decided(2, null, 1, 200L), decided(4, null, 2, 400L)));
        assertThat(ids(merged.runs().get(0))).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void merge_ofARunWithoutEnd_isUnfinished() {
        RecordedRun run = merge(journal(PARENT, started("agent"), decided(1, null, 1, 100L))).runs().get(0);
        assertThat(run.run().status()).isEqualTo(Status.UNFINISHED);
        assertThat(run.steps().get(0).status()).isEqualTo(Status.UNFINISHED);
        assertThat(run.steps().get(0).endedAt()).isEqualTo(-1);
    }

    @Test
    void merge_ofARunWhoseStartIsLost_keepsItsSteps() {
        RecordedRun run = merge(journal(PARENT, decided(1, null, 1, 100L))).runs().get(0);
        assertThat(run.run()).isEqualTo(new Run(RUN, null, null, null, Status.UNFINISHED, 100L, null, Map.of()));
    }

    @Test
    void merge_ofAnEndWithoutBeginning_saysSo() {
        MergedRuns merged = merge(journal(PARENT, started("agent"), ended(9, 1)));
        assertThat(merged.runs().get(0).steps()).isEmpty();
        assertThat(merged.damages()).containsExactly("In run " + RUN + " the ends of steps whose beginning was not recorded were left out: 1.");
    }

    @Test
    void merge_ofStepsInACircle_keepsBothAndSaysSo() {
        MergedRuns merged = merge(journal(PARENT, decided(1, 2L, 1, 1L), decided(2, 1L, 2, 2L)));
        assertThat(ids(merged.runs().get(0))).containsExactly(1L, 2L);
        assertThat(merged.damages()).singleElement().asString().contains("part of itself");
    }

    @Test
    void merge_ofTheSameStepTwice_keepsTheFirst() {
        MergedRuns merged = merge(journal(PARENT, decided(1, null, 1, 1L), decided(1, null, 2, 2L)));
        assertThat(merged.runs().get(0).steps()).hasSize(1);
        assertThat(merged.damages()).singleElement().asString().contains("with the id of an earlier step");
    }

    @Test
    void merge_fillsTheHeaderFromAllProcesses_andTheFirstOneRules() {
        Run first = new Run(RUN, "agent-1", "assistant", null, Status.UNFINISHED, 10L, null, Map.of("a", 1L));
        Run second = new Run(RUN, "agent-2", null, "v2", Status.UNFINISHED, 20L, null, Map.of("a", 2L, "b", 3L));
        RecordedRun run = merge(
                journal(CHILD, new JournalEvent.RunStarted(second), new JournalEvent.RunEnded(RUN, 70, Status.ERROR)),
                journal(PARENT, new JournalEvent.RunStarted(first), new JournalEvent.RunEnded(RUN, 60, Status.OK))).runs().get(0);
        assertThat(run.run()).isEqualTo(new Run(RUN, "agent-1", "assistant", "v2", Status.OK, 10L, 70L, Map.of("a", 1L, "b", 3L)));
    }

    @Test
    void merge_keepsTheLabelsThatCame_andTheLastWordOnAProcess() {
        RecordedRun.LabelsImported labels = new RecordedRun.LabelsImported(10, 1, Set.of("pii.email"));
        ProcessInfo later = new ProcessInfo(10, 0, "main", "17", null, null, List.of(), 5, 0);
        MergedRuns merged = merge(journal(PARENT, started("agent"), new JournalEvent.LabelsCame(RUN, labels), new JournalEvent.ProcessSeen(later)));
        assertThat(merged.runs().get(0).imports()).containsExactly(labels);
        assertThat(merged.processes()).containsExactly(later);
    }

    @Test
    void merge_ofADeepPath_needsNoDeepStack() {
        JournalEvent[] events = new JournalEvent[50_000];
        for (int i = 0; i < events.length; i++) {
            events[i] = decided(i + 1, i == 0 ? null : (Long) (long) i, i + 1, 1L);
        }
        RecordedRun run = merge(journal(PARENT, events)).runs().get(0);
        assertThat(PathTree.of(run).inOrder()).hasSize(events.length).last().satisfies(node -> assertThat(node.depth()).isEqualTo(events.length - 1));
    }

    private static MergedRuns merge(ProcessJournal... journals) {
        return RunMerger.merge(new JournalContents(List.of(journals), List.of()));
    }

    private static ProcessJournal journal(ProcessInfo process, JournalEvent... events) {
        List<JournalEvent> all = new java.util.ArrayList<>(List.of(events));
        all.add(0, new JournalEvent.ProcessSeen(process));
        return new ProcessJournal(process.pid(), process.startNanos(), all);
    }

    private static ProcessInfo process(long pid, StepId startedBy) {
        return new ProcessInfo(pid, pid, "main", "17", startedBy == null ? null : RUN, startedBy, List.of(), 0, 0);
    }

    private static JournalEvent started(String agent) {
        return new JournalEvent.RunStarted(new Run(RUN, agent, null, null, Status.UNFINISHED, 100L, null, Map.of()));
    }

    private static JournalEvent decided(long id, Long parent, long ticket, Long clock) {
        Step step = Step.of(RUN, new StepId(id), Operation.TOOL_CALL, "t" + id).parent(parent == null ? null : new StepId(parent)).startNanos(clock).build();
        return new JournalEvent.StepDecided(step, new Decision(ticket, clock, "", null, Set.of(), List.of(), List.of()));
    }

    private static JournalEvent ended(long id, long ticket) {
        return new JournalEvent.StepEnded(RUN, new StepId(id), new Outcome(ticket, 5L, Status.OK, null, null, Facts.NONE, Set.of()));
    }

    private static JournalEvent runEnded(Status status, long end) {
        return new JournalEvent.RunEnded(RUN, end, status);
    }

    private static List<Long> ids(RecordedRun run) {
        return run.steps().stream().map(step -> step.id().value()).toList();
    }
}
