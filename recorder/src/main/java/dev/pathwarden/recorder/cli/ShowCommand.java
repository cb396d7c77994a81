package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.evidence.RedactedRun;
import dev.pathwarden.model.path.UnseenEffects;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.recorder.cli.json.RunJson;
import dev.pathwarden.recorder.cli.text.PathText;
import dev.pathwarden.recorder.cli.text.RunTable;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", sortOptions = false,
        header = "Show recorded runs, or the path of one run as a tree.",
        description = {"Without RUN, a table of the runs. With RUN, each step with its layer, verdicts, duration, status and labels.",
            "Times are UTC; where the source had no clock it says so and shows none."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot or run, or it cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden show pathwarden-demo 1"})
final class ShowCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private JsonOption json;

    @Mixin
    private DecryptOption decrypt;

    @Mixin
    private SnapshotOption opening;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left.")
    private Path snapshot;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN", description = "Number of the run in the table, its id, or the beginning of its id.")
    private String run;

    ShowCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Console console = invocation.console();
        try (Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            opened.damages().forEach(console::note);
            RecordedRun shown = run == null ? null : RunChoice.run(opened, run);
            if (shown == null) {
                showRuns(console, opened);
            } else {
                showRun(console, shown, opened);
            }
            RecordingReport.printUnseen(console, opened.processes());
            RecordingReport.printRedacted(console, opened, shown == null ? null : shown.run().id());
        }
        return ExitCode.OK;
    }

    private void showRuns(Console console, Snapshot opened) {
        if (json.wanted()) {
            console.json(RunJson.runs(opened.runs(), opened.processes(), unseen(console, opened), RecordingReport.redacted(opened)));
        } else if (opened.runs().isEmpty()) {
            console.out().println("No run is recorded in " + opened.location() + ".");
        } else {
            new RunTable(console.out(), console.terminal().outStyle(), console.terminal().columns()).print(opened.runs(), unseen(console, opened));
        }
    }

    private static Map<RunId, Integer> unseen(Console console, Snapshot opened) {
        if (UnseenEffects.canBeLookedFor(opened)) {
            return UnseenEffects.in(opened);
        }
        console.note("There are too many steps here to look which of the runs started programs whose effects nobody saw; show one run, and it is said of that.");
        return Map.of();
    }

    private void showRun(Console console, RecordedRun shown, Snapshot opened) {
        RedactedRun redacted = RecordingReport.redacted(opened).get(shown.run().id());
        if (json.wanted()) {
            console.json(RunJson.run(shown, opened.processes(), redacted));
        } else {
            new PathText(console.out(), console.terminal().outStyle(), console.terminal().columns()).print(shown, opened.processes(), redacted);
        }
    }
}
