package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.cause.Cause;
import dev.pathwarden.policies.cause.RootCause;
import dev.pathwarden.recorder.cli.json.CauseJson;
import dev.pathwarden.recorder.cli.text.CauseText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "why", sortOptions = false,
        header = "Trace a stopped or harmful step back to where it began.",
        description = {"Follows what caused the step and where the values in its arguments came from, and ranks what it finds by how sure the tie is. "
            + "'None observed' is not 'no flow': a value that a model rewrote leaves no trace."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot, run or step, or it cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden why pathwarden-demo 1"})
final class WhyCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private JsonOption json;

    @Mixin
    private DecryptOption decrypt;

    @Mixin
    private SnapshotOption opening;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left.")
    private Path snapshot;

    @Parameters(index = "1", paramLabel = "RUN", description = "Number of the run in the table of 'show', its id, or the beginning of its id.")
    private String run;

    @Parameters(index = "2", arity = "0..1", paramLabel = "STEP",
            description = "Number of the step as 'show' prints it, its id, or the beginning of its id (default: the last step that was stopped, else one that changed or sent something).")
    private String step;

    WhyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Console console = invocation.console();
        try (Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            opened.damages().forEach(console::note);
            RecordedRun recorded = RunChoice.run(opened, run);
            WhyTarget target = target(recorded);
            RecordedStep asked = target.step();
            List<Cause> causes = RootCause.of(recorded, asked.id());
            if (json.wanted()) {
                console.json(CauseJson.causes(asked.id(), causes));
            } else {
                new CauseText(console.out(), console.terminal().outStyle(), console.terminal().columns()).print(recorded, asked, target.reason(), causes);
            }
        }
        return ExitCode.OK;
    }

    private WhyTarget target(RecordedRun recorded) {
        if (step != null) {
            return new WhyTarget(RunChoice.step(recorded, step), "");
        }
        return WhyTarget.choose(recorded)
                .orElseThrow(() -> new CommandException(ExitCode.INPUT, "Run " + recorded.run().id() + " has no step that acts on anything: there is nothing to explain."));
    }
}
