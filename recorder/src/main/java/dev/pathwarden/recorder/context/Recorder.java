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
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.BuiltInGuardrails;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Judged;
import dev.pathwarden.policies.engine.OnFault;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.RunGuard;
import dev.pathwarden.policies.trust.Exhaustion;
import dev.pathwarden.policies.trust.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What hooks record through: knows where on the path each thread is, has every step decided before its effect, and writes the journal. For
 * any thread; one per process.
 */
public final class Recorder {

    static final int ERROR_LIMIT = 500;

    private static final Verdict LATE = new Verdict(BuiltInGuardrails.ABORTED_RUN, "0000000000000001", Action.BLOCK, Mode.ENFORCE, "A guardrail has ended this run.", List.of());
    private static final String USER = "user";
    private static final String UNTRUSTED = "untrusted";

    private final Threads threads;
    private final Supplier<PolicyEngine> engine;
    private final Enforcement enforcement;
    private final Consumer<JournalEvent> journal;
    private final EpochClock clock;
    private final AgentIdentity identity;
    private final Ids ids;
    private final long pid;
    private final LongAdder outside = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private volatile String lastFault;
    private final Runs runs = new Runs();
    private volatile Place everywhere;
    private volatile Preparation preparation = Preparation.NONE;
    private volatile AbortedRuns abortedRuns = AbortedRuns.NONE;

    /**
     * A recorder of one process.
     *
     * @param threads states of its threads
     * @param engine the guardrails in force
     * @param heldSteps where steps wait that were held
     * @param journal where events go; must not throw
     * @param clock the one clock
     * @param identity mints agent ids
     * @param seed random, for ids
     * @param otherSeed random, for ids
     * @param pid the process
     */
    public Recorder(Threads threads, Supplier<PolicyEngine> engine, HeldSteps heldSteps, Consumer<JournalEvent> journal, EpochClock clock, AgentIdentity identity,
            long seed, long otherSeed, long pid) {
        this.threads = threads;
        this.engine = engine;
        this.enforcement = new Enforcement(engine, heldSteps);
        this.journal = journal;
        this.clock = clock;
        this.identity = identity;
        this.ids = new Ids(seed, otherSeed);
        this.pid = pid;
    }

    /** Has that done when the first run begins. Said before the first step. */
    public void prepareBy(Preparation given) {
        preparation = given;
    }

    /** Lets runs that guardrails end be ended in all processes that those know of, and the other way round. Said before the first step. */
    public void shareAborted(AbortedRuns shared) {
        abortedRuns = shared;
        shared.heardBy(runs::abort);
    }

    /** Something of a run goes to another process, which may go on in it. */
    void leaves() {
        abortedRuns.share();
    }

    /** Something of a run has come here: what was told of it until now must be known. */
    private void comes() {
        abortedRuns.share();
        abortedRuns.exchange();
    }

    /** Where on the path the current thread is; null outside of any run that is going on. */
    public Place here() {
        Place place = threads.current().place;
        if (place != null && place.live()) {
            return place;
        }
        Place whole = everywhere;
        return whole != null && whole.live() ? whole : null;
    }

    /** Puts the current thread at a place, null for outside, and returns where it was. */
    public Place moveTo(Place place) {
        ThreadState state = threads.current();
        Place before = state.place;
        state.place = place;
        return before;
    }

    /** Whether the current thread is in a step that is about this very object. */
    public boolean within(Object subject) {
        Place place = threads.current().place;
        return place != null && place.subject() == subject;
    }

    /**
     * Decides a step, records the decision and, where it is allowed, puts the thread within it.
     *
     * @return the open step; null outside of any run, where the action is only counted
     * @throws PathwardenBlockedException if the step is not to happen
     * @throws PathwardenAbort if a guardrail ended the run with it or before
     */
    public OpenStep begin(StepDraft draft) {
        return begin(draft, ids.step());
    }

    /**
     * Records a step that a built-in guardrail refuses, and refuses it; outside of a run it is only refused.
     *
     * @throws PathwardenBlockedException always
     */
    public void refuse(StepDraft draft, Verdict verdict) {
        Place before = here();
        if (before == null) {
            outside.increment();
            throw new PathwardenBlockedException();
        }
        draft.builtIn = verdict;
        begin(draft, ids.step(), before);
        throw new PathwardenBlockedException();
    }

    /** An id for a step that has to be known before the step begins. */
    public StepId nextStep() {
        return ids.step();
    }

    /** As {@link #begin(StepDraft)}, with an id from {@link #nextStep}. */
    public OpenStep begin(StepDraft draft, StepId id) {
        Place before = here();
        if (before == null) {
            outside.increment();
            return null;
        }
        return begin(draft, id, before);
    }

    private OpenStep begin(StepDraft draft, StepId id, Place before) {
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
     * Begins a run, and with it the step {@code agent.invoke}, which the current thread is then in. Within a run that is going on, an agent
     * that is called is a part of it: then only the step begins.
     *
     * @param agentName name under which the agent is declared
     * @param agentVersion hash of its definition; null where none is known
     * @param arguments what the agent was asked; values are labelled {@code user}, unless another agent asks
     * @throws PathwardenBlockedException if a guardrail refuses the run
     */
    public OpenRun startRun(String agentName, String agentVersion, Map<String, ?> arguments) {
        return startRun(agentName, agentVersion, arguments, null);
    }

    /**
     * As {@link #startRun(String, String, Map)}, for an agent that another of this run handed its task over to.
     *
     * @param handOff the step of the run that did so; null for none
     */
    public OpenRun startRun(String agentName, String agentVersion, Map<String, ?> arguments, StepId handOff) {
        Place before = here();
        if (before == null || before.run().ended()) {
            return startRun(ids.run(), agentName, agentVersion, invocation(agentName, agentVersion, arguments, List.of()).label(USER));
        }
        StepDraft draft = invocation(agentName, agentVersion, arguments, before.agents());
        if (isProgram(before)) {
            draft.label(USER);
        }
        return new OpenRun(this, null, begin(handOff == null ? draft : draft.link(Link.to(handOff, LinkKind.HANDED_OVER)), ids.step(), before));
    }

    /** Whether whoever asks there is no agent, but the program that is one run as a whole. */
    private boolean isProgram(Place place) {
        Place whole = everywhere;
        return whole != null && whole.elsewhere() == null && place.run() == whole.run() && place.agents().size() == 1;
    }

    /**
     * Lets an agent of this process take a task over, under its own id: within the run of the agent that handed the task over, or else as {@link #startRun}. The thread is then
     * in the step {@code agent.invoke}.
     *
     * @param caller the place from which the task was handed over, as {@link Propagation#arrived} tells it; null where that is not known
     * @param agentName name under which the agent is declared
     * @param arguments what the agent was asked; labelled {@code untrusted} where it is not known who asks
     * @param subject what the step is about, as {@link StepDraft#about} tells it
     * @param claimed id that the other agent gave of itself and that could not be verified; null for none
     * @throws PathwardenBlockedException if a guardrail refuses it
     */
    public OpenRun takeOver(Place caller, String agentName, Map<String, ?> arguments, Object subject, String claimed) {
        Place here = here();
        Place before = caller != null ? Place.elsewhere(caller.run(), caller.step(), null, caller.agents(), LinkKind.HANDED_OVER) : here == null || here.run().ended() ? null : here;
        StepDraft draft = invocation(agentName, null, arguments, before == null ? List.of() : before.agents()).about(subject).fact(Field.AGENT_CLAIMED, claimed);
        if (caller == null) {
            draft.label(UNTRUSTED);
        }
        return before == null ? startRun(ids.run(), agentName, null, draft) : new OpenRun(this, null, begin(draft, ids.step(), before));
    }

    /**
     * As {@link #startRun}, for a run that all threads of the process belong to.
     *
     * @param id the run, where other processes of one command take part in it too; null for a run of its own
     * @param stranger whether it is not the user who started the process, as far as is known: what it was started with is then labelled {@code untrusted}
     */
    public OpenRun startProcessRun(RunId id, String name, Map<String, ?> arguments, boolean stranger) {
        OpenRun run = startRun(id == null ? ids.run() : id, name, null, invocation(name, null, arguments, List.of()).label(stranger ? UNTRUSTED : USER));
        everywhere = run.root().place();
        run.leave();
        return run;
    }

    /**
     * Takes part, with all threads, in a run that another process began.
     *
     * @param id the run
     * @param step the step that started this process
     * @param agents durable ids of the agents that the task came through, the one that acts last
     * @param labels labels that were on the path when this process was started
     */
    public void joinRun(RunId id, StepId step, List<String> agents, Set<String> labels) {
        comes();
        ActiveRun run = joinedRun(id, agents, 0);
        runs.began(run);
        if (runs.isAborted(id)) {
            run.abort();
        }
        importLabels(run, labels);
        everywhere = Place.elsewhere(run, step, null, agents, LinkKind.STARTED_BY);
    }

    /**
     * The place within a step of another process that called this one; null where its run began in this process and has ended.
     *
     * @param caller whoever calls, found to be of our own deployment
     * @param subject what the call is about, as {@link StepDraft#about} tells it
     */
    Place calledFrom(CallerPlace caller, Object subject) {
        comes();
        ActiveRun run = runs.joined(caller.run(), () -> joinedRun(caller.run(), caller.agents(), clock.nanos()));
        if (run == null) {
            return null;
        }
        importLabels(run, caller.labels());
        return Place.elsewhere(run, caller.step(), subject, caller.agents(), LinkKind.JOINED);
    }

    /** Notes what came back from a process that was called by that step: the labels of its path. */
    void cameBack(OpenStep step, CallerPlace from) {
        ActiveRun run = step.place().run();
        if (run.id().equals(from.run()) && !run.ended()) {
            importLabels(run, from.labels());
        }
    }

    private ActiveRun joinedRun(RunId id, List<String> agents, long lastTicket) {
        preparation.begin();
        ActiveRun run = new ActiveRun(agents.isEmpty() ? null : agents.get(0), new RunGuard(id, engine, lastTicket));
        journal.accept(new JournalEvent.RunStarted(new Run(id, run.agent(), null, null, Status.UNFINISHED, clock.nanos(), null, Map.of())));
        return run;
    }

    private void importLabels(ActiveRun run, Set<String> labels) {
        if (!labels.isEmpty() && !run.guard().labels().containsAll(labels)) {
            journal.accept(new JournalEvent.LabelsCame(run.id(), run.guard().importLabels(pid, labels)));
        }
    }

    private StepDraft invocation(String agentName, String agentVersion, Map<String, ?> arguments, List<String> callers) {
        StepDraft draft = StepDraft.of(Operation.AGENT_INVOKE, agentName).arguments(arguments);
        draft.agents = through(callers, identity.of(agentName));
        return draft.fact(Field.AGENT_NAME, agentName).fact(Field.AGENT_VERSION, agentVersion).fact(Field.AGENT_CHAIN, draft.agents);
    }

    /** The agents that a task came through, with one more; an agent that calls itself stays one. */
    private static List<String> through(List<String> callers, String agent) {
        if (!callers.isEmpty() && callers.get(callers.size() - 1).equals(agent)) {
            return callers;
        }
        List<String> agents = new ArrayList<>(callers);
        agents.add(agent);
        return List.copyOf(agents);
    }

    private OpenRun startRun(RunId id, String agentName, String agentVersion, StepDraft draft) {
        preparation.begin();
        ActiveRun run = new ActiveRun(identity.of(agentName), new RunGuard(id, engine));
        runs.began(run);
        journal.accept(new JournalEvent.RunStarted(new Run(run.id(), run.agent(), agentName, agentVersion, Status.UNFINISHED, clock.nanos(), null, Map.of())));
        try {
            return new OpenRun(this, run, begin(draft, ids.step(), run, null));
        } catch (PathwardenBlockedException | PathwardenAbort refusal) {
            run.end();
            runEnded(run, Status.BLOCKED);
            throw refusal;
        }
    }

    private OpenStep begin(StepDraft draft, StepId id, ActiveRun run, StepId parent) {
        preparation.await();
        ThreadState state = threads.current();
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
        Place before = threads.current().place;
        try {
            run.settle();
        } finally {
            // A step that was ended by settling may have been this thread's own.
            threads.current().place = before;
        }
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
        if (run.aborted() && draft.builtIn == null) {
            draft.builtIn = LATE;
        }
        long began = System.nanoTime();
        Judged judged = run.guard().decide(builder, null, draft.uncut);
        Verdict builtIn = draft.builtIn == null ? enforcement.obstacle(draft, judged.decision()) : draft.builtIn;
        Decision decision = builtIn == null ? judged.decision() : with(builtIn, judged.decision());
        Redaction redaction = enforcement.redaction(run, decision);
        Redacted redacted = null;
        try {
            redacted = redaction == null ? null : Redacted.of(draft, judged.step(), decision, redaction);
        } catch (NotRedactableException cannot) {
            decision = with(Enforcement.noRedaction(judged.step(), cannot), decision);
        }
        Step step = redacted == null ? judged.step() : redacted.step();
        journal.accept(new JournalEvent.StepDecided(step, redacted == null ? decision : redacted.decision()));
        if (!enforcement.allows(run, step, decision)) {
            if (run.aborted()) {
                tellAborted(run);
            }
            ended(run, step, System.nanoTime() - began, Status.BLOCKED, PathwardenBlockedException.SENTENCE, null, Facts.NONE);
            refuse(run);
        }
        run.totals().letThrough(step);
        Place within = new Place(run, id, draft.subject, draft.agents);
        if (!draft.leaf) {
            threads.current().place = within;
        }
        return new OpenStep(this, run, step, began, before, within, enforcement.sandbox(decision), redacted);
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

    /**
     * Does nothing, unless a guardrail ended the run here. For places at which something of a run goes on without a step of its own.
     *
     * @throws PathwardenAbort if one did
     */
    public void goOn() {
        Place place = here();
        if (place != null && place.run().aborted()) {
            throw new PathwardenAbort();
        }
    }

    /** Takes this thread out of a run that has ended, wherever in it the thread is: it may have left no step as it came, and a step that ended by settling may have been its own. */
    void leaveEnded(ActiveRun run, Place before) {
        ThreadState state = threads.current();
        if (state.place != null && state.place.run() == run) {
            state.place = before;
        }
    }

    /** How a step or run ended that ended with that; null for nothing that went wrong. */
    static Status statusOf(Throwable error) {
        return error == null ? Status.OK : error instanceof PathwardenBlockedException || error instanceof PathwardenAbort ? Status.BLOCKED : Status.ERROR;
    }

    private static Decision with(Verdict builtIn, Decision decision) {
        List<Verdict> verdicts = new ArrayList<>(decision.verdicts());
        verdicts.add(builtIn);
        return new Decision(decision.ticket(), decision.clockNanos(), decision.bundle(), decision.forced(), decision.labels(), verdicts, decision.notEvaluated());
    }

    void leave(Place within, Place before) {
        ThreadState state = threads.current();
        if (state.place == within) {
            state.place = before;
        }
    }

    void ended(ActiveRun run, Step step, long durationNanos, Status status, String error, Object result, Facts facts) {
        ThreadState state = threads.current();
        boolean entered = state.enter();
        try {
            Outcome outcome = run.guard().end(step, durationNanos, status, error, result, facts);
            journal.accept(new JournalEvent.StepEnded(run.id(), step.id(), outcome));
        } finally {
            if (entered) {
                state.inside = false;
            }
        }
    }

    void runEnded(ActiveRun run, Status status) {
        runs.ended(run);
        journal.accept(new JournalEvent.RunEnded(run.id(), clock.nanos(), status));
    }

    /**
     * Does work of the recorder's own on a thread of the program and outside of a hook, as where a stream brings more: what it reads is not recorded, and a fault is
     * counted and kept from the program.
     *
     * @throws PathwardenBlockedException as the work does
     * @throws PathwardenAbort as the work does
     */
    public void quietly(Runnable work) {
        ThreadState state = threads.current();
        boolean entered = state.enter();
        try {
            work.run();
        } catch (PathwardenBlockedException | PathwardenAbort refusal) {
            throw refusal;
        } catch (Throwable fault) {
            Error exhausted = Exhaustion.in(fault);
            if (exhausted != null) {
                // As at the gate: what was not looked at must not go on.
                throw exhausted;
            }
            faults.increment();
            StackTraceElement[] trace = fault.getStackTrace();
            lastFault = fault.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
        } finally {
            if (entered) {
                state.inside = false;
            }
        }
    }

    /**
     * As {@link #quietly}, for work that makes a step before an action: where it fails, so that no guardrail could be asked, the action may be refused.
     *
     * @param operation the step's
     * @throws PathwardenBlockedException as the work does, and where {@link #deniesOnFault} says so
     */
    public void deciding(Operation operation, Runnable work) {
        boolean[] done = new boolean[1];
        quietly(() -> {
            work.run();
            done[0] = true;
        });
        if (!done[0] && deniesOnFault(Set.of(operation))) {
            throw new PathwardenBlockedException();
        }
    }

    /** Whether an action is to be refused, as no guardrail could be asked: it happens in a run, and an enforced guardrail for one of the operations says {@code onFault: deny}. */
    public boolean deniesOnFault(Set<Operation> operations) {
        if (operations.isEmpty() || here() == null) {
            return false;
        }
        PolicyEngine inForce = engine.get();
        for (Guardrail guardrail : inForce.bundle().guardrails()) {
            Mode mode = inForce.forced() == null ? guardrail.mode() : inForce.forced();
            if (guardrail.onFault() == OnFault.DENY && mode == Mode.ENFORCE && guardrail.operations().stream().anyMatch(operations::contains)) {
                return true;
            }
        }
        return false;
    }

    /** Faults that {@link #quietly} kept from the program. */
    public long faults() {
        return faults.sum();
    }

    /** The last of these faults, null if there was none. */
    public String lastFault() {
        return lastFault;
    }

    /** Counts an action outside of any run, where its hook need not make a draft of it. */
    public void countOutside() {
        outside.increment();
    }

    /** Actions that were seen outside of any run. */
    public long outside() {
        return outside.sum();
    }

    static String describe(Throwable error) {
        String name = error.getClass().getName();
        String message = error.getMessage();
        boolean ours = error.getClass().getClassLoader() == Recorder.class.getClassLoader() && message != null;
        String text = ours ? message : message == null ? name : name + ": " + message;
        return text.length() <= ERROR_LIMIT ? text : text.substring(0, ERROR_LIMIT);
    }
}
