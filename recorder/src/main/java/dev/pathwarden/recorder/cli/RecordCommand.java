package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.recorder.cli.json.RunJson;
import dev.pathwarden.recorder.drain.JournalWatch;
import dev.pathwarden.recorder.drain.MadeSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "record", sortOptions = false,
        header = "Watch a directory for the journals of many processes, and make one snapshot of them.",
        description = {"For processes that are started elsewhere, each with -javaagent:pathwarden-agent.jar=out=DIR. Their journals are read while they are written, so what was read stays in the "
            + "snapshot whatever becomes of the files.",
            "Ends when it is interrupted or terminated (Ctrl-C, SIGTERM), and makes the snapshot then. The processes go on."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, damages of the journals named on standard error", "2:the command line is wrong, or --out exists", "3:no process left a journal", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden record /var/lib/agents/journals --out monday"})
final class RecordCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private JsonOption json;

    @Mixin
    private SealOption seal;

    @Parameters(paramLabel = "DIR", description = "Directory of the journals; made where it is not there yet.")
    private Path journals;

    @Option(names = "--out", required = true, paramLabel = "SNAPSHOT", description = "Directory for the snapshot; it must not exist, or hold one that was not finished.")
    private Path out;

    RecordCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        try (Seal sealed = seal.seal(invocation); JournalWatch watch = JournalWatch.begin(journals, out, sealed)) {
            console.note("Watching " + journals + "; interrupt (Ctrl-C) to end and make the snapshot.");
            try (Progress progress = console.progress("events recorded")) {
                watch.untilEnded(events -> progress.at(events, 0));
            }
            MadeSnapshot made = watch.finish();
            made.damages().forEach(console::note);
            if (made.processes().isEmpty()) {
                throw new CommandException(ExitCode.INPUT, "No process left a journal in " + journals + ": start it with -javaagent:pathwarden-agent.jar=out=" + journals + ".");
            }
            RecordingReport.printUnseen(console, made.processes());
            if (json.wanted()) {
                console.json(RunJson.runs(made.runs(), made.processes()));
            } else {
                console.out().println(RecordingReport.sum(made) + ": " + out);
            }
            return ExitCode.OK;
        }
    }
}
