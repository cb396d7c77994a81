package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The run or step that a star or a tag is on. */
final class MarkedStep {

    @Mixin
    private CaseRecording recording;

    @Parameters(index = "1", paramLabel = "RUN", description = "Number of the run in the table of 'show', its id, or the beginning of its id.")
    private String run;

    @Parameters(index = "2", arity = "0..1", paramLabel = "STEP", description = "Number of the step as 'show' prints it, its id, or the beginning of its id (default: the run as a whole).")
    private String step;

    /** Changes what is on it. */
    int edit(Invocation invocation, BiFunction<Subject, Case, CaseEdit> change) {
        return recording.edit(invocation, (opened, now) -> change.apply(subject(opened, run, step), now));
    }

    /** @param step null for the run as a whole */
    static Subject subject(Snapshot opened, String run, String step) {
        RecordedRun chosen = RunChoice.run(opened, run);
        return new Subject(chosen.run().id(), step == null ? null : RunChoice.step(chosen, step).id());
    }
}
