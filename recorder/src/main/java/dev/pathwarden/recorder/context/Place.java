package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.List;

/**
 * A place on the path of a run: the step within which things now happen. Immutable; travels between threads.
 */
public final class Place {

    private final ActiveRun run;
    private final StepId step;
    private final Object subject;
    private final List<String> agents;
    private final LinkKind elsewhere;

    Place(ActiveRun run, StepId step, Object subject, List<String> agents) {
        this(run, step, subject, agents, null);
    }

    private Place(ActiveRun run, StepId step, Object subject, List<String> agents, LinkKind elsewhere) {
        this.run = run;
        this.step = step;
        this.subject = subject;
        this.agents = agents;
        this.elsewhere = elsewhere;
    }

    /**
     * The place within a step of another process.
     *
     * @param how what ties the steps of this process to that one
     */
    static Place elsewhere(ActiveRun run, StepId step, Object subject, List<String> agents, LinkKind how) {
        return new Place(run, step, subject, agents, how);
    }

    /** What ties the steps here to the step, where that one happens in another process; null where it happens in this one. */
    LinkKind elsewhere() {
        return elsewhere;
    }

    /** Durable ids of the agents that the task came through, the one that acts here last; empty where none is known. */
    List<String> agents() {
        return agents;
    }

    /** What a process is to know of this place that is called from it. */
    public CallerPlace asCaller() {
        return new CallerPlace(run.id(), step, agents, run.guard().labels(), run.user());
    }

    ActiveRun run() {
        return run;
    }

    /** The run. */
    public RunId runId() {
        return run.id();
    }

    /** The step within which things happen here. */
    public StepId step() {
        return step;
    }

    /** What the step is about, such as the request object of an HTTP call; null where its hook named nothing. */
    public Object subject() {
        return subject;
    }

    /** Whether what happens here belongs to the run: it goes on, or a guardrail ended it and what comes late is refused. */
    boolean live() {
        return !run.ended() || run.aborted();
    }
}
