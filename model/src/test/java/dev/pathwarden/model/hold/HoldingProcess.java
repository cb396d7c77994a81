package dev.pathwarden.model.hold;

import dev.pathwarden.model.approval.HoldBinding;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the journal of a process in which steps are held, as the agent does. */
final class HoldingProcess implements AutoCloseable {

    static final RunId RUN = new RunId(1, 2);
    private static final Verdict HELD = new Verdict("mail", "0123456789abcdef", Action.HOLD, Mode.ENFORCE, "A mail is to leave.", List.of());

    private final JournalWriter journal;
    private final ProcessInfo process;
    private long ticket;

    HoldingProcess(Path directory, long pid) throws IOException {
        process = new ProcessInfo(pid, 7, "Agent", "25", null, null, List.of(), 0, 0);
        journal = JournalWriter.create(directory.toFile(), pid, process.startNanos());
        journal.append(new JournalEvent.ProcessSeen(process));
        journal.append(new JournalEvent.RunStarted(new Run(RUN, "agent-1", "mailer", "v1", Status.UNFINISHED, 5L, null, Map.of())));
    }

    /** A step that is allowed and done. */
    void does(long id, String name) {
        Step step = step(id, name).build();
        journal.append(new JournalEvent.StepDecided(step, new Decision(++ticket, ticket, "", null, Set.of(), List.of(), List.of())));
        journal.append(new JournalEvent.StepEnded(RUN, step.id(), new Outcome(++ticket, 1L, Status.OK, null, null, Facts.NONE, Set.of())));
    }

    /** A step that is decided to be held. */
    Decided decides(long id, String name, Map<String, Object> arguments) {
        Step step = step(id, name).arguments(arguments).build();
        Decision decision = new Decision(++ticket, ticket, "", null, Set.of(), List.of(HELD), List.of());
        journal.append(new JournalEvent.StepDecided(step, decision));
        return new Decided(step, HoldBinding.of(step, decision));
    }

    /** A decided step begins to wait, until that time. */
    Hold waits(Decided decided, String binding, long expiresNanos) {
        Hold hold = Hold.asked(binding, decided.step().id().value(), expiresNanos);
        journal.append(new JournalEvent.StepHeld(RUN, decided.step().id(), hold));
        return hold;
    }

    void ends(Decided decided, Hold wait, Hold.Answer answer, String by, String reason) {
        journal.append(new JournalEvent.StepHeld(RUN, decided.step().id(), wait.ended(answer, 1, by, reason)));
    }

    private Step.Builder step(long id, String name) {
        return Step.of(RUN, new StepId(id), Operation.TOOL_CALL, name).agent("agent-1").pid(process.pid()).startNanos(id);
    }

    @Override
    public void close() {
        journal.close();
    }

    record Decided(Step step, String binding) {
    }
}
