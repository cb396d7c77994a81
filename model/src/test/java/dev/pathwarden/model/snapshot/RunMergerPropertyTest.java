package dev.pathwarden.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.ProcessJournal;
import dev.pathwarden.model.path.PathTree;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RunMergerPropertyTest {

    private static final RunId RUN = new RunId(7, 7);

    @Property(tries = 200)
    void merge_ofAnyRecording_keepsEveryStepBehindItsParent_andEachProcessesTickets(@ForAll long seed) {
        Random random = new Random(seed);
        int processes = 1 + random.nextInt(3);
        List<List<JournalEvent>> journals = new ArrayList<>();
        for (int p = 0; p < processes; p++) {
            journals.add(new ArrayList<>());
        }
        long[] tickets = new long[processes];
        int count = random.nextInt(40);
        for (int i = 1; i <= count; i++) {
            int p = random.nextInt(processes);
            // Any earlier step of any process may be the parent, and the clocks of processes disagree.
            Step step = Step.of(RUN, new StepId(i), Operation.TOOL_CALL, "t").pid((long) p).startNanos(100L * i + random.nextInt(300))
                    .parent(i > 1 && random.nextInt(4) > 0 ? new StepId(1 + random.nextInt(i - 1)) : null).build();
            journals.get(p).add(new JournalEvent.StepDecided(step, new Decision(++tickets[p], step.startNanos(), "", null, Set.of(), List.of(), List.of())));
            if (random.nextInt(3) > 0) {
                journals.get(p).add(new JournalEvent.StepEnded(RUN, step.id(), new Outcome(++tickets[p], 5L, Status.OK, null, null, Facts.NONE, Set.of())));
            }
        }
        List<ProcessJournal> contents = new ArrayList<>();
        for (int p = 0; p < processes; p++) {
            // Threads append in another order than they took their tickets.
            Collections.shuffle(journals.get(p), random);
            contents.add(new ProcessJournal(p, p, journals.get(p)));
        }

        MergedRuns merged = RunMerger.merge(new JournalContents(contents, List.of()));

        assertThat(merged.damages()).isEmpty();
        List<RecordedStep> path = count == 0 ? List.of() : merged.runs().get(0).steps();
        assertThat(path).hasSize(count);
        Set<StepId> seen = new HashSet<>();
        for (RecordedStep step : path) {
            assertThat(step.step().parent() == null || seen.contains(step.step().parent())).isTrue();
            seen.add(step.id());
        }
        assertOnePlaceEach(path);
        for (long p = 0; p < processes; p++) {
            long process = p;
            List<RecordedStep> own = path.stream().filter(step -> step.step().pid() == process).toList();
            for (RecordedStep one : own) {
                for (RecordedStep other : own) {
                    assertThat(one.decision().ticket() < other.decision().ticket()).isEqualTo(one.decidedAt() < other.decidedAt());
                }
            }
        }
    }

    private static void assertOnePlaceEach(List<RecordedStep> path) {
        List<Integer> places = new ArrayList<>();
        path.forEach(step -> {
            places.add(step.decidedAt());
            if (step.endedAt() >= 0) {
                places.add(step.endedAt());
            }
        });
        Collections.sort(places);
        for (int i = 0; i < places.size(); i++) {
            assertThat(places.get(i)).isEqualTo(i);
        }
    }

    @Property(tries = 200)
    void merge_ofAnyEvents_losesNoStepAndDoesNotFail(@ForAll long seed) {
        Events events = new Events(seed);
        List<JournalEvent> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(events.next());
        }
        MergedRuns merged = RunMerger.merge(new JournalContents(List.of(new ProcessJournal(1, 1, all)), List.of()));
        long decided = all.stream().filter(JournalEvent.StepDecided.class::isInstance).count();
        assertThat(merged.runs().stream().mapToLong(run -> run.steps().size()).sum()).isEqualTo(decided);
        for (RecordedRun run : merged.runs()) {
            assertThat(PathTree.of(run).inOrder()).hasSize(run.steps().size());
        }
    }
}
