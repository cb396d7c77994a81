package dev.pathwarden.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.ProcessJournal;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JournalRunsTest {

    private static final int RUNS = 40;

    @Test
    void forEach_givesTheRunsAndDamages_thatRunGivesOneByOne_inTheirOrder() {
        JournalRuns journals = journals();
        List<String> damages = new ArrayList<>();
        List<RecordedRun> runs = journals.ids().stream().map(id -> journals.run(id, damages)).toList();
        List<String> found = new ArrayList<>();
        List<RecordedRun> given = new ArrayList<>();
        journals.forEach(given::add, found);
        assertThat(given).isEqualTo(runs).hasSize(RUNS);
        assertThat(found).isEqualTo(damages).hasSize(RUNS / 4);
    }

    @Test
    void forEach_whoseReaderFails_failsWithWhatItThrew() {
        List<RecordedRun> given = new ArrayList<>();
        assertThatThrownBy(() -> journals().forEach(run -> {
            given.add(run);
            if (given.size() == 3) {
                throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "The disk is full.", null);
            }
        }, new ArrayList<>())).isInstanceOf(SnapshotException.class).hasMessage("The disk is full.");
        assertThat(given).hasSize(3);
    }

    /** Every fourth run holds a step that is a part of itself, which is told as damage. */
    private static JournalRuns journals() {
        List<JournalEvent> events = new ArrayList<>();
        for (int run = 1; run <= RUNS; run++) {
            for (int step = 1; step <= run; step++) {
                StepId parent = step > 1 ? new StepId(step - 1) : run % 4 == 0 ? new StepId(run) : null;
                Step decided = Step.of(new RunId(run, run), new StepId(step), Operation.TOOL_CALL, "step " + step).parent(parent).startNanos(run * 1_000L + step).build();
                events.add(new JournalEvent.StepDecided(decided, new Decision(step, null, "", null, Set.of(), List.of(), List.of())));
            }
        }
        return new JournalRuns(new JournalContents(List.of(new ProcessJournal(1, 1, events)), List.of()));
    }
}
