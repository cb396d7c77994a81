package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.recorder.cli.json.RunJson;
import dev.pathwarden.recorder.drain.MadeSnapshot;
import dev.pathwarden.recorder.drain.SnapshotMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "snapshot", sortOptions = false,
        header = "Make a snapshot of the journals that a watched process left.",
        description = "For journals of a bare -javaagent, and for those of a run that was killed. What cannot be read is named; all before it is kept. The journals stay as they are.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, damages of the journals named on standard error", "2:the command line is wrong, or --out exists", "3:there are no journals", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden snapshot journals --out monday"})
final class SnapshotCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private JsonOption json;

    @Mixin
    private SealOption seal;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(paramLabel = "DIR", description = "Directory of the journals, or the one that run or demo made.")
    private Path journals;

    @Option(names = "--out", required = true, paramLabel = "SNAPSHOT", description = "Directory for the snapshot; it must not exist, or hold one that was not finished.")
    private Path out;

    SnapshotCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        MadeSnapshot made = make();
        made.damages().forEach(console::note);
        if (json.wanted()) {
            console.json(RunJson.runs(made.runs(), made.processes()));
        } else {
            console.out().println(RecordingReport.sum(made) + ": " + out);
        }
        return ExitCode.OK;
    }

    private MadeSnapshot make() throws IOException {
        try (Seal sealed = seal.seal(invocation)) {
            return SnapshotMaker.make(journals, decrypt.keys(invocation), out, sealed);
        }
    }
}
