package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Journals of processes that are long gone, with so many runs of so many steps in each. */
final class StepJournal {

    private static final long FIRST_PROCESS = 4_000_000_000L;

    private StepJournal() {
    }

    static Path write(Path directory, int processes, int runs, int steps) throws IOException {
        for (int process = 0; process < processes; process++) {
            try (JournalWriter journal = JournalWriter.create(directory.toFile(), FIRST_PROCESS + process, 1_000 + process)) {
                for (int run = 1; run <= runs; run++) {
                    run(journal, new RunId(1 + process, run), steps);
                }
            }
        }
        return directory;
    }

    /** Number of events in them. */
    static int events(int processes, int runs, int steps) {
        return processes * runs * (steps + 2);
    }

    private static void run(JournalWriter journal, RunId id, int steps) {
        journal.append(new JournalEvent.RunStarted(new Run(id, null, "test", null, Status.UNFINISHED, 1_000L * id.low(), null, Map.of())));
        for (int i = 1; i <= steps; i++) {
            step(journal, id, i);
        }
        journal.append(new JournalEvent.RunEnded(id, 1_000L * id.low() + 999, Status.OK));
    }

    /** A step that ends, with that text; the bytes of it. */
    static long whole(JournalWriter journal, RunId run, int number, String text) {
        Step step = Step.of(run, new StepId(run.low() << 32 | number), Operation.TOOL_CALL, "tool").startNanos(1_000L + number).arguments(Map.of("text", number + text)).build();
        journal.append(new JournalEvent.StepDecided(step, new Decision(2L * number, step.startNanos(), "", null, Set.of(), List.of(), List.of())));
        journal.append(new JournalEvent.StepEnded(run, step.id(), new Outcome(2L * number + 1, 1L, Status.OK, null, null, Facts.NONE, Set.of())));
        return text.length();
    }

    static void step(JournalWriter journal, RunId run, int number) {
        Step step = Step.of(run, new StepId(run.high() << 48 | run.low() << 32 | number), Operation.TOOL_CALL, "tool").pid(FIRST_PROCESS + run.high() - 1).startNanos(1_000L * run.low() + number)
                .arguments(Map.of("text", "step " + number + " " + "x".repeat(number * 31 % 400))).build();
        journal.append(new JournalEvent.StepDecided(step, new Decision(number, step.startNanos(), "", null, Set.of(), List.of(), List.of())));
    }
}
