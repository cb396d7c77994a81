package dev.pathwarden.recorder.context;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.BuiltInGuardrails;
import dev.pathwarden.policies.engine.Judged;
import dev.pathwarden.policies.trust.Redaction;
import dev.pathwarden.policies.trust.StepEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Has steps decided before their effects, does what was decided, and records both and what came of them. For any thread. */
final class Decisions {

    private static final Verdict LATE = new Verdict(BuiltInGuardrails.ABORTED_RUN, "0000000000000001", Action.BLOCK, Mode.ENFORCE, "A guardrail has ended this run, so nothing more is let through; start a new one.", List.of());

    private final Places places;
    private final Enforcement enforcement;
    private final Runs runs;
    private final AbortedRuns abortedRuns;
    private final Preparation preparation;
    private final Consumer<JournalEvent> journal;
    private final Masking masking;
    private final EpochClock clock;
    private final long pid;

    Decisions(Places places, Enforcement enforcement, Runs runs, AbortedRuns abortedRuns, Preparation preparation, Consumer<JournalEvent> journal, Masking masking, EpochClock clock, long pid) {
        this.places = places;
        this.enforcement = enforcement;
        this.runs = runs;
        this.abortedRuns = abortedRuns;
        this.preparation = preparation;
        this.journal = journal;
        this.masking = masking;
        this.clock = clock;
        this.pid = pid;
    }

    /**
     * Decides a step within that place, and records the decision.
     *
     * @return the open step, which the current thread is then in
     * @throws PathwardenBlockedException if the step is not to happen
     * @throws PathwardenAbort if a guardrail ended the run with it or before
     */
    OpenStep begin(StepDraft draft, StepId id, Place before) {
        if (before.elsewhere() != null) {
            draft.link(Link.to(before.step(), before.elsewhere()));
        }
        if (draft.agents == null) {
            draft.agents = before.agents();
        }
        if (draft.operation == Operation.AGENT_HANDOFF) {
            draft.fact(Field.AGENT_CHAIN, draft.agents);
        }
        return begin(draft, id, before.run(), before.step());
    }

    /**
     * As {@link #begin(StepDraft, StepId, Place)}, for a draft that tells its agents.
     *
     * @param parent the step within which it happens; null for a run's first
     */
    OpenStep begin(StepDraft draft, StepId id, ActiveRun run, StepId parent) {
        preparation.await();
        ThreadState state = places.current();
        boolean entered = state.enter();
        try {
            return decide(draft, id, run, parent);
        } finally {
            if (entered) {
                state.inside = false;
            }
        }
    }

    private OpenStep decide(StepDraft draft, StepId id, ActiveRun run, StepId parent) {
        Place before = places.current().place;
        try {
            run.settle();
        } finally {
            // A step that was ended by settling may have been this thread's own.
            places.current().place = before;
        }
        Step.Builder builder = builder(draft, id, run, parent);
        if (run.aborted() && draft.builtIn == null) {
            draft.builtIn = LATE;
        }
        long began = System.nanoTime();
        Judged judged = run.guard().decide(builder, null, draft.uncut);
        Verdict builtIn = draft.builtIn == null ? enforcement.obstacle(draft, judged.decision()) : draft.builtIn;
        Decision decision = builtIn == null ? judged.decision() : with(builtIn, judged.decision());
        Redaction redaction = enforcement.redaction(run, judged.engine(), decision);
        Redacted redacted = null;
        try {
            redacted = redaction == null ? null : Redacted.of(draft, judged.step(), decision, redaction);
        } catch (NotRedactableException cannot) {
            decision = with(Enforcement.noRedaction(judged.step(), cannot), decision);
        }
        Step step = redacted == null ? judged.step() : redacted.step();
        Step recorded = masking.step(step, decision, draft.uncut);
        Decision told = masking.decision(redacted == null ? decision : redacted.decision());
        journal.accept(new JournalEvent.StepDecided(recorded, told));
        // Whoever answers to a held step answers to the one that is shown.
        if (!enforcement.allows(run, judged.engine(), recorded, told)) {
            if (run.aborted()) {
                tellAborted(run);
            }
            ended(run, step, null, new StepEnd(System.nanoTime() - began, Status.BLOCKED, Facts.NONE), PathwardenBlockedException.SENTENCE, null, null);
            refuse(run);
        }
        run.guard().letThrough(step);
        Place within = new Place(run, id, draft.subject, draft.agents);
        if (!draft.leaf) {
            places.current().place = within;
        }
        return new OpenStep(this, run, step, began, before, within, enforcement.sandbox(judged.engine(), decision), redacted);
    }

    private Step.Builder builder(StepDraft draft, StepId id, ActiveRun run, StepId parent) {
        Step.Builder builder = Step.of(run.id(), id, draft.operation, draft.name)
                .parent(parent)
                .agent(draft.agents.isEmpty() ? null : draft.agents.get(draft.agents.size() - 1))
                .pid(pid)
                .thread(Thread.currentThread().getName())
                .startNanos(clock.nanos())
                .arguments(draft.arguments)
                .labels(draft.labels);
        draft.facts.forEach(builder::fact);
        draft.links.forEach(builder::link);
        if (draft.operation == Operation.TOOL_CALL && run.lastChat(parent) != null && draft.links.stream().noneMatch(link -> link.kind() == LinkKind.DECIDED_BY)) {
            builder.link(Link.to(run.lastChat(parent), LinkKind.DECIDED_BY));
        }
        return builder;
    }

    private void tellAborted(ActiveRun run) {
        if (runs.aborted(run.id())) {
            abortedRuns.tell(run.id());
        }
    }

    private static void refuse(ActiveRun run) {
        if (run.aborted()) {
            throw new PathwardenAbort();
        }
        throw new PathwardenBlockedException();
    }

    private static Decision with(Verdict builtIn, Decision decision) {
        List<Verdict> verdicts = new ArrayList<>(decision.verdicts());
        verdicts.add(builtIn);
        return new Decision(decision.ticket(), decision.clockNanos(), decision.bundle(), decision.forced(), decision.labels(), verdicts, decision.notEvaluated());
    }

    /** Notes that the current thread is no longer within a step, which goes on. */
    void left(Place within, Place before) {
        places.leave(within, before);
    }

    /**
     * Records what came of a step.
     *
     * @param earlier how it had ended before; null where it had not
     * @param result as far as it is recorded
     * @param whole the result before it was cut
     */
    void ended(ActiveRun run, Step step, StepEnd earlier, StepEnd end, String error, Object result, Object whole) {
        ThreadState state = places.current();
        boolean entered = state.enter();
        try {
            Outcome outcome = run.guard().end(step, earlier, end, error, result);
            journal.accept(new JournalEvent.StepEnded(run.id(), step.id(), masking.outcome(outcome, whole)));
        } finally {
            if (entered) {
                state.inside = false;
            }
        }
    }
}
