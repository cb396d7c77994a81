package dev.pathwarden.recorder.context;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.OnFault;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.trust.Exhaustion;
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

    private final Places places;
    private final Supplier<PolicyEngine> engine;
    private final Decisions decisions;
    private final RunStarts runStarts;
    private final Ids ids;
    private final LongAdder outside = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private volatile String lastFault;

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
        this(threads, engine, heldSteps, journal, clock, identity, seed, otherSeed, pid, Preparation.NONE, new AbortedRuns(null, threads), Masking.NONE);
    }

    /**
     * As the other one.
     *
     * @param preparation is begun when the first run begins
     * @param abortedRuns through which runs that guardrails end here are ended in other processes, and the other way round
     * @param masking what is put in the place of secrets before they are recorded
     */
    public Recorder(Threads threads, Supplier<PolicyEngine> engine, HeldSteps heldSteps, Consumer<JournalEvent> journal, EpochClock clock, AgentIdentity identity,
            long seed, long otherSeed, long pid, Preparation preparation, AbortedRuns abortedRuns, Masking masking) {
        this.engine = engine;
        places = new Places(threads);
        ids = new Ids(seed, otherSeed);
        Runs runs = new Runs();
        abortedRuns.heardBy(runs::abort);
        decisions = new Decisions(places, new Enforcement(heldSteps), runs, abortedRuns, preparation, journal, masking, clock, pid);
        runStarts = new RunStarts(places, decisions, runs, abortedRuns, preparation, engine, identity, ids, journal, clock, pid);
    }

    /** Where on the path the current thread is; null outside of any run that is going on. */
    public Place here() {
        return places.here();
    }

    /** Puts the current thread at a place, null for outside, and returns where it was. */
    public Place moveTo(Place place) {
        return places.moveTo(place);
    }

    /** Whether the current thread is in a step that is about this very object. */
    public boolean within(Object subject) {
        return places.within(subject);
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
        decisions.begin(draft, ids.step(), before);
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
        return decisions.begin(draft, id, before);
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
        return startRun(agentName, agentVersion, arguments, null, null);
    }

    /**
     * As {@link #startRun(String, String, Map)}, for an agent that another of this run handed its task over to.
     *
     * @param handOff the step of the run that did so; null for none
     * @param user on whose behalf a run that begins here acts, as its starter says; null where it does not, and then it is whom this process was started for
     */
    public OpenRun startRun(String agentName, String agentVersion, Map<String, ?> arguments, StepId handOff, String user) {
        return open(runStarts.startRun(agentName, agentVersion, arguments, handOff, user));
    }

    private OpenRun open(RunStarts.Started started) {
        return new OpenRun(this, started.run(), started.root());
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
        return open(runStarts.takeOver(caller, agentName, arguments, subject, claimed));
    }

    /**
     * As {@link #startRun}, for a run that all threads of the process belong to.
     *
     * @param id the run, where other processes of one command take part in it too; null for a run of its own
     * @param stranger whether it is not the user who started the process, as far as is known: what it was started with is then labelled {@code untrusted}
     */
    public OpenRun startProcessRun(RunId id, String name, Map<String, ?> arguments, boolean stranger) {
        return open(runStarts.startProcessRun(id, name, arguments, stranger));
    }

    /** Takes part, with all threads, in a run that another process began: from the step that started this one, with the labels that were on the path then. */
    public void joinRun(CallerPlace starter) {
        runStarts.joinRun(starter);
    }

    /**
     * The place within a step of another process that called this one; null where its run began in this process and has ended.
     *
     * @param caller whoever calls, found to be of our own deployment
     * @param subject what the call is about, as {@link StepDraft#about} tells it
     */
    Place calledFrom(CallerPlace caller, Object subject) {
        return runStarts.calledFrom(caller, subject);
    }

    /** Notes what came back from a process that was called by that step: the labels of its path. */
    void cameBack(OpenStep step, CallerPlace from) {
        runStarts.cameBack(step, from);
    }

    /** Something of a run goes to another process, which may go on in it. */
    void leaves() {
        runStarts.leaves();
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

    /** Takes this thread out of a run that has ended, wherever in it the thread is. */
    void leaveEnded(ActiveRun run, Place before) {
        places.leaveEnded(run, before);
    }

    /** How a step or run ended that ended with that; null for nothing that went wrong. */
    static Status statusOf(Throwable error) {
        return error == null ? Status.OK : error instanceof PathwardenBlockedException || error instanceof PathwardenAbort ? Status.BLOCKED : Status.ERROR;
    }

    void runEnded(ActiveRun run, Status status) {
        runStarts.ended(run, status);
    }

    /**
     * Does work of the recorder's own on a thread of the program and outside of a hook, as where a stream brings more: what it reads is not recorded, and a fault is
     * counted and kept from the program.
     *
     * @throws PathwardenBlockedException as the work does
     * @throws PathwardenAbort as the work does
     */
    public void quietly(Runnable work) {
        ThreadState state = places.current();
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
            if (guardrail.onFault() == OnFault.DENY && guardrail.actsAlways(inForce.forced()) && guardrail.operations().stream().anyMatch(operations::contains)) {
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
