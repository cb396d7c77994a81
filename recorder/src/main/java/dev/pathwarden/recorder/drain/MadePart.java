package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.step.ProcessInfo;
import java.nio.file.Path;
import java.util.List;

/**
 * A part of a recording that was finished.
 *
 * @param location where it lies
 * @param runs its runs, those that go on included
 * @param goOn runs in it that had not ended
 * @param steps steps of all runs
 * @param blocked steps that a guardrail stopped
 * @param added what of it is in no part before it
 * @param processes processes it tells of
 * @param damages what could not be read, one sentence each; that runs go on is not among them
 */
public record MadePart(Path location, int runs, int goOn, long steps, long blocked, Added added, List<ProcessInfo> processes, List<String> damages) {

    /**
     * What of a part is in none before it: runs that go on, and their open steps, are in the next one again.
     *
     * @param runs runs that began in it
     * @param blocked steps of which no part before it says that a guardrail stopped them
     */
    public record Added(long runs, long steps, long blocked) {

        static final Added NOTHING = new Added(0, 0, 0);

        Added and(Added more) {
            return new Added(runs + more.runs, steps + more.steps, blocked + more.blocked);
        }
    }

    public MadePart {
        processes = List.copyOf(processes);
        damages = List.copyOf(damages);
    }
}
