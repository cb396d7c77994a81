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
 * @param processes processes it tells of
 * @param damages what could not be read, one sentence each; that runs go on is not among them
 */
public record MadePart(Path location, int runs, int goOn, long steps, long blocked, List<ProcessInfo> processes, List<String> damages) {
    public MadePart {
        processes = List.copyOf(processes);
        damages = List.copyOf(damages);
    }
}
