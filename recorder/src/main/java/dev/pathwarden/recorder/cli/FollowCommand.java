package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.follow.FollowedRun;
import dev.pathwarden.model.search.StepFilter;
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
        footer = {"", "Examples:", "  pathwarden follow pathwarden-demo 1 | less -R", "  pathwarden follow pathwarden-demo 1 --find customers.csv"})
final class FollowCommand implements Callable<Integer> {

    private static final int LEAST_WIDTH = 40;
    private static final int MOST_WIDTH = 1_000;

    private final Invocation invocation;

    @Option(names = "--full", description = "Tell every text to its end.")
    private boolean full;

    @Option(names = "--find", paramLabel = "TEXT", description = "Tell only the steps in which TEXT stands, upper and lower case alike, with it marked.")
    private String find;

    @Option(names = "--width", paramLabel = "N", description = "Characters on a line, from 40 to 1000 (default: as wide as the terminal, and 100 elsewhere).")
    private Integer width;

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
        if (width != null && (width < LEAST_WIDTH || width > MOST_WIDTH)) {
            throw new CommandException(ExitCode.USAGE, "--width takes a number from " + LEAST_WIDTH + " to " + MOST_WIDTH + ", not " + width + ".");
        }
        if (find != null && find.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "--find takes the words to find, and got none.");
        }
        Console console = invocation.console();
        try (Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            opened.damages().forEach(console::note);
            RecordedRun followed = RunChoice.run(opened, run);
            FollowText text = new FollowText(console.out(), console.terminal().outStyle(), width == null ? console.terminal().columns() : width);
            if (find == null) {
                text.print(FollowedRun.of(followed, full));
            } else {
                text.print(FollowedRun.of(followed, StepFilter.ALL.text(find).places(followed), full), find);
            }
            RecordingReport.printRedacted(console, opened, followed.run().id());
        }
        return ExitCode.OK;
    }
}
