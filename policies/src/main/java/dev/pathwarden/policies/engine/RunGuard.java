package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.RunTotals;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.content.ContentSample;
import dev.pathwarden.policies.target.PathFacts;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.policies.trust.Arrival;
import dev.pathwarden.policies.trust.Departure;
import dev.pathwarden.policies.trust.FaultText;
import dev.pathwarden.policies.trust.Prospect;
import dev.pathwarden.policies.trust.Redaction;
import dev.pathwarden.policies.trust.StepEnd;
import dev.pathwarden.policies.trust.TrustContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Judges the steps of one run in one process, in one total order: every decision, end and import of labels gets the next ticket.
 *
 * <p>Safe for any thread. A step is looked at, its sources are searched and the guardrails decide without a lock, on the path as it is at that moment. Under the lock it is only checked
 * that the path is still so, and the step joins it; otherwise that is done again, and after a few times under the lock. What a decision was made on is all in the step and the
 * {@link Decision}, so that it can be made again.
 */
public final class RunGuard {

    /** Stands for all guardrails where looking at a step failed. */
    public static final String EVERY_GUARDRAIL = "*";

    /** How often a decision is tried without the lock. */
    private static final int TRIES = 4;

    private static final PolicyEngine NO_GUARDRAILS = new PolicyEngine(Bundle.NONE, null);

    private final RunId run;
    private final Supplier<PolicyEngine> engine;
    private final BriefLock lock = new BriefLock();
    private final TrustContext trust = new TrustContext(ThreadLocalRandom.current().nextLong());
    private final PathMemory memory = new PathMemory();
    private long ticket;

    /**
     * A guard for a run that begins now in this process.
     *
     * @param engine asked at every step for the engine in force
     */
    public RunGuard(RunId run, Supplier<PolicyEngine> engine) {
        this(run, engine, 0);
    }

    /**
     * As {@link #RunGuard(RunId, Supplier)}, for a run that this process may have guarded before and forgotten.
     *
     * @param lastTicket a ticket that none given out before is behind
     */
    public RunGuard(RunId run, Supplier<PolicyEngine> engine, long lastTicket) {
        this.run = Objects.requireNonNull(run, "run");
        this.engine = Objects.requireNonNull(engine, "engine");
        ticket = lastTicket;
    }

    /** Says on whose behalf the run acts, before its first step; null where nobody says. */
    public void actsFor(String user) {
        trust.signals().actsFor(user);
    }

    /** The run. */
    public RunId run() {
        return run;
    }

    /**
     * Decides a step before its effect. A fault in detection or in a guardrail never leaves here: it is in {@link Decision#notEvaluated()}, under
     * {@link #EVERY_GUARDRAIL} where it concerns more than one.
     *
     * @param draft the step as the hook saw it
     * @param content what it is about to write or send; null where that is not known
     * @throws IllegalArgumentException if the draft holds a fact that is not of its field's type
     */
    public Judged decide(Step.Builder draft, ContentSample content) {
        return decide(draft, content, Map.of());
    }

    /**
     * As {@link #decide(Step.Builder, ContentSample)}, for a draft with arguments that were cut.
     *
     * @param uncut these arguments in full; their labels and targets are those of the step, and nothing else of them is kept
     */
    public Judged decide(Step.Builder draft, ContentSample content, Map<String, Object> uncut) {
        String cutFault = uncut.isEmpty() ? null : inspectUncut(draft, uncut);
        Arrival arrival = trust.inspect(draft.build(), content);
        for (int tried = 0; tried < TRIES; tried++) {
            Judged judged = judge(arrival, cutFault);
            if (judged != null) {
                return judged;
            }
        }
        lock.lock();
        try {
            return judge(arrival, cutFault);
        } finally {
            lock.unlock();
        }
    }

    /** Gives the draft what is found in its arguments as they were; returns what went wrong, null where nothing did. */
    private String inspectUncut(Step.Builder draft, Map<String, Object> uncut) {
        Step cut = draft.build();
        Map<String, Object> arguments = new LinkedHashMap<>(cut.arguments());
        arguments.putAll(uncut);
        Arrival whole = trust.inspect(cut.toBuilder().arguments(arguments).build(), null);
        draft.labels(whole.plain().labels());
        if (whole.plain().facts().isTrue(Field.TARGET_METADATA)) {
            draft.fact(Field.TARGET_METADATA, true);
        }
        return whole.fault();
    }

    /** Decides on the path as it is; null where it is another one by the time that the decision is made. */
    private Judged judge(Arrival arrival, String cutFault) {
        PolicyEngine inForce;
        String missing = null;
        try {
            inForce = engine.get();
        } catch (RuntimeException failed) {
            inForce = NO_GUARDRAILS;
            missing = FaultText.of("getting the guardrails in force, so that none was asked,", failed);
        }
        // One bundle says what the tool does, what is new of the agent, and what is to be thought of it.
        Operation operation = arrival.plain().operation();
        Prospect prospect = trust.prospect(arrival, inForce.tools(), inForce.asked(operation)).tell(inForce.novelty(), inForce.ofNovelty(operation));
        String fault = missing != null ? missing : prospect.fault() != null ? prospect.fault() : cutFault;
        Step step = prospect.step();
        Recall recall = memory.recall(inForce);
        Evaluation evaluation = fault == null ? inForce.evaluate(step, prospect, recall) : evaluateFaulty(inForce, step, prospect, recall, fault);
        long mine;
        lock.lock();
        try {
            if (!recall.holds() || !trust.join(prospect)) {
                return null;
            }
            recall.join(trust.steps());
            mine = ++ticket;
        } finally {
            lock.unlock();
        }
        return new Judged(step, new Decision(mine, step.startNanos(), inForce.bundle().hash(), inForce.forced(), prospect.labels(), evaluation.verdicts(), evaluation.notEvaluated()), inForce);
    }

    /**
     * What the guardrails say of a step that could not be looked at because of a fault. A guardrail that reads labels or provenance of the path is not
     * evaluated, and its {@link OnFault} holds; {@link #EVERY_GUARDRAIL} tells of the fault itself.
     *
     * @param counts where the counts come from, which no such fault touches
     * @param recall what earlier steps left, which no such fault touches either
     */
    public static Evaluation evaluateFaulty(PolicyEngine engine, Step step, PathFacts counts, Recall recall, String fault) {
        Evaluation evaluation = engine.evaluate(step, faulty(counts, fault), recall);
        List<Decision.NotEvaluated> notEvaluated = new ArrayList<>(evaluation.notEvaluated());
        notEvaluated.add(new Decision.NotEvaluated(EVERY_GUARDRAIL, fault));
        return new Evaluation(evaluation.verdicts(), notEvaluated);
    }

    private static PathFacts faulty(PathFacts counts, String fault) {
        return new PathFacts() {
            @Override
            public SortedSet<String> labels() {
                throw new UnknownPathException(fault);
            }

            @Override
            public long steps() {
                return counts.steps();
            }

            @Override
            public long count(Operation operation) {
                return counts.count(operation);
            }

            @Override
            public Set<String> provenance(Step step) {
                throw new UnknownPathException(fault);
            }
        };
    }

    /** Notes that a step was let through, as opposed to decided: what it takes with it counts from then on. */
    public void letThrough(Step step) {
        trust.signals().letThrough(step);
    }

    /** What the run's steps in this process came to so far. */
    public RunTotals totals() {
        return trust.signals().totals();
    }

    /**
     * Notes what came of a step.
     *
     * @param step the step as {@link #decide} gave it back
     * @param durationNanos how long it took; null where that is not known
     * @param error what went wrong, for people; null where nothing did
     * @param result what came back, a recorded value; null where nothing did
     * @param facts typed facts known only now
     */
    public Outcome end(Step step, Long durationNanos, Status status, String error, Object result, Facts facts) {
        return end(step, null, new StepEnd(durationNanos, status, facts), error, result);
    }

    /**
     * As {@link #end(Step, Long, Status, String, Object, Facts)}, for a step that may have ended before, with less: labels that were found then stay, and it does not count twice.
     *
     * @param earlier how it had ended before; null where it had not
     */
    public Outcome end(Step step, StepEnd earlier, StepEnd end, String error, Object result) {
        Departure departure = trust.examine(step, end.status(), result, tools());
        long callKey = trust.signals().endKey(step, end.status());
        lock.lock();
        try {
            trust.signals().end(step, earlier, end, callKey);
            return new Outcome(++ticket, end.durationNanos(), end.status(), error, result, end.facts(), depart(departure));
        } finally {
            lock.unlock();
        }
    }

    /** What is known of tools now: of what a tool gives back the latest word holds, also for a step that was decided before it. */
    private ToolCatalogue tools() {
        try {
            return engine.get().tools();
        } catch (RuntimeException failed) {
            return NO_GUARDRAILS.tools();
        }
    }

    private Set<String> depart(Departure departure) {
        try {
            return trust.depart(departure);
        } catch (RuntimeException | LinkageError fault) {
            return departure.labels();
        }
    }

    /** Adds labels that came into the run from elsewhere, with a call from another process. */
    public RecordedRun.LabelsImported importLabels(long pid, Set<String> labels) {
        lock.lock();
        try {
            trust.importLabels(labels);
            return new RecordedRun.LabelsImported(pid, ++ticket, labels);
        } finally {
            lock.unlock();
        }
    }

    /** What takes values of these kinds, labels or what they begin with, out of texts of this run. */
    public Redaction redaction(Set<String> kinds) {
        return trust.redaction(kinds);
    }

    /** Labels on the path now, unmodifiable. */
    public SortedSet<String> labels() {
        return trust.labels();
    }
}
