package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.follow.FollowLine;
import dev.pathwarden.model.follow.FollowWords;
import dev.pathwarden.model.follow.FollowedRun;
import dev.pathwarden.model.follow.GrowingText;
import dev.pathwarden.model.snapshot.GrowingSnapshot;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.rehearsal.RehearsedLines;
import dev.pathwarden.policies.rehearsal.RehearsedPath;
import dev.pathwarden.policies.rehearsal.Rehearser;
import dev.pathwarden.recorder.cli.text.FollowText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "follow", sortOptions = false,
        header = "Read one run as text, from the prompt to the outcome.",
        description = {"Step by step: > what it was given, ^ from which earlier step that came, ! what a guardrail said, x that it was stopped or failed, < what came back, # its labels.",
            "With --policies, ~ what these would have made of it, as a dry run on the whole path finds.",
            "A longer text is told once; further on it says in which step it stands.",
            "With --live, of a recording that is still written, what comes is printed as it comes, in the order in which it happens; it ends when the run ends, when it is sealed, or when nobody writes any more, and by Ctrl+C."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot or run, or it cannot be read, or a guardrail has an error (the others are still tried)", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden follow pathwarden-demo 1 | less -R", "  pathwarden follow pathwarden-demo 1 --find customers.csv", "  pathwarden follow pathwarden-demo 1 --policies drafts", "  pathwarden follow --live pathwarden-run-1 1"})
final class FollowCommand implements Callable<Integer> {

    private static final int LEAST_WIDTH = 40;
    private static final int MOST_WIDTH = 1_000;
    private static final long LOOK_EVERY_MILLIS = 300;
    /** Looks without news and without anybody who writes; one in another container is not seen from here. */
    private static final int MOST_SILENT = 30;

    private final Invocation invocation;

    @Option(names = "--full", description = "Tell every text to its end.")
    private boolean full;

    @Option(names = "--find", paramLabel = "TEXT", description = "Tell only the steps in which TEXT stands, upper and lower case alike, with it marked.")
    private String find;

    @Option(names = "--width", paramLabel = "N", description = "Characters on a line, from 40 to 1000 (default: as wide as the terminal, and 100 elsewhere).")
    private Integer width;

    @Option(names = "--live", description = "Print what comes, until the run ends. Of a recording that has ended it prints all.")
    private boolean live;

    @Option(names = "--policies", paramLabel = "DIR",
            description = "Also tell below each step, behind ~, what these guardrails would have made of it beside what was recorded, and which steps hung on a stop and would not have happened: a directory of YAML files, one such file, or a bundle.")
    private Path policies;

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
    public Integer call() throws InterruptedException, IOException {
        if (width != null && (width < LEAST_WIDTH || width > MOST_WIDTH)) {
            throw new CommandException(ExitCode.USAGE, "--width takes a number from " + LEAST_WIDTH + " to " + MOST_WIDTH + ", not " + width + ".");
        }
        if (find != null && find.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "--find takes the words to find, and got none.");
        }
        if (live && find != null) {
            throw new CommandException(ExitCode.USAGE, "--live and --find do not go together: what comes is printed whole. Search when the run has ended.");
        }
        if (live && policies != null) {
            throw new CommandException(ExitCode.USAGE, "--live and --policies do not go together: try guardrails on the run when it has ended.");
        }
        Console console = invocation.console();
        FollowText text = new FollowText(console.out(), console.terminal().outStyle(), width == null ? console.terminal().columns() : width);
        if (live && Snapshots.canGrow(snapshot)) {
            try (GrowingSnapshot growing = Snapshots.follow(snapshot)) {
                follow(growing, text);
            }
            return ExitCode.OK;
        }
        try (Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            opened.damages().forEach(console::note);
            RecordedRun followed = RunChoice.run(opened, run);
            GuardrailOption.Loaded tried = policies == null ? null : GuardrailOption.load(console, policies);
            RehearsedPath rehearsed = tried == null ? null : RehearsedPath.of(followed, Rehearser.besideRecord(tried.bundle(), DryRunMode.WHOLE_PATH).rehearse(opened.location(), followed));
            if (rehearsed != null) {
                text.print(rehearsed.sentence(null));
            }
            FollowWords words = find == null ? null : new FollowWords(find);
            List<FollowLine> lines = words == null ? FollowedRun.of(followed, full) : FollowedRun.of(followed, words.steps(followed), full);
            text.print(rehearsed == null ? lines : RehearsedLines.in(lines, followed, rehearsed), words);
            RecordingReport.printRedacted(console, opened, followed.run().id());
            return tried == null || tried.whole() ? ExitCode.OK : ExitCode.INPUT;
        }
    }

    private void follow(GrowingSnapshot growing, FollowText printer) throws InterruptedException {
        Console console = invocation.console();
        GrowingText text = new GrowingText(full);
        RecordedRun now = RunChoice.run(growing, run);
        String problem = null;
        int silent = 0;
        while (true) {
            printer.print(text.next(now));
            // Tells also that nobody reads any more, as behind "| head".
            if (console.out().checkError() || now.run().status() != Status.UNFINISHED) {
                break;
            }
            if (silent == MOST_SILENT) {
                console.note("No process is seen any more that writes to " + snapshot + "; the run has no end that is recorded.");
                break;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
            GrowingSnapshot.Growth growth = growing.look();
            if (growth.sealed()) {
                now = sealed(now);
                printer.print(text.next(now));
                break;
            }
            if (growth.problem() != null && !growth.problem().equals(problem)) {
                console.note(growth.problem());
            }
            problem = growth.problem();
            silent = growth.written() || !growth.runs().isEmpty() ? 0 : silent + 1;
            now = growing.run(now.run().id());
        }
        printer.print(text.rest(now));
    }

    private RecordedRun sealed(RecordedRun before) {
        try (Snapshot ended = opening.open(snapshot, decrypt, invocation)) {
            return ended.run(before.run().id());
        }
    }
}
