package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "workbench", sortOptions = false,
        header = "Open recorded runs in the workbench.",
        description = "A desktop window: run table, timeline, path graph, step inspector, diff, and the rehearsal of guardrails; and a window that answers the held steps of a run that goes on. Ends when the window is closed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:a snapshot cannot be read", "4:no display, no JDK 25, rights or disk"},
        footer = {"", "Example:", "  pathwarden workbench pathwarden-demo"})
final class WorkbenchCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private GuardrailOption guardrails;

    @Option(names = "--pictures", paramLabel = "DIR", description = "Open no window: write pictures of the views there as PNG files. Needs no display.")
    private Path pictures;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(arity = "0..*", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left (default: what was looked at last).")
    private List<Path> snapshots = List.of();

    WorkbenchCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (pictures != null && snapshots.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "The option --pictures needs a SNAPSHOT to take pictures of: name one.");
        }
        if (pictures == null && !WorkbenchProcess.hasDisplay(invocation.environment())) {
            throw new CommandException(ExitCode.ENVIRONMENT, "There is no display: set DISPLAY or WAYLAND_DISPLAY, or write pictures with --pictures DIR.");
        }
        // Told here in a sentence, before a window opens on nothing.
        for (Path snapshot : snapshots) {
            try (Snapshot opened = decrypt.open(snapshot, invocation)) {
                opened.damages().forEach(invocation.console()::note);
            }
        }
        invocation.console().out().flush();
        return new WorkbenchProcess(invocation.home().get(), decrypt.environment(invocation)).pictures(pictures).policies(guardrails.directory()).start(snapshots).waitFor();
    }
}
