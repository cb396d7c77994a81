package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.path.RunDiff;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.draft.Draft;
import dev.pathwarden.policies.draft.DraftClause;
import dev.pathwarden.policies.draft.DraftText;
import dev.pathwarden.policies.draft.Drafting;
import dev.pathwarden.policies.dryrun.SeenSteps;
import dev.pathwarden.recorder.cli.text.ReachText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "draft", sortOptions = false,
        header = "Draft a guardrail from recorded steps.",
        description = {"Keeps what the steps have in common of their names, targets and labels, widens what varies, and offers the rest behind #. With tests that it passes: the steps themselves, and near misses.",
            "Steps of several operations give a guardrail each. It is for a person to go on with, and asks in audit mode until that says otherwise.",
            "--keep and --widen switch what it asks for, by the names that stand in 'let' of what is printed; --hits tells before that what else it would hit, and how many steps more or less with each switch turned."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong, or --out exists", "3:there is no such snapshot, run or step, or it cannot be read", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden draft pathwarden-demo 1 3 --out drafts/customers.yaml", "  pathwarden draft pathwarden-demo 1 3 --test",
            "  pathwarden draft pathwarden-demo 1 3 --hits --widen sql_tables", "  pathwarden draft pathwarden-demo 1 --flow 4 9 --keep source_mcp_server", "  pathwarden draft pathwarden-demo 2 --from-diff 1 --out drafts/new-steps.yaml"})
final class DraftCommand implements Callable<Integer> {

    private static final Set<Action> ACTIONS = new LinkedHashSet<>(List.of(Action.BLOCK, Action.HOLD, Action.ALERT));

    private final Invocation invocation;

    @Option(names = "--test", description = "Print the steps as tests alone, to stand below 'tests:' of a guardrail.")
    private boolean test;

    @Option(names = "--action", paramLabel = "ACTION", defaultValue = "hold", description = "What it asks for: block, hold or alert. Default: ${DEFAULT-VALUE}.")
    private String action;

    @Option(names = "--keep", paramLabel = "CLAUSE", description = "Ask for this as narrowly as the steps had it. Can be given several times.")
    private List<String> keep = List.of();

    @Option(names = "--widen", paramLabel = "CLAUSE", description = "Ask for this one choice wider, such as for the directory of a file, and behind the widest not at all. Can be given several times, also for one clause.")
    private List<String> widen = List.of();

    @Option(names = "--flow", arity = "2", paramLabel = "STEP", description = "Two steps instead of STEP: where a value came from, and where it went.")
    private List<String> flow = List.of();

    @Option(names = "--from-diff", paramLabel = "RUN", description = "Instead of STEP: the steps that RUN has and this other run has not, as 'diff' aligns them.")
    private String otherRun;

    @Option(names = "--hits", description = "Tell instead what else it would hit in the snapshot, clause by clause. Nothing is written.")
    private boolean hits;

    @Option(names = "--out", paramLabel = "FILE", description = "File to write; it must not exist (default: print the draft).")
    private Path out;

    @Mixin
    private DecryptOption decrypt;

    @Mixin
    private SnapshotOption opening;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left.")
    private Path snapshot;

    @Parameters(index = "1", paramLabel = "RUN", description = "Number of the run in the table of 'show', its id, or the beginning of its id.")
    private String run;

    @Parameters(index = "2..*", arity = "0..*", paramLabel = "STEP", description = "Steps: number as 'show' prints it, id, or the beginning of an id.")
    private List<String> steps = List.of();

    DraftCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Action asked = Action.of(action).filter(ACTIONS::contains).orElseThrow(() -> new CommandException(ExitCode.USAGE, "--action takes block, hold or alert, not '" + action + "'."));
        Console console = invocation.console();
        if ((steps.isEmpty() ? 0 : 1) + (flow.isEmpty() ? 0 : 1) + (otherRun == null ? 0 : 1) != 1) {
            throw new CommandException(ExitCode.USAGE, "Say of what to draft in one way: give STEP, or --flow STEP STEP, or --from-diff RUN.");
        }
        if (hits && (test || out != null)) {
            throw new CommandException(ExitCode.USAGE, "--hits writes no guardrail, so --test and --out do not go with it.");
        }
        ReportFile file = out == null ? null : new ReportFile("--out", out);
        if (file != null && Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        try (Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            opened.damages().forEach(console::note);
            RecordedRun recorded = RunChoice.run(opened, run);
            List<Draft> drafts = drafts(opened, recorded).stream().map(draft -> draft.asking(asked)).map(this::switched).toList();
            Set<String> known = drafts.stream().flatMap(draft -> draft.switches().stream()).map(DraftClause::name).collect(Collectors.toCollection(TreeSet::new));
            Stream.concat(keep.stream(), widen.stream()).filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
                throw new CommandException(ExitCode.USAGE, "The draft has no clause '" + name + "'; it has " + String.join(", ", known) + ".");
            });
            if (hits) {
                drafts.forEach(draft -> new ReachText(console.out(), console.terminal().outStyle(), console.terminal().columns()).print(draft, opened));
                return ExitCode.OK;
            }
            int chosen = drafts.stream().mapToInt(draft -> draft.steps().size()).sum();
            String text = test ? DraftText.tests(drafts) : DraftText.of(drafts);
            if (file == null) {
                console.out().print(text);
            } else {
                file.write(writer -> writer.write(text));
                console.out().println((test ? RecordingReport.count(chosen, "test") : RecordingReport.count(drafts.size(), "guardrail")) + " from " + RecordingReport.count(chosen, "step") + ": " + out);
            }
        }
        return ExitCode.OK;
    }

    private List<Draft> drafts(Snapshot opened, RecordedRun run) {
        if (!flow.isEmpty()) {
            RecordedStep source = RunChoice.step(run, flow.get(0));
            RecordedStep sink = RunChoice.step(run, flow.get(1));
            if (source.id().equals(sink.id())) {
                throw new CommandException(ExitCode.USAGE, "--flow takes two steps, not the same one twice.");
            }
            return List.of(Drafting.ofFlow(SeenSteps.of(run, Set.of(source.id())).get(0), SeenSteps.of(run, Set.of(sink.id())).get(0)));
        }
        Set<StepId> chosen = new LinkedHashSet<>();
        if (otherRun == null) {
            steps.forEach(step -> chosen.add(RunChoice.step(run, step).id()));
        } else {
            RunDiff.of(RunChoice.run(opened, otherRun), run).stream().filter(row -> row.kind() == DiffRow.Kind.ADDED).forEach(row -> chosen.add(row.right().id()));
            if (chosen.isEmpty()) {
                throw new CommandException(ExitCode.INPUT, "Run " + this.run + " has no step that run " + otherRun + " has not. Name the run that did more first.");
            }
        }
        return Drafting.of(SeenSteps.of(run, chosen));
    }

    private Draft switched(Draft draft) {
        Draft switched = draft;
        for (String clause : keep) {
            switched = switched.choosing(clause, 0);
        }
        for (String clause : widen) {
            switched = switched.widening(clause);
        }
        return switched;
    }
}
