package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.path.RunDiff;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.recorder.cli.json.DiffJson;
import dev.pathwarden.recorder.cli.text.DiffText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "diff", sortOptions = false,
        header = "Lay the paths of two runs beside each other.",
        description = "Steps that correspond stand on one line; what differs between them, and steps that only one run has, are marked.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, whether or not the runs differ", "2:the command line is wrong", "3:there is no such snapshot or run, or it cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden diff pathwarden-demo 1 2"})
final class DiffCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private JsonOption json;

    @Mixin
    private DecryptOption decrypt;

    @Mixin
    private SnapshotOption opening;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left.")
    private Path snapshot;

    @Parameters(index = "1", paramLabel = "RUN", description = "The run on the left: its number, its id, or the beginning of its id.")
    private String left;

    @Parameters(index = "2", paramLabel = "RUN", description = "The run on the right.")
    private String right;

    DiffCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Console console = invocation.console();
        try (Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            opened.damages().forEach(console::note);
            RecordedRun first = RunChoice.run(opened, left);
            RecordedRun second = RunChoice.run(opened, right);
            List<DiffRow> rows = RunDiff.of(first, second);
            if (json.wanted()) {
                console.json(DiffJson.diff(first, second, rows));
            } else {
                new DiffText(console.out(), console.terminal().outStyle(), console.terminal().columns()).print(first, second, rows);
            }
        }
        return ExitCode.OK;
    }
}
