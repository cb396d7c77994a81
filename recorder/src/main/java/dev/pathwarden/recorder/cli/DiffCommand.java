package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.path.RunDiff;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.policies.search.SearchResult;
import dev.pathwarden.policies.search.StepSearch;
import dev.pathwarden.policies.unusual.OtherRuns;
import dev.pathwarden.policies.unusual.Unusual;
import dev.pathwarden.recorder.cli.json.DiffJson;
import dev.pathwarden.recorder.cli.json.UnusualJson;
import dev.pathwarden.recorder.cli.text.DiffText;
import dev.pathwarden.recorder.cli.text.UnusualText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "diff", sortOptions = false,
        header = "Lay the paths of two runs beside each other, or tell what is unusual in one beside many.",
        description = {"Of two runs, steps that correspond stand on one line; what differs between them, and steps that only one run has, are marked.",
            "With --against-all or --against: steps that show what none or few of the other runs do, the most unusual first; what nearly all others do and the run does not; counts and durations far beyond theirs. "
                + "Unusual is not the same as wrong."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, whether or not the runs differ", "2:the command line is wrong", "3:there is no such snapshot or run, or it cannot be read", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden diff pathwarden-demo 1 2", "  pathwarden diff monday 7d1e22aa --against \"run.agentName == 'reporter'\""})
final class DiffCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--against-all", description = "Compare the run with all others of the snapshot.")
    private boolean againstAll;

    @Option(names = "--against", paramLabel = "CONDITION", description = "Compare it with the others that have a step for which the condition holds, as 'pathwarden find --where CONDITION' finds it.")
    private String against;

    @Mixin
    private JsonOption json;

    @Mixin
    private DecryptOption decrypt;

    @Mixin
    private SnapshotOption opening;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left.")
    private Path snapshot;

    @Parameters(index = "1", paramLabel = "RUN", description = "The run on the left, or to compare with many: its number, its id, or the beginning of its id.")
    private String left;

    @Parameters(index = "2", arity = "0..1", paramLabel = "RUN", description = "The run on the right.")
    private String right;

    DiffCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if ((right == null ? 0 : 1) + (againstAll ? 1 : 0) + (against == null ? 0 : 1) != 1) {
            throw new CommandException(ExitCode.USAGE, "Name a second RUN, or give --against-all, or --against with a condition: one of these.");
        }
        StepSearch search = against == null ? null : ConditionOption.search("--against", against);
        Console console = invocation.console();
        try (Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            opened.damages().forEach(console::note);
            RecordedRun first = RunChoice.run(opened, left);
            if (right == null) {
                compare(console, opened, first, search);
            } else {
                compare(console, first, RunChoice.run(opened, right));
            }
        }
        return ExitCode.OK;
    }

    private void compare(Console console, RecordedRun first, RecordedRun second) {
        List<DiffRow> rows = RunDiff.of(first, second);
        if (json.wanted()) {
            console.json(DiffJson.diff(first, second, rows));
        } else {
            new DiffText(console.out(), console.terminal().outStyle(), console.terminal().columns()).print(first, second, rows);
        }
    }

    /** @param search finds the others; null for all */
    private void compare(Console console, Snapshot opened, RecordedRun run, StepSearch search) {
        SearchResult found = search == null ? null : search.find(opened, StepFilter.ALL, done -> { });
        OtherRuns others = new OtherRuns();
        try (Progress progress = console.progress("runs read:")) {
            opened.forEachRun(other -> {
                if (!other.run().id().equals(run.run().id()) && (found == null || found.places().runs().contains(other.run().id()))) {
                    others.add(other);
                    progress.at(others.runs(), 0);
                }
            });
        }
        if (others.runs() == 0) {
            throw new CommandException(ExitCode.INPUT, found == null ? "There is no other run in " + snapshot + " to compare it with." : "The condition holds for no step of another run in " + snapshot + "." + ConditionOption.notEvaluated(found).map(why -> " " + why).orElse(""));
        }
        Unusual unusual = others.in(run);
        if (json.wanted()) {
            console.json(UnusualJson.of(unusual));
        } else {
            new UnusualText(console.out(), console.terminal().outStyle(), console.terminal().columns()).print(run, unusual);
        }
    }
}
