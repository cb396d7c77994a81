package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.draft.Draft;
import dev.pathwarden.policies.draft.DraftText;
import dev.pathwarden.policies.draft.Drafting;
import dev.pathwarden.policies.dryrun.SeenSteps;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "draft", sortOptions = false,
        header = "Draft a guardrail from recorded steps.",
        description = {"Keeps what the steps have in common of their names, targets and labels, widens what varies, and offers the rest behind #. With tests that it passes: the steps themselves, and near misses.",
            "Steps of several operations give a guardrail each. It is for a person to go on with, and asks in audit mode until that says otherwise."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong, or --out exists", "3:there is no such snapshot, run or step, or it cannot be read", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden draft pathwarden-demo 1 3 --out drafts/customers.yaml", "  pathwarden draft pathwarden-demo 1 3 --test"})
final class DraftCommand implements Callable<Integer> {

    private static final Set<Action> ACTIONS = new LinkedHashSet<>(List.of(Action.BLOCK, Action.HOLD, Action.ALERT));

    private final Invocation invocation;

    @Option(names = "--test", description = "Print the steps as tests alone, to stand below 'tests:' of a guardrail.")
    private boolean test;

    @Option(names = "--action", paramLabel = "ACTION", defaultValue = "hold", description = "What it asks for: block, hold or alert. Default: ${DEFAULT-VALUE}.")
    private String action;

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

    @Parameters(index = "2..*", arity = "1..*", paramLabel = "STEP", description = "Steps: number as 'show' prints it, id, or the beginning of an id.")
    private List<String> steps;

    DraftCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Action asked = Action.of(action).filter(ACTIONS::contains).orElseThrow(() -> new CommandException(ExitCode.USAGE, "--action takes block, hold or alert, not '" + action + "'."));
        Console console = invocation.console();
        ReportFile file = out == null ? null : new ReportFile("--out", out);
        if (file != null && Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        try (Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            opened.damages().forEach(console::note);
            RecordedRun recorded = RunChoice.run(opened, run);
            Set<StepId> chosen = new LinkedHashSet<>();
            steps.forEach(step -> chosen.add(RunChoice.step(recorded, step).id()));
            List<Draft> drafts = Drafting.of(SeenSteps.of(recorded, chosen)).stream().map(draft -> draft.asking(asked)).toList();
            String text = test ? DraftText.tests(drafts) : DraftText.of(drafts);
            if (file == null) {
                console.out().print(text);
            } else {
                file.write(writer -> writer.write(text));
                console.out().println((test ? RecordingReport.count(chosen.size(), "test") : RecordingReport.count(drafts.size(), "guardrail")) + " from " + RecordingReport.count(chosen.size(), "step") + ": " + out);
            }
        }
        return ExitCode.OK;
    }
}
