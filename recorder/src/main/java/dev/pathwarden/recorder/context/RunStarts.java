package dev.pathwarden.recorder.context;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.RunGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How runs begin in this process, how it takes part in those of others, and how they end. For any thread. */
final class RunStarts {

    private static final String USER = "user";
    private static final String UNTRUSTED = "untrusted";

    private final Places places;
    private final Decisions decisions;
    private final Runs runs;
    private final AbortedRuns abortedRuns;
    private final Preparation preparation;
    private final Supplier<PolicyEngine> engine;
    private final AgentIdentity identity;
    private final Ids ids;
    private final Consumer<JournalEvent> journal;
    private final EpochClock clock;
    private final long pid;

    RunStarts(Places places, Decisions decisions, Runs runs, AbortedRuns abortedRuns, Preparation preparation, Supplier<PolicyEngine> engine, AgentIdentity identity, Ids ids,
            Consumer<JournalEvent> journal, EpochClock clock, long pid) {
        this.places = places;
        this.decisions = decisions;
        this.runs = runs;
        this.abortedRuns = abortedRuns;
        this.preparation = preparation;
        this.engine = engine;
        this.identity = identity;
        this.ids = ids;
        this.journal = journal;
        this.clock = clock;
        this.pid = pid;
    }

    /**
     * What has begun.
     *
     * @param run what ends with it; null for an agent's part in a run that goes on
     * @param root its first step
     */
    record Started(ActiveRun run, OpenStep root) {
    }

    /** As {@link Recorder#startRun(String, String, Map, StepId, String)}. */
    Started startRun(String agentName, String agentVersion, Map<String, ?> arguments, StepId handOff, String user) {
        Place before = places.here();
        if (before == null || before.run().ended()) {
            return startRun(ids.run(), agentName, agentVersion, invocation(agentName, agentVersion, arguments, List.of()).label(USER), user == null ? identity.user() : Run.user(user));
        }
        StepDraft draft = invocation(agentName, agentVersion, arguments, before.agents());
        if (isProgram(before)) {
            draft.label(USER);
        }
        return new Started(null, decisions.begin(handOff == null ? draft : draft.link(Link.to(handOff, LinkKind.HANDED_OVER)), ids.step(), before));
    }

    /** Whether whoever asks there is no agent, but the program that is one run as a whole. */
    private boolean isProgram(Place place) {
        Place whole = places.everywhere();
        return whole != null && whole.elsewhere() == null && place.run() == whole.run() && place.agents().size() == 1;
    }

    /** As {@link Recorder#takeOver}. */
    Started takeOver(Place caller, String agentName, Map<String, ?> arguments, Object subject, String claimed) {
        Place here = places.here();
        Place before = caller != null ? Place.elsewhere(caller.run(), caller.step(), null, caller.agents(), LinkKind.HANDED_OVER) : here == null || here.run().ended() ? null : here;
        StepDraft draft = invocation(agentName, null, arguments, before == null ? List.of() : before.agents()).about(subject).fact(Field.AGENT_CLAIMED, claimed);
        if (caller == null) {
            draft.label(UNTRUSTED);
        }
        return before == null ? startRun(ids.run(), agentName, null, draft, null) : new Started(null, decisions.begin(draft, ids.step(), before));
    }

    /** As {@link Recorder#startProcessRun}. */
    Started startProcessRun(RunId id, String name, Map<String, ?> arguments, boolean stranger) {
        Started run = startRun(id == null ? ids.run() : id, name, null, invocation(name, null, arguments, List.of()).label(stranger ? UNTRUSTED : USER), stranger ? null : identity.user());
        places.everywhere(run.root().place());
        run.root().leave();
        return run;
    }

    /** As {@link Recorder#joinRun}. */
    void joinRun(CallerPlace starter) {
        comes();
        ActiveRun run = joinedRun(starter, 0);
        runs.began(run);
        if (runs.isAborted(run.id())) {
            run.abort();
        }
        importLabels(run, starter.labels());
        places.everywhere(Place.elsewhere(run, starter.step(), null, starter.agents(), LinkKind.STARTED_BY));
    }

    /** As {@link Recorder#calledFrom}. */
    Place calledFrom(CallerPlace caller, Object subject) {
        comes();
        ActiveRun run = runs.joined(caller.run(), () -> joinedRun(caller, clock.nanos()));
        if (run == null) {
            return null;
        }
        importLabels(run, caller.labels());
        return Place.elsewhere(run, caller.step(), subject, caller.agents(), LinkKind.JOINED);
    }

    /** As {@link Recorder#cameBack}. */
    void cameBack(OpenStep step, CallerPlace from) {
        ActiveRun run = step.place().run();
        if (run.id().equals(from.run()) && !run.ended()) {
            importLabels(run, from.labels());
        }
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

    private Started startRun(RunId id, String agentName, String agentVersion, StepDraft draft, String user) {
        preparation.begin();
        ActiveRun run = new ActiveRun(identity.of(agentName), user, new RunGuard(id, engine));
        runs.began(run);
        journal.accept(new JournalEvent.RunStarted(new Run(run.id(), run.agent(), agentName, agentVersion, Status.UNFINISHED, clock.nanos(), null, said(user))));
        try {
            return new Started(run, decisions.begin(draft, ids.step(), run, null));
        } catch (PathwardenBlockedException | PathwardenAbort refusal) {
            run.end();
            ended(run, Status.BLOCKED);
            throw refusal;
        }
    }

    private ActiveRun joinedRun(CallerPlace from, long lastTicket) {
        preparation.begin();
        ActiveRun run = new ActiveRun(from.agents().isEmpty() ? null : from.agents().get(0), from.user(), new RunGuard(from.run(), engine, lastTicket));
        journal.accept(new JournalEvent.RunStarted(new Run(run.id(), run.agent(), null, null, Status.UNFINISHED, clock.nanos(), null, said(run.user()))));
        return run;
    }

    private static Map<String, Object> said(String user) {
        return user == null ? Map.of() : Map.of(Run.USER, user);
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

    /** Notes that a run has ended. */
    void ended(ActiveRun run, Status status) {
        runs.ended(run);
        journal.accept(new JournalEvent.RunEnded(run.id(), clock.nanos(), status));
    }
}
