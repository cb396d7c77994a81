package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.follow.FollowedRun;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.recorder.cli.text.FollowText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "follow", sortOptions = false,
        header = "Read one run as text, from the prompt to the outcome.",
        description = {"Step by step: > what it was given, ^ from which earlier step that came, ! what a guardrail said, x that it was stopped or failed, < what came back, # its labels.",
            "A longer text is told once; further on it says in which step it stands."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot or run, or it cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden follow pathwarden-demo 1 | less -R"})
final class FollowCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--full", description = "Tell every text to its end.")
    private boolean full;

    @Mixin
    private DecryptOption decrypt;

    @Mixin
    private SnapshotOption opening;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left.")
    private Path snapshot;

    @Parameters(index = "1", paramLabel = "RUN", description = "Number of the run in the table of 'show', its id, or the beginning of its id.")
    private String run;

    FollowCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Console console = invocation.console();
        try (Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            opened.damages().forEach(console::note);
            RecordedRun followed = RunChoice.run(opened, run);
            new FollowText(console.out(), console.terminal().outStyle(), console.terminal().columns()).print(FollowedRun.of(followed, full));
            RecordingReport.printRedacted(console, opened, followed.run().id());
        }
        return ExitCode.OK;
    }
}
