package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;

/**
 * A place on the path of a run: the step within which things now happen. Immutable; travels between threads.
 */
public final class Place {

    private final ActiveRun run;
    private final StepId step;
    private final Object subject;
    private final boolean elsewhere;

    Place(ActiveRun run, StepId step, Object subject) {
        this(run, step, subject, false);
    }

    private Place(ActiveRun run, StepId step, Object subject, boolean elsewhere) {
        this.run = run;
        this.step = step;
        this.subject = subject;
        this.elsewhere = elsewhere;
    }

    /** The place within a step of another process. */
    static Place elsewhere(ActiveRun run, StepId step) {
        return new Place(run, step, null, true);
    }

    /** Whether the step happens in another process, which started this one. */
    boolean elsewhere() {
        return elsewhere;
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

    boolean live() {
        return !run.ended();
    }
}
